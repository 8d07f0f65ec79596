namespace Kernels.EndToEnd.Tests.Shapes;

public partial class CreationTests
{
    [Jit] public static NDArray<double> Tridiagonal(int n, double r) => Eye<double>(n) * (1 + 2 * r) - Eye<double>(n, k: 1) * r - Eye<double>(n, n, -1) * r;

    [Jit] public static NDArray<double> Periodic(double end, int n) => Cos(Linspace(0.0, end, n, endpoint: false)) + Linspace(0.0, end, endpoint: false)[..n];

    [Fact]
    public void An_argument_that_is_left_out_moves_no_other()
    {
        Func<int, double, NDArray<double>> tridiagonal = Tridiagonal;
        Check.Bits(tridiagonal(5, 0.5), TridiagonalJit(5, 0.5));
        Func<double, int, NDArray<double>> periodic = Periodic;
        Check.Bits(periodic(3, 7), PeriodicJit(3, 7));
    }
}
