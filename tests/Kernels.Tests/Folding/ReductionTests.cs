using static Kernels.NDArray;

namespace Kernels.Tests.Folding;

/// <summary>Reductions along every set of axes, in several layouts, against loops over positions.</summary>
public class ReductionTests
{
    private static readonly int[][] Shapes = [[1], [7], [1000], [3, 4], [1, 5], [17, 33], [2, 3, 4], [5, 1, 40], [3, 2, 2, 9]];

    [Fact]
    public void Integers_fold_exactly()
    {
        Each((x, axes, keep) =>
        {
            Same(Fold(x, axes, keep, v => v.Sum()), x.Sum(axes, keep));
            Same(Fold(x, axes, keep, v => v.Aggregate(1, (a, b) => unchecked(a * b))), x.Prod(axes, keep));
            Same(Fold(x, axes, keep, v => v.Max()), x.Max(axes, keep));
            Same(Fold(x, axes, keep, v => v.Min()), x.Min(axes, keep));
            Same(Fold(x, axes, keep, v => v.Any(e => e > 8)), (x > 8).Any(axes, keep));
            Same(Fold(x, axes, keep, v => v.All(e => e > -9)), (x > -9).All(axes, keep));
            Assert.True(x.Mean(axes, keep).AllClose(Fold(x, axes, keep, v => v.Average()), 1e-14, 1e-14));
        });
    }

    [Fact]
    public void Floating_point_folds_within_rounding()
    {
        Each((x, axes, keep) =>
        {
            var d = x.As<double>() / 7;
            var f = d.As<float>();
            Assert.True(d.Sum(axes, keep).AllClose(Fold(d, axes, keep, v => v.Sum()), 1e-13, 1e-13));
            Assert.True(f.Sum(axes, keep).AllClose(Fold(f, axes, keep, v => (float)v.Sum(e => (double)e)), 1e-6, 1e-5));
            Assert.True(d.Var(axes, keepDims: keep).AllClose(Fold(d, axes, keep, Variance), 1e-13, 1e-13));
            Assert.True(d.Std(axes, keepDims: keep).AllClose(Fold(d, axes, keep, v => Math.Sqrt(Variance(v))), 1e-13, 1e-13));
            Assert.True(f.Mean(axes, keep).AllClose(Fold(f, axes, keep, v => (float)v.Average(e => (double)e)), 1e-6, 1e-6));
            Same(Fold(f, axes, keep, v => v.Max()), f.Max(axes, keep));
            Same(Fold(d, axes, keep, v => v.Min()), d.Min(axes, keep));
        });
    }

    [Fact]
    public void ArgMax_and_ArgMin_find_the_first()
    {
        Each((x, axes, keep) =>
        {
            if (axes.Count > 1) return;
            int? axis = axes.IsAll ? null : axes[0];
            Same(Fold(x, axes, keep, v => (long)v.IndexOf(v.Max())), x.ArgMax(axis, keep));
            Same(Fold(x, axes, keep, v => (long)v.IndexOf(v.Min())), x.ArgMin(axis, keep));
        });
    }

    [Fact]
    public void NaN_wins()
    {
        NDArray<float> x = [3, float.NaN, 5, float.NaN];
        Assert.True(float.IsNaN((float)x.Max()));
        Assert.True(float.IsNaN((float)x.Min()));
        Assert.Equal(1, (long)x.ArgMax());
        Assert.Equal(1, (long)x.ArgMin());
    }

    [Fact]
    public void Nothing_folds_to_the_neutral_element_or_is_an_error()
    {
        var none = Zeros<double>(0, 3);
        Assert.Equal([0, 0, 0], none.Sum(0).ToArray());
        Assert.Equal([1, 1, 1], none.Prod(0).ToArray());
        Assert.Equal([0], none.Max(1).Shape);
        Assert.Throws<ShapeException>(() => none.Max());
        Assert.Throws<ShapeException>(() => none.ArgMin(0));
        Assert.True(double.IsNaN((double)none.Mean()));
        Assert.True((bool)Zeros<bool>(0).All());
        Assert.False((bool)Zeros<bool>(0).Any());
    }

    [Fact]
    public void Integers_have_statistics_in_double()
    {
        NDArray<byte> x = [1, 2, 3, 4];
        NDArray<long> y = [1, 2, 3, 4];
        Assert.Equal(2.5, (double)x.Mean());
        Assert.Equal(1.25, (double)y.Var());
        Assert.Equal(Math.Sqrt(5 / 3.0), (double)x.Std(ddof: 1), 1e-15);
    }

    [Fact]
    public void An_axis_out_of_range_names_the_axis_and_the_shape()
    {
        var error = Assert.Throws<ShapeException>(() => Zeros<float>(2, 3).Sum(axis: 2));
        Assert.Contains("axis 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("(2, 3)", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Zeros<float>(2, 3).Sum(axis: [0, -2]));
    }

    private static void Each(Action<NDArray<int>, Axes, bool> check)
    {
        var random = new Random(6);
        foreach (var shape in Shapes)
        {
            int[] data = [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(_ => random.Next(-9, 10))];
            var x = FromArray(data, Shape.Create(shape));
            foreach (var view in new[] { x, x.T.Contiguous().T, Flip(x), Stack([x, x], -1)[Ellipsis, 0] })
                for (var set = 0; set < 1 << shape.Length; set++)
                {
                    var axes = set == 0 ? default : Axes.Create([.. Enumerable.Range(0, shape.Length).Where(i => (set >> i & 1) != 0)]);
                    check(view, axes, set % 2 == 0);
                }
        }
    }

    /// <summary>The fold of each group of elements that differ only along the axes.</summary>
    private static NDArray<TOut> Fold<T, TOut>(NDArray<T> x, Axes axes, bool keepDims, Func<List<T>, TOut> fold)
    {
        bool Folded(int axis) => axes.IsAll || axes.AsSpan().Contains(axis);
        var groups = new SortedDictionary<int, List<T>>();
        var elements = x.ToArray();
        for (var i = 0; i < elements.Length; i++)
        {
            // The group's number is the position in C order with the folded axes left out.
            int rest = i, group = 0, scale = 1;
            for (var axis = x.Rank - 1; axis >= 0; axis--)
            {
                if (!Folded(axis))
                {
                    group += rest % x.Shape[axis] * scale;
                    scale *= x.Shape[axis];
                }
                rest /= x.Shape[axis];
            }
            if (!groups.TryGetValue(group, out var list)) groups[group] = list = [];
            list.Add(elements[i]);
        }
        int[] dims = [.. Enumerable.Range(0, x.Rank).Where(a => keepDims || !Folded(a)).Select(a => Folded(a) ? 1 : x.Shape[a])];
        return FromArray<TOut>([.. groups.Values.Select(fold)], Shape.Create(dims));
    }

    private static double Variance(List<double> v)
    {
        var mean = v.Average();
        return v.Sum(e => (e - mean) * (e - mean)) / v.Count;
    }

    private static void Same<T>(NDArray<T> expected, NDArray<T> actual) =>
        Assert.True(expected.ArrayEqual(actual), $"expected {expected.Shape}\n{expected}\ngot {actual.Shape}\n{actual}");
}
