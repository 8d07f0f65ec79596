using Kernels.CompilerServices;
using Kernels.Tests.Drivers;
using Kernels.Tests.Factoring;

namespace Kernels.Tests.Threads;

// These set Kernel.MaxThreads, which is the whole process's.
[CollectionDefinition(nameof(ThreadCountTests), DisableParallelization = true)]
public static class ThreadCountsRunAlone;

/// <summary>The same bits for any number of threads.</summary>
[Collection(nameof(ThreadCountTests))]
public class ThreadCountTests
{
    private static readonly int[] s_counts = [1, 2, 3, 4, 7];

    // So costly, by their own account, that a thousand elements are worth threads.
    private static readonly LoopKernel s_axpy = new("Tests.CostlyAxpy", 4, cost: 1e6f, Bodies.Axpy.Body);
    private static readonly LoopKernel s_divMod = new("Tests.CostlyDivMod", 4, cost: 1e6f, Bodies.DivMod.Body);

    public static TheoryData<int[], int[]> Layouts => new()
    {
        { [200_003], [200_003] }, { [200_003], [1] }, { [300, 700], [700] }, { [300, 700], [300, 1] }, { [5000, 33], [33] },
        { [5000, 33], [5000, 1] }, { [40, 50, 60], [50, 1] }, { [9, 50_001], [9, 1] },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Elementwise(int[] left, int[] right)
    {
        var random = new Random(left[0]);
        for (var round = 0; round < 4; round++)
        {
            var x = Views.Random(random, left, i => MathF.Sin(i));
            var y = Views.Random(random, right, i => MathF.Cos(i));
            Same(() =>
            {
                var nest = new LoopNest(s_axpy, new Shape(left));
                nest.In(x);
                nest.In(y);
                nest.Scalar(1.25f);
                var result = nest.Out<float>();
                nest.Run();
                return Views.Elements(result);
            });
        }
    }

    [Fact]
    public void Two_results_of_one_nest()
    {
        var random = new Random(5);
        var x = Views.Random(random, [70, 1001], i => i * 7919);
        var y = Views.Random(random, [1001], i => i % 13 + 1);
        Same(() =>
        {
            var nest = new LoopNest(s_divMod, x.Shape);
            nest.In(x);
            nest.In(y);
            var quotient = nest.Out<int>();
            var rest = nest.Out<int>();
            nest.Run();
            return (int[])[.. Views.Elements(quotient), .. Views.Elements(rest)];
        });
    }

    public static TheoryData<int[], int[]> Reduced => new()
    {
        { [1_000_003], [0] }, { [1_048_576], [0] }, { [3, 700_000], [1] }, { [3000, 500], [1] }, { [3000, 500], [0] }, { [500_000, 3], [0] },
        { [3, 400_001, 1], [1] }, { [1000, 1500], [0] }, { [100, 90, 130], [1] }, { [100, 90, 130], [0, 2] }, { [2, 300_001, 2], [1] },
    };

    [Theory]
    [MemberData(nameof(Reduced))]
    public void Reductions(int[] shape, int[] axes)
    {
        var x = Views.Random(new Random(shape[0]), shape, i => MathF.Sin(i) * (i % 1000));
        Fold<float, float>(x, axes, Reduction.Sum, Reduction.Mean, Reduction.Var, Reduction.Max, Reduction.Min, Reduction.Prod);
        Fold<float, long>(x, axes, Reduction.ArgMax, Reduction.ArgMin);
        var whole = Views.Random(new Random(shape[0]), shape, i => (int)(i * 2_654_435_761u >> 7));
        Fold<int, double>(whole, axes, Reduction.Mean, Reduction.Var);
        Fold<int, int>(whole, axes, Reduction.Sum, Reduction.Max);
        Fold<int, long>(whole, axes, Reduction.ArgMax);
    }

    [Theory]
    [MemberData(nameof(Reduced))]
    public void Reductions_of_what_a_kernel_computes(int[] shape, int[] axes)
    {
        var x = Views.Random(new Random(shape[0]), shape, i => MathF.Sin(i));
        var y = Views.Random(new Random(shape[0]), [shape[^1]], i => MathF.Cos(i));
        foreach (var reduction in new[] { Reduction.Sum, Reduction.Var })
        {
            Same(() =>
            {
                var nest = new LoopNest(s_axpy, new Shape(shape));
                nest.In(x);
                nest.In(y);
                nest.Scalar(0.5f);
                return Views.Elements(nest.Reduce<float, float>(reduction, Axes.Create(axes), keepDims: false));
            });
        }
    }

    [Fact]
    public void Matrix_products()
    {
        var random = new Random(8);
        foreach (var (left, right) in new (int[], int[])[]
        {
            ([130, 270], [270, 190]), ([1, 700], [700, 500]), ([40, 1, 30, 31], [3, 31, 37]), ([64, 50, 60], [60, 41]), ([500, 300], [300]), ([3000, 700], [700]),
        })
        {
            Product(Views.Random(random, left, i => MathF.Sin(i)), Views.Random(random, right, i => MathF.Cos(i)));
            Product(Views.Random(random, left, i => Math.Sin(i)), Views.Random(random, right, i => Math.Cos(i)));
        }

        static void Product<T>(NDArray<T> a, NDArray<T> b) where T : System.Numerics.INumber<T> => Same(() => Views.Elements(NDArray.MatMul(a, b)));
    }

    [Fact]
    public void An_extreme_in_any_segment_is_found_first()
    {
        var data = new float[3_000_000];
        var x = new NDArray<float>(new HostStorage<float>(data), [data.Length]);
        var columns = new NDArray<float>(new HostStorage<float>(data), [data.Length / 2, 2]);
        foreach (var at in new[] { 0, 32_767, 32_768, 1_500_001, 2_999_999 })
        {
            data[at] = 2;
            data[^1] = 2;
            Same(() => (long[])[NDArray.ArgMax(x).Item(), .. NDArray.ArgMax(columns, axis: 0).ToArray()]);
            Assert.Equal(at, NDArray.ArgMax(x).Item());
            Assert.Equal(at / 2, NDArray.ArgMax(columns, axis: 0).ToArray()[at % 2]);
            data[at] = 0;
        }
    }

    [Fact]
    public void Factoring()
    {
        var (a, s) = (Matrices.Real<double>(Matrices.Random(1, 260, 260)), Matrices.All(Matrices.PositiveDefinite(2, 150, isReal: false)));
        var stack = NDArray.Reshape(Matrices.Real<float>(Matrices.Random(3, 700, 49)), 700, 7, 7);
        Same(() => Linalg.Inv(a).ToArray());
        Same(() => Linalg.Solve(a, a.T).ToArray());
        Same(() => Linalg.Cholesky(s).ToArray());
        Same(() => Linalg.Inv(stack).ToArray());
    }

    private static void Fold<TIn, TOut>(NDArray<TIn> x, int[] axes, params Reduction[] reductions)
    {
        foreach (var reduction in reductions)
            Same(() => Views.Elements(CompilerServices.Reductions.Reduce<TIn, TOut>(x, reduction, Axes.Create(axes), false, "", "")));
    }

    private static void Same<T>(Func<T[]> compute)
    {
        var threads = Kernel.MaxThreads;
        try
        {
            Kernel.MaxThreads = s_counts[0];
            var one = compute();
            foreach (var count in s_counts[1..])
            {
                Kernel.MaxThreads = count;
                Assert.Equal(one, compute());
            }
        }
        finally
        {
            Kernel.MaxThreads = threads;
        }
    }
}
