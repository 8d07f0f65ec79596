using System.Numerics;

namespace Kernels.Tests.Factoring;

public class SolveTests
{
    // Up to one panel, halves that are no whole panels, and products over several blocks.
    public static TheoryData<int> Sizes => [1, 2, 3, 7, 15, 16, 17, 31, 33, 50, 64, 97, 130];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void What_solves_a_system_gives_its_right_side(int n)
    {
        foreach (var matrix in new[] { Matrices.Random(n, n, n), Matrices.IllScaled(n + 1, n), Matrices.NeedsPivots(n) })
        {
            foreach (var columns in (int[])[1, 3, 20])
            {
                var right = Matrices.Random(7, n, columns);
                Solved(Matrices.Real<double>(matrix), Matrices.Real<double>(right));
                Solved(Matrices.Real<float>(matrix), Matrices.Real<float>(right));
                Solved(Matrices.All(matrix), Matrices.All(right));
            }
        }

        static void Solved<T>(NDArray<T> a, NDArray<T> b) => Matrices.Product(a, Solve(a, b), b, 8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    public void A_column_is_the_same_however_many_stand_beside_it(int n)
    {
        // Few columns of a small matrix are computed element by element, many in panels.
        foreach (var matrix in new[] { Matrices.Random(n, n, n), Matrices.IllScaled(n + 1, n), Matrices.NeedsPivots(n) })
        {
            var right = Matrices.Random(7, n, 20);
            Same(Matrices.Real<double>(matrix), Matrices.Real<double>(right));
            Same(Matrices.Real<float>(matrix), Matrices.Real<float>(right));
        }

        static void Same<T>(NDArray<T> a, NDArray<T> b) where T : unmanaged => Assert.Equal(Solve(a, b)[.., ..3].ToArray(), Solve(a, b[.., ..3]).ToArray());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void Views_in_any_order_are_solved_as_what_they_show(int n)
    {
        var a = Matrices.Real<double>(Matrices.Random(n, n + 3, n + 5));
        var b = Matrices.Real<double>(Matrices.Random(n, 4, n));
        var (view, right) = (NDArray.Flip(a[3.., ..n].T, 0), b.T);
        Assert.False(view.IsContiguous);
        Assert.Equal(Linalg.Solve(Copy(view), Copy(right)).ToArray(), Linalg.Solve(view, right).ToArray());
        Assert.Equal(Linalg.Inv(Copy(view)).ToArray(), Linalg.Inv(view).ToArray());

        static NDArray<double> Copy(NDArray<double> x) => NDArray.FromArray(x.ToArray(), x.Shape);
    }

    [Fact]
    public void A_right_side_is_a_vector_only_if_it_has_one_axis()
    {
        NDArray<double> a = [[2, 0], [0, 4]];
        Assert.Equal([1, 2], Linalg.Solve(a, NDArray.Create([2.0, 8])).ToArray());
        var stack = NDArray.Stack([a, 2 * a, 4 * a]);
        var vectors = Linalg.Solve(stack, NDArray.Create([2.0, 8]));
        Assert.Equal([3, 2], vectors.Shape.ToArray());
        Assert.Equal([1, 2, 0.5, 1, 0.25, 0.5], vectors.ToArray());
        // Two matrices of one column each for one matrix.
        var columns = Linalg.Solve(a, NDArray.FromArray([2.0, 8, 4, 4], [2, 2, 1]));
        Assert.Equal([2, 2, 1], columns.Shape.ToArray());
        Assert.Equal([1, 2, 2, 1], columns.ToArray());
        // The stacks (2, 1) and (3,) broadcast.
        var both = Linalg.Solve(NDArray.FromArray([.. a.ToArray(), .. (2 * a).ToArray()], [2, 1, 2, 2]), NDArray.FromArray([2.0, 8, 4, 16, 6, 24], [3, 2, 1]));
        Assert.Equal([2, 3, 2, 1], both.Shape.ToArray());
        Assert.Equal([1, 2, 2, 4, 3, 6, 0.5, 1, 1, 2, 1.5, 3], both.ToArray());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_matrix_times_its_inverse_is_the_identity(int n)
    {
        foreach (var matrix in new[] { Matrices.Random(n, n, n), Matrices.NeedsPivots(n) })
        {
            Inverse(Matrices.Real<double>(matrix), NDArray.Eye<double>(n));
            Inverse(Matrices.Real<float>(matrix), NDArray.Eye<float>(n));
            Inverse(Matrices.All(matrix), NDArray.ToComplex(NDArray.Eye<double>(n)));
        }

        static void Inverse<T>(NDArray<T> a, NDArray<T> identity) => Matrices.Product(a, Inv(a), identity, 8);
    }

    [Fact]
    public void Nothing_gives_nothing()
    {
        Assert.Equal([0, 3], Linalg.Solve(NDArray.Zeros<double>(0, 0), NDArray.Zeros<double>(0, 3)).Shape.ToArray());
        Assert.Equal([2, 0], Linalg.Solve(NDArray.Eye<double>(2), NDArray.Zeros<double>(2, 0)).Shape.ToArray());
        Assert.Equal([0, 2, 2], Linalg.Inv(NDArray.Zeros<float>(0, 2, 2)).Shape.ToArray());
        Assert.Equal([0, 0], Linalg.Cholesky(NDArray.Zeros<double>(0, 0)).Shape.ToArray());
        Assert.Equal(1, (double)Linalg.Det(NDArray.Zeros<double>(0, 0)));
    }

    private static NDArray<T> Solve<T>(NDArray<T> a, NDArray<T> b) => (NDArray<T>)((object)a switch
    {
        NDArray<float> f => (object)Linalg.Solve(f, (NDArray<float>)(object)b),
        NDArray<double> d => Linalg.Solve(d, (NDArray<double>)(object)b),
        _ => Linalg.Solve((NDArray<Complex>)(object)a, (NDArray<Complex>)(object)b),
    });

    private static NDArray<T> Inv<T>(NDArray<T> a) => (NDArray<T>)((object)a switch
    {
        NDArray<float> f => (object)Linalg.Inv(f),
        NDArray<double> d => Linalg.Inv(d),
        _ => Linalg.Inv((NDArray<Complex>)(object)a),
    });
}
