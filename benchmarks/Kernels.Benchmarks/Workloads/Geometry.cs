using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>Distances.</summary>
internal static partial class Geometry
{
    public static Workload[] Workloads { get; } =
    [
        new("arc_distance", i =>
        {
            var theta1 = i.Floats("theta1");
            var phi1 = i.Floats("phi1");
            var theta2 = i.Floats("theta2");
            var phi2 = i.Floats("phi2");
            return () => ArcDistance(theta1, phi1, theta2, phi2);
        }),
        new("pairwise", i => { var p = i.Floats("p"); return () => Pairwise(p); }),
    ];

    /// <summary>Angles between pairs of points on a sphere.</summary>
    [Vmap]
    public static float ArcDistance(float theta1, float phi1, float theta2, float phi2)
    {
        var a = MathF.Sin((theta2 - theta1) / 2f);
        var b = MathF.Sin((phi2 - phi1) / 2f);
        var t = a * a + MathF.Cos(theta1) * MathF.Cos(theta2) * b * b;
        return 2f * MathF.Atan2(MathF.Sqrt(t), MathF.Sqrt(1f - t));
    }

    /// <summary>Euclidean distances between all rows.</summary>
    [Jit]
    public static NDArray<float> Pairwise(NDArray<float> p)
    {
        var d = p[.., NewAxis] - p[NewAxis];
        return Sqrt(Sum(d * d, axis: 2));
    }
}
