using Kernels.CompilerServices;

namespace Kernels.Tests.Drivers;

/// <summary>Rows of few elements, which are walked along the results or along the rows, as the operands lie.</summary>
public class ShortRowTests
{
    private static readonly Reduction[] Kinds = [Reduction.Sum, Reduction.Prod, Reduction.Mean, Reduction.Var, Reduction.Max, Reduction.Min];

    [Fact]
    public void Results_do_not_depend_on_layout()
    {
        var random = new Random(21);
        foreach (var dims in new int[][] { [100, 3], [300, 2], [64, 16], [63, 5], [2100, 7], [9, 11, 4], [3, 50, 5], [2500, 1, 2, 2] })
        {
            for (var round = 0; round < 6; round++)
            {
                var x = Views.Random(random, dims, i => MathF.Sin(i) * 10);
                var ints = Views.Random(random, dims, i => i * 77 % 1013);
                foreach (var axes in AxesOf(dims.Length))
                {
                    foreach (var kind in Kinds) Same<float, float>(x, kind, axes);
                    Same<float, long>(x, Reduction.ArgMax, axes);
                    Same<int, int>(ints, Reduction.Sum, axes);
                    Same<int, double>(ints, Reduction.Var, axes);
                    Same<int, double>(ints, Reduction.Mean, axes);
                }
            }
        }
    }

    [Fact]
    public void Elements_are_added_in_order()
    {
        var random = new Random(22);
        foreach (var (rows, length) in new[] { (5, 3), (64, 16), (1000, 7), (3, 16) })
        {
            var x = Views.Random(random, [rows, length], i => MathF.Sin(i) * 10);
            var elements = Views.Elements(x);
            var expected = new float[rows];
            for (var row = 0; row < rows; row++)
            {
                expected[row] = elements[row * length];
                for (var i = 1; i < length; i++) expected[row] += elements[row * length + i];
            }
            Assert.Equal(expected, Views.Elements(Reductions.Reduce<float, float>(x, Reduction.Sum, -1, false, "", "")));
        }
    }

    [Theory]
    [InlineData(5, 7, 3)]
    [InlineData(20, 300, 3)]
    [InlineData(300, 20, 3)]
    [InlineData(40, 150, 16)]
    [InlineData(200, 200, 2)]
    public void Operands_that_broadcast_give_the_bits_of_the_array_they_make(int n, int m, int length)
    {
        var random = new Random(23);
        foreach (var kind in Kinds)
        {
            foreach (var (left, right) in new (int[], int[])[] { ([n, 1, length], [1, m, length]), ([n, 1, length], [m, 1]), ([n, m, length], [length]), ([m, length], [n, m, 1]) })
            {
                var x = Views.Random(random, left, i => MathF.Sin(i));
                var y = Views.Random(random, right, i => MathF.Cos(i));
                int[] dims = [n, m, length];
                var (u, v) = (Views.Elements(x, dims), Views.Elements(y, dims));
                var values = new float[u.Length];
                for (var i = 0; i < values.Length; i++) values[i] = 2 * u[i] + v[i];
                var eager = Reductions.Reduce<float, float>(new NDArray<float>(new HostStorage<float>(values), new Shape(dims)), kind, -1, false, "", "");
                var nest = new LoopNest(Bodies.Axpy, new Shape(dims));
                nest.In(x);
                nest.In(y);
                nest.Scalar(2f);
                var fused = nest.Reduce<float, float>(kind, -1, false);
                Assert.Equal(Bits(eager), Bits(fused));
            }
        }
    }

    private static IEnumerable<Axes> AxesOf(int rank)
    {
        yield return -1;
        if (rank > 2) yield return Axes.Create([0, -1]);
        if (rank > 3) yield return Axes.Create([-2, -1]);
    }

    private static void Same<T, TOut>(NDArray<T> x, Reduction kind, Axes axes)
    {
        var plain = new NDArray<T>(new HostStorage<T>(Views.Elements(x)), x.Shape);
        Assert.Equal(Views.Elements(Reductions.Reduce<T, TOut>(plain, kind, axes, false, "", "")), Views.Elements(Reductions.Reduce<T, TOut>(x, kind, axes, false, "", "")));
    }

    private static IEnumerable<int> Bits(NDArray<float> x) => Views.Elements(x).Select(BitConverter.SingleToInt32Bits);
}
