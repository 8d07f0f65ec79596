using System.Numerics;

namespace Kernels.Tests.Factoring;

public class DeterminantTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(7)]
    public void The_determinant_is_that_of_the_expansion_by_minors(int n)
    {
        var x = Matrices.Random(n + 5, n, n);
        var real = x.Cast<Complex>().Select(v => (Complex)v.Real).ToArray();
        var expected = Expanded(real, n);
        Assert.Equal(expected.Real, (double)Linalg.Det(Matrices.Real<double>(x)), 1e-14);
        Assert.Equal(expected.Real, (float)Linalg.Det(Matrices.Real<float>(x)), 1e-6);
        var (sign, logarithm) = Linalg.SlogDet(Matrices.Real<double>(x));
        Assert.Equal(Math.Sign(expected.Real), (double)sign);
        Assert.Equal(Math.Log(Math.Abs(expected.Real)), (double)logarithm, 1e-12);

        var complex = Expanded([.. x.Cast<Complex>()], n);
        Assert.True((complex - (Complex)Linalg.Det(Matrices.All(x))).Magnitude < 1e-14);
        var (phase, size) = Linalg.SlogDet(Matrices.All(x));
        Assert.True((complex / complex.Magnitude - (Complex)phase).Magnitude < 1e-13);
        Assert.Equal(Math.Log(complex.Magnitude), (double)size, 1e-12);
    }

    [Fact]
    public void Pivots_whose_product_overflows_on_the_way_have_a_determinant()
    {
        var x = NDArray.Diag(NDArray.Create([1e200, 1e200, 1e-200, 1e-150, -1e-50]));
        Assert.Equal(-1, (double)Linalg.Det(x), 1e-14);
        Assert.Equal(double.PositiveInfinity, (double)Linalg.Det(NDArray.Eye<double>(2) * 1e200));
    }

    [Fact]
    public void A_singular_matrix_has_a_determinant_and_no_inverse()
    {
        NDArray<double> x = [[1, 2, 3], [2, 4, 6], [0, 1, 1]];
        Assert.Equal(0, (double)Linalg.Det(x));
        Assert.Equal((0, double.NegativeInfinity), ((double)Linalg.SlogDet(x).Sign, (double)Linalg.SlogDet(x).LogAbsDet));
        var e = Assert.Throws<LinAlgException>(() => Linalg.Inv(x));
        Assert.Equal("Inv: the matrix is singular: pivot 2 of 3 is zero.", e.Message);
        var stack = NDArray.Stack([NDArray.Eye<double>(3), NDArray.Eye<double>(3), x, NDArray.Zeros<double>(3, 3)]);
        e = Assert.Throws<LinAlgException>(() => Linalg.Solve(NDArray.Reshape(stack, 2, 2, 3, 3), NDArray.Ones<double>(3)));
        Assert.Equal("Solve: matrix [1, 0] of the stack (2, 2) is singular: pivot 2 of 3 is zero.", e.Message);
        Assert.Equal([1, 1, 0, 0], Linalg.Det(stack).ToArray());
        Assert.Throws<LinAlgException>(() => Linalg.Inv(NDArray.ToComplex(x)));
    }

    [Fact]
    public void NaN_leads_to_NaN()
    {
        var x = NDArray.Eye<double>(20).At[3, 0].Set(double.NaN);
        Assert.True(double.IsNaN((double)Linalg.Det(x)));
        Assert.All(Linalg.Solve(x, NDArray.Ones<double>(20)).ToArray()[..1], v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var a = NDArray.Ones<double>(2, 3);
        Assert.Contains("Inv: matrices of shape (2, 3) are not square", Assert.Throws<ShapeException>(() => Linalg.Inv(a)).Message, StringComparison.Ordinal);
        Assert.Contains("Det: an array of shape (3,) is no matrix", Assert.Throws<ShapeException>(() => Linalg.Det(NDArray.Ones<float>(3))).Message, StringComparison.Ordinal);
        Assert.Contains("Cholesky", Assert.Throws<ShapeException>(() => Linalg.Cholesky(a)).Message, StringComparison.Ordinal);
        var eye = NDArray.Eye<double>(3);
        foreach (var b in new[] { NDArray.Ones<double>(2), NDArray.Ones<double>(2, 3), NDArray.Ones<double>() })
            Assert.Contains($"right sides of shape {b.Shape} for matrices of shape (3, 3)", Assert.Throws<ShapeException>(() => Linalg.Solve(eye, b)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Linalg.Solve(NDArray.Ones<double>(2, 3, 3), NDArray.Ones<double>(4, 3, 1)));
    }

    private static Complex Expanded(Complex[] x, int n)
    {
        if (n == 1) return x[0];
        Complex sum = 0;
        for (var column = 0; column < n; column++)
        {
            var minor = Enumerable.Range(n, n * n - n).Where(i => i % n != column).Select(i => x[i]).ToArray();
            sum += (column % 2 == 0 ? x[column] : -x[column]) * Expanded(minor, n - 1);
        }
        return sum;
    }
}
