using System.ComponentModel;
using ILGPU;
using ILGPU.Algorithms;

namespace Kernels.Ilgpu.CompilerServices;

/// <summary>The mathematics of GPU kernels, from operations that every back end rounds correctly: + - * / and the square root. ILGPU's own
/// functions are approximations on PTX, or compile and then fail on a device.</summary>
/// <remarks>
/// <para><c>double</c> functions are within 2 units in the last place; <c>float</c> functions evaluate them and round once.</para>
/// <para>Formulas and coefficients are those of Sun's fdlibm (Ng, 1993), with the sources named at each.</para>
/// <para>Kernels can hold no tables, no <c>throw</c> and no spans, so everything here is straight-line arithmetic.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class GpuMath
{
    /// <summary>The correctly rounded square root.</summary>
    public static float Sqrt(float x) => XMath.Sqrt(x);

    /// <inheritdoc cref="Sqrt(float)"/>
    public static double Sqrt(double x) => XMath.Sqrt(x);

    /// <summary>1 / sqrt(x).</summary>
    public static float ReciprocalSqrt(float x) => (float)(1d / XMath.Sqrt((double)x));

    /// <inheritdoc cref="ReciprocalSqrt(float)"/>
    public static double ReciprocalSqrt(double x) => 1d / XMath.Sqrt(x);

    /// <summary>The absolute value, of NaN and zeros too.</summary>
    public static float Abs(float x) => Interop.IntAsFloat(Interop.FloatAsInt(x) & 0x7FFFFFFFu);

    /// <inheritdoc cref="Abs(float)"/>
    public static double Abs(double x) => Interop.IntAsFloat(Interop.FloatAsInt(x) & 0x7FFFFFFFFFFFFFFFul);

    /// <summary>Whether x is not a number.</summary>
    public static bool IsNaN(float x) => (Interop.FloatAsInt(x) & 0x7FFFFFFFu) > 0x7F800000u;

    /// <inheritdoc cref="IsNaN(float)"/>
    public static bool IsNaN(double x) => (Interop.FloatAsInt(x) & 0x7FFFFFFFFFFFFFFFul) > 0x7FF0000000000000ul;

    /// <summary>Whether x is an infinity of either sign.</summary>
    public static bool IsInfinity(float x) => (Interop.FloatAsInt(x) & 0x7FFFFFFFu) == 0x7F800000u;

    /// <inheritdoc cref="IsInfinity(float)"/>
    public static bool IsInfinity(double x) => (Interop.FloatAsInt(x) & 0x7FFFFFFFFFFFFFFFul) == 0x7FF0000000000000ul;

    /// <summary>Whether x is neither infinite nor NaN.</summary>
    public static bool IsFinite(float x) => (Interop.FloatAsInt(x) & 0x7FFFFFFFu) < 0x7F800000u;

    /// <inheritdoc cref="IsFinite(float)"/>
    public static bool IsFinite(double x) => (Interop.FloatAsInt(x) & 0x7FFFFFFFFFFFFFFFul) < 0x7FF0000000000000ul;

    /// <summary>|x| with the sign of <paramref name="sign"/>.</summary>
    internal static double CopySign(double x, double sign) =>
        Interop.IntAsFloat((Interop.FloatAsInt(x) & 0x7FFFFFFFFFFFFFFFul) | (Interop.FloatAsInt(sign) & 0x8000000000000000ul));

    internal static bool IsNegative(double x) => (Interop.FloatAsInt(x) >> 63) != 0;

    /// <summary>x * 2^k; k from -2000 to 2000. Two steps, so that a subnormal result is rounded once.</summary>
    internal static double Scale(double x, int k)
    {
        var half = k >> 1;
        return x * PowerOfTwo(half) * PowerOfTwo(k - half);
    }

    /// <summary>2^k for k from -1022 to 1023.</summary>
    internal static double PowerOfTwo(int k) => Interop.IntAsFloat((ulong)(k + 1023) << 52);
}
