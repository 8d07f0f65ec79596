using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>The angle between pairs of points on a sphere, after the haversine formula.</summary>
internal static partial class ArcDistance
{
    public static NpProgram Program { get; } = new("arc_distance", 1e-13, s =>
    {
        var n = s.Int("N");
        var (theta1, phi1, theta2, phi2) = (Inputs.Doubles(1, n), Inputs.Doubles(2, n), Inputs.Doubles(3, n), Inputs.Doubles(4, n));
        return () => [Output.Of("distance", Distance(theta1, phi1, theta2, phi2))];
    });

    [Jit]
    public static NDArray<double> Distance(NDArray<double> theta1, NDArray<double> phi1, NDArray<double> theta2, NDArray<double> phi2)
    {
        var temp = Square(Sin((theta2 - theta1) / 2)) + Cos(theta1) * Cos(theta2) * Square(Sin((phi2 - phi1) / 2));
        return 2 * Atan2(Sqrt(temp), Sqrt(1 - temp));
    }
}
