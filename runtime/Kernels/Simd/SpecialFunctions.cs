using System.Runtime.Intrinsics;

namespace Kernels.Simd;

/// <summary>Functions of one number that System.Math lacks.</summary>
public static class SpecialFunctions
{
    /// <summary>The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to <paramref name="x"/>, within 1 ulp;
    /// the same bits as <see cref="VectorMath"/> gives.</summary>
    public static double Erf(double x) => VectorMath.Erf(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to <paramref name="x"/>, within 2 ulp;
    /// the same bits as <see cref="VectorMath"/> gives.</summary>
    public static float Erf(float x) => VectorMath.Erf(Vector128.CreateScalar(x)).ToScalar();
}
