using ILGPU;

namespace Kernels.Ilgpu.CompilerServices;

public static partial class GpuMath
{
    /// <summary>x = (1 + f) * 2^k with 1 + f from sqrt(1/2) to sqrt(2); x is finite and positive.</summary>
    private static double Split(double x, out int k)
    {
        k = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984d;        // 2^54
            k = -54;
        }
        var bits = Interop.FloatAsInt(x);
        k += (int)(bits >> 52) - 1023;
        var m = Interop.IntAsFloat((bits & 0x000FFFFFFFFFFFFFul) | 0x3FF0000000000000ul);
        if (m > 1.4142135623730951)
        {
            m *= 0.5d;
            k++;
        }
        return m - 1d;
    }

    /// <summary>log(1 + f) - (f - f^2/2). fdlibm e_log.c.</summary>
    private static double LogTail(double f)
    {
        var s = f / (2d + f);
        var z = s * s;
        var r = z * (6.666666666666735130e-01 + (z * (3.999999999940941908e-01 + (z * (2.857142874366239149e-01 + (z * (2.222219843214978396e-01
            + (z * (1.818357216161805012e-01 + (z * (1.531383769920937332e-01 + (z * 1.479819860511658591e-01))))))))))));
        return s * ((0.5d * f * f) + r);
    }

    /// <summary>What the logarithms of numbers without one are: NaN below zero, -infinity at zero, infinity and NaN themselves.</summary>
    private static bool HasNoLog(double x, out double value)
    {
        value = x < 0d ? double.NaN : x == 0d ? double.NegativeInfinity : x;
        return !(x > 0d) || !IsFinite(x);
    }

    /// <summary>The natural logarithm.</summary>
    public static double Log(double x)
    {
        if (HasNoLog(x, out var value)) return value;
        var f = Split(x, out var k);
        return (k * Ln2High) - ((0.5d * f * f) - (LogTail(f) + (k * Ln2Low)) - f);
    }

    /// <inheritdoc cref="Log(double)"/>
    public static float Log(float x) => (float)Log((double)x);

    /// <summary>log(1 + x), also for small x.</summary>
    public static double Log1p(double x)
    {
        if (Abs(x) < 1.1102230246251565e-16) return x;
        var u = 1d + x;
        if (HasNoLog(u, out var value)) return IsNaN(x) ? x : value;
        // What 1 + x lost, relative to it.
        var lost = x < 1d ? x - (u - 1d) : 1d - (u - x);
        var f = Split(u, out var k);
        return (k * Ln2High) - ((0.5d * f * f) - (LogTail(f) + (k * Ln2Low) + (lost / u)) - f);
    }

    /// <inheritdoc cref="Log1p(double)"/>
    public static float Log1p(float x) => (float)Log1p((double)x);

    /// <summary>The logarithm to base 2, exact for powers of two. The product with 1/ln(2) is carried in two parts, as fdlibm e_log2.c.</summary>
    public static double Log2(double x)
    {
        if (HasNoLog(x, out var value)) return value;
        var f = Split(x, out var k);
        LogParts(f, out var high, out var low);
        var whole = high * 1.44269504072144627571e+00;
        return k + (((low + high) * 1.67517131648865118353e-10) + (low * 1.44269504072144627571e+00) + whole);
    }

    /// <inheritdoc cref="Log2(double)"/>
    public static float Log2(float x) => (float)Log2((double)x);

    /// <summary>The logarithm to base 10, in two parts as fdlibm e_log10.c.</summary>
    public static double Log10(double x)
    {
        if (HasNoLog(x, out var value)) return value;
        var f = Split(x, out var k);
        LogParts(f, out var high, out var low);
        var whole = high * 4.34294481878168880939e-01;
        var y = k * 3.01029995663611771306e-01;
        var tail = (k * 3.69423907715893078616e-13) + ((low + high) * 2.50829467116452752298e-11) + (low * 4.34294481878168880939e-01);
        var sum = y + whole;
        return tail + (y - sum + whole) + sum;
    }

    /// <inheritdoc cref="Log10(double)"/>
    public static float Log10(float x) => (float)Log10((double)x);

    /// <summary>log(1 + f) = high + low, high with 20 bits, so that its products with short constants are exact.</summary>
    private static void LogParts(double f, out double high, out double low)
    {
        var half = 0.5d * f * f;
        high = Interop.IntAsFloat(Interop.FloatAsInt(f - half) & 0xFFFFFFFF00000000ul);
        low = f - high - half + LogTail(f);
    }

    /// <summary>The inverse hyperbolic sine.</summary>
    public static double Asinh(double x)
    {
        var a = Abs(x);
        if (!IsFinite(x) || a < 2.3e-9) return x;
        var y = a > 268435456d ? Log(a) + 0.69314718055994530942
            : a > 2d ? Log((2d * a) + (1d / (Sqrt((a * a) + 1d) + a)))
            : Log1p(a + (a * a / (1d + Sqrt(1d + (a * a)))));
        return CopySign(y, x);
    }

    /// <inheritdoc cref="Asinh(double)"/>
    public static float Asinh(float x) => (float)Asinh((double)x);

    /// <summary>The inverse hyperbolic cosine; NaN below 1.</summary>
    public static double Acosh(double x)
    {
        if (!(x >= 1d)) return double.NaN;
        if (x > 268435456d) return Log(x) + 0.69314718055994530942;
        var t = x - 1d;
        return x > 2d ? Log((2d * x) - (1d / (x + Sqrt((x * x) - 1d)))) : Log1p(t + Sqrt((2d * t) + (t * t)));
    }

    /// <inheritdoc cref="Acosh(double)"/>
    public static float Acosh(float x) => (float)Acosh((double)x);

    /// <summary>The inverse hyperbolic tangent; NaN outside of -1 to 1.</summary>
    public static double Atanh(double x)
    {
        var a = Abs(x);
        if (!(a <= 1d)) return double.NaN;
        if (a < 3.7e-9) return x;
        var t = a + a;
        return CopySign(0.5d * Log1p(a < 0.5d ? t + (t * a / (1d - a)) : t / (1d - a)), x);
    }

    /// <inheritdoc cref="Atanh(double)"/>
    public static float Atanh(float x) => (float)Atanh((double)x);
}
