using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>Azimuthal integration: the mean of the data in each of a number of rings.</summary>
internal static partial class AzimintNaive
{
    public static NpProgram Program { get; } = new("azimint_naive", 1e-12, s =>
    {
        var (n, npt) = (s.Int("N"), s.Int("npt"));
        var (data, radius) = (Inputs.Doubles(1, n), Inputs.Doubles(2, n));
        return () => [Output.Of("means", Integrate(data, radius, npt))];
    });

    [Jit]
    public static NDArray<double> Integrate(NDArray<double> data, NDArray<double> radius, int npt)
    {
        var rmax = (double)Max(radius);
        var means = Zeros<double>(npt);
        for (var i = 0; i < npt; i++)
        {
            var r1 = rmax * i / npt;
            var r2 = rmax * (i + 1) / npt;
            var ring = (r1 <= radius) & (radius < r2);
            means = means.At[i].Set(Sum(Where(ring, data, 0)) / Sum(ring.As<double>()));
        }

        return means;
    }
}
