using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>Prices of European options after Black and Scholes.</summary>
internal static partial class Finance
{
    private const float Rate = 0.03f;
    private const float Volatility = 0.25f;
    private const float InverseSqrt2 = 0.70710678f;

    public static Workload[] Workloads { get; } =
    [
        new("black_scholes", i => { var s = i.Floats("s"); var k = i.Floats("k"); var t = i.Floats("t"); return () => BlackScholes(s, k, t); }),
    ];

    [Jit]
    public static (NDArray<float> Call, NDArray<float> Put) BlackScholes(NDArray<float> s, NDArray<float> k, NDArray<float> t)
    {
        var vt = Volatility * Sqrt(t);
        var d1 = (Log(s / k) + (Rate + 0.5f * Volatility * Volatility) * t) / vt;
        var n1 = 0.5f + 0.5f * Erf(d1 * InverseSqrt2);
        var n2 = 0.5f + 0.5f * Erf((d1 - vt) * InverseSqrt2);
        var discounted = k * Exp(-Rate * t);
        return (s * n1 - discounted * n2, discounted * (1f - n2) - s * (1f - n1));
    }
}
