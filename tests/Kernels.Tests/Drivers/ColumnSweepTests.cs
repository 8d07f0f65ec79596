using Kernels.CompilerServices;
using Kernels.Tests.Threads;

namespace Kernels.Tests.Drivers;

/// <summary>Nests over columns in a chain give what they give one by one, whichever columns they read and write.</summary>
[Collection(nameof(ThreadCountTests))]
public class ColumnSweepTests
{
    private const int Planes = 30, Rows = 67, Columns = 24;

    private readonly record struct Step(int X, int Y, int Target, int AtX, int AtY, int At, bool Shifts);

    /// <summary>Columns near each other, as in a sweep, and now and then any or one of other rows.</summary>
    private static List<Step> Random(int seed, int count)
    {
        var random = new Random(seed);
        var steps = new List<Step>();
        for (var k = 0; k < count; k++)
        {
            int Near() => random.Next(20) == 0 ? random.Next(Columns) : Math.Clamp(k * Columns / count + random.Next(-2, 3), 0, Columns - 1);
            steps.Add(new Step(random.Next(4), random.Next(4), random.Next(3), Near(), Near(), Near(), random.Next(60) == 0));
        }
        return steps;
    }

    private static NDArray<float>[] Run(List<Step> steps, bool chained, bool cubes)
    {
        // The fourth is only read, and of other elements beside each other.
        var fields = new NDArray<float>[4];
        for (var k = 0; k < 4; k++)
        {
            var columns = k == 3 ? Columns + 5 : Columns;
            var field = NDArray.Arange((float)(Planes * Rows * columns)) % (float)(97 + k) + 1f;
            fields[k] = InPlace.Copy(cubes ? field.Reshape(Planes, Rows, columns) : field.Reshape(Planes * Rows, columns));
        }
        var chain = new LoopChain();
        foreach (var s in steps)
        {
            NDArray<float> Column(int k, int at) => cubes ? fields[k][.., .., at] : fields[k][.., at];
            var x = Column(s.X, s.AtX);
            if (s.Shifts) x = x[(..).By(-1)];
            var nest = new LoopNest(Bodies.Axpy, x.Shape);
            nest.In(x);
            nest.In(Column(s.Y, s.AtY));
            nest.Scalar(0.25f);
            nest.Into(cubes ? InPlace.At(fields[s.Target])[.., .., s.At] : InPlace.At(fields[s.Target])[.., s.At]);
            if (chained) nest.Run(chain);
            else nest.Run();
            fields[s.Target] = nest.Updated<float>(0);
        }
        chain.Run();
        return fields;
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(5, true)]
    public void Any_columns_in_any_order(int threads, bool cubes)
    {
        var before = Kernel.MaxThreads;
        try
        {
            Kernel.MaxThreads = threads;
            for (var seed = 0; seed < 30; seed++)
            {
                var steps = Random(seed, 150);
                var (expected, actual) = (Run(steps, chained: false, cubes), Run(steps, chained: true, cubes));
                for (var k = 0; k < 4; k++) Assert.Equal(expected[k].ToArray(), actual[k].ToArray());
            }
        }
        finally
        {
            Kernel.MaxThreads = before;
        }
    }
}
