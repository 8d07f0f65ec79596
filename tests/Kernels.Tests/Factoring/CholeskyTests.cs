namespace Kernels.Tests.Factoring;

public class CholeskyTests
{
    [Theory]
    [MemberData(nameof(SolveTests.Sizes), MemberType = typeof(SolveTests))]
    public void The_factor_times_its_adjoint_is_the_matrix(int n)
    {
        var (real, complex) = (Matrices.PositiveDefinite(n, n, isReal: true), Matrices.PositiveDefinite(n, n, isReal: false));
        var wide = Linalg.Cholesky(Matrices.Real<double>(real));
        Matrices.Product(wide, wide.T, Matrices.Real<double>(real), 4);
        var single = Linalg.Cholesky(Matrices.Real<float>(real));
        Matrices.Product(single, single.T, Matrices.Real<float>(real), 4);
        var numbers = Linalg.Cholesky(Matrices.All(complex));
        Matrices.Product(numbers, NDArray.Conj(numbers).T, Matrices.All(complex), 4);
        Assert.Equal(wide.ToArray(), NDArray.Tril(wide).ToArray());
        Assert.All(NDArray.Diagonal(numbers).ToArray(), v => Assert.True(v.Real > 0 && v.Imaginary == 0));
    }

    [Fact]
    public void What_lies_above_the_diagonal_is_not_looked_at()
    {
        var a = Matrices.Real<double>(Matrices.PositiveDefinite(3, 40, isReal: true));
        var other = NDArray.Tril(a) + NDArray.Triu(NDArray.Full<double>(a.Shape, double.NaN), 1);
        var masked = NDArray.Where(NDArray.IsNaN(other), NDArray.Full<double>(a.Shape, 1e9), a);
        Assert.Equal(Linalg.Cholesky(a).ToArray(), Linalg.Cholesky(masked).ToArray());
    }

    [Fact]
    public void A_pivot_that_is_not_positive_is_named()
    {
        var a = NDArray.Eye<double>(40).At[21, 21].Set(-1);
        var e = Assert.Throws<LinAlgException>(() => Linalg.Cholesky(a));
        Assert.Equal("Cholesky: the matrix is not positive definite: pivot 21 of 40 is not positive.", e.Message);
        Assert.Throws<LinAlgException>(() => Linalg.Cholesky(NDArray.Eye<float>(3).At[1, 1].Set(float.NaN)));
        Assert.Throws<LinAlgException>(() => Linalg.Cholesky(NDArray.ToComplex(NDArray.Zeros<double>(2, 2))));
    }
}
