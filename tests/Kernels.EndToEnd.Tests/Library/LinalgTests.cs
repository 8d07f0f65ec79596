using System.Numerics;

namespace Kernels.EndToEnd.Tests.Library;

public partial class LinalgTests
{
    [Jit]
    public static NDArray<double> Ridge(NDArray<double> x, NDArray<double> y, double lambda) =>
        Linalg.Solve(MatMul(x.T, x) + lambda * Eye<double>(x.Shape[1]), MatMul(x.T, y)) * 2.0 + 1.0;

    [Jit]
    public static NDArray<double> Gaussian(NDArray<double> s, NDArray<double> r)
    {
        var (_, logarithm) = Linalg.SlogDet(s);
        var white = Linalg.Solve(Linalg.Cholesky(s), r);
        return -0.5 * (Sum(white * white) + logarithm) + Linalg.Det(s) * 0.0;
    }

    [Jit] public static NDArray<float> Single(NDArray<float> a) => Exp(Linalg.Inv(a) * 0.1f);

    [Jit]
    public static NDArray<Complex> Contour(NDArray<Complex> a, NDArray<Complex> b, NDArray<Complex> z, int turns)
    {
        var sum = Zeros<Complex>(a.Shape[0], b.Shape[1]);
        for (var k = 0; k < turns; k++) sum += z[k] * Linalg.Solve(a * z[k] + ToComplex(Eye<double>(a.Shape[0])), b);
        return sum + MatMul(Linalg.Inv(a), b) * Linalg.Det(a);
    }

    [Jit] public static NDArray<Complex> Root(NDArray<Complex> a) => Linalg.Cholesky(a + ToComplex(Eye<double>(a.Shape[0])));

    [Jit]
    public static NDArray<double> Guarded(NDArray<double> a, bool invert)
    {
        var x = a * 2.0;
        if (invert) x = Linalg.Inv(a);
        return x + 1.0;
    }

    [Vmap] public static NDArray<double> Systems(NDArray<double> a, NDArray<double> b) => Linalg.Solve(a, b) + 1.0;

    [Vmap(Shared = ["a"])] public static NDArray<double> OneMatrix(NDArray<double> a, NDArray<double> b) => Linalg.Solve(a, b * 2.0);

    [Vmap(Shared = ["b"])] public static NDArray<double> OneRightSide(NDArray<double> a, NDArray<double> b) => Linalg.Solve(a + 0.5, b);

    [Vmap] public static NDArray<double> Volumes(NDArray<double> a) => Abs(Linalg.Det(a)) + Linalg.SlogDet(a).LogAbsDet + Trace(Linalg.Inv(a));

    [Vmap] public static NDArray<Complex> ComplexSystems(NDArray<Complex> a, NDArray<Complex> b) => Linalg.Solve(a, b) * 2.0;

    [Fact]
    public void Kernels_give_the_bits_of_their_bodies()
    {
        var (x, y) = (Arrays.Moderate<double>(1, 30, 5), Arrays.Moderate<double>(2, 30));
        Func<NDArray<double>, NDArray<double>, double, NDArray<double>> ridge = Ridge;
        Check.Bits(ridge(x, y, 0.1), RidgeJit(x, y, 0.1));
        Func<NDArray<double>, NDArray<double>, NDArray<double>> gaussian = Gaussian;
        var s = MatMul(x.T, x) + Eye<double>(5);
        Check.Close(gaussian(s, y[..5]), GaussianJit(s, y[..5]));
        Func<NDArray<float>, NDArray<float>> single = Single;
        Check.Bits(single(Arrays.Moderate<float>(3, 20, 20)), SingleJit(Arrays.Moderate<float>(3, 20, 20)));
    }

    [Fact]
    public void Complex_matrices_are_solved_in_kernels()
    {
        var (a, b, z) = (Numbers(1, 18, 18), Numbers(2, 18, 3), Numbers(3, 4));
        Func<NDArray<Complex>, NDArray<Complex>, NDArray<Complex>, int, NDArray<Complex>> contour = Contour;
        Assert.Equal(contour(a, b, z, 4).ToArray(), ContourJit(a, b, z, 4).ToArray());
        Func<NDArray<Complex>, NDArray<Complex>> root = Root;
        var positive = MatMul(a, Conj(a).T);
        Assert.Equal(root(positive).ToArray(), RootJit(positive).ToArray());
    }

    [Fact]
    public void A_branch_that_is_not_taken_inverts_nothing()
    {
        Check.Bits(Ones<double>(3, 3), GuardedJit(Zeros<double>(3, 3), false));
        Assert.Throws<LinAlgException>(() => GuardedJit(Zeros<double>(3, 3), true));
    }

    [Fact]
    public void A_batch_solves_each_example()
    {
        var (a, b) = (Arrays.Moderate<double>(4, 6, 7, 7), Arrays.Moderate<double>(5, 6, 7));
        Func<NDArray<double>, NDArray<double>, NDArray<double>> systems = Systems, one = OneMatrix, other = OneRightSide;
        Check.Bits(Stack([.. Enumerable.Range(0, 6).Select(k => systems(a[k], b[k]))]), SystemsBatch(a, b));
        var matrices = Arrays.Moderate<double>(6, 6, 7, 2);
        Check.Bits(Stack([.. Enumerable.Range(0, 6).Select(k => systems(a[k], matrices[k]))]), SystemsBatch(a, matrices));
        Check.Bits(Stack([.. b.Select(v => one(a[0], v))]), OneMatrixBatch(a[0], b));
        Check.Bits(Stack([.. a.Select(m => other(m, b[0]))]), OneRightSideBatch(a, b[0]));
        // Examples that are stacks themselves, of fewer axes on one side.
        var stacks = Reshape(Arrays.Moderate<double>(7, 6, 147), 6, 3, 7, 7);
        Check.Bits(Stack([.. Enumerable.Range(0, 6).Select(k => systems(stacks[k], matrices[k]))]), SystemsBatch(stacks, matrices));
    }

    [Fact]
    public void A_batch_of_determinants_and_of_complex_systems()
    {
        var a = Arrays.Moderate<double>(8, 5, 4, 4);
        Func<NDArray<double>, NDArray<double>> volumes = Volumes;
        Check.Bits(Stack([.. a.Select(m => volumes(m))]), VolumesBatch(a));
        var (z, b) = (Numbers(9, 5, 6, 6), Numbers(10, 5, 6));
        Func<NDArray<Complex>, NDArray<Complex>, NDArray<Complex>> systems = ComplexSystems;
        Assert.Equal(Enumerable.Range(0, 5).SelectMany(k => systems(z[k], b[k]).ToArray()), ComplexSystemsBatch(z, b).ToArray());
    }

    private static NDArray<Complex> Numbers(int seed, params int[] shape) => ToComplex(Arrays.Moderate<double>(seed, shape), Arrays.Moderate<double>(seed + 100, shape));
}
