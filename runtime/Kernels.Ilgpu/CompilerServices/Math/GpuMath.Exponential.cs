namespace Kernels.Ilgpu.CompilerServices;

public static partial class GpuMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.44269504088896338700;

    /// <summary>e^x.</summary>
    public static double Exp(double x) => ExpWithTail(x, 0d);

    /// <inheritdoc cref="Exp(double)"/>
    public static float Exp(float x) => (float)Exp((double)x);

    /// <summary>e^(x + tail), tail much smaller than x. Cody and Waite's reduction, fdlibm e_exp.c.</summary>
    private static double ExpWithTail(double x, double tail)
    {
        if (x > 709.782712893384) return double.PositiveInfinity;
        if (x < -745.1332191019412) return 0d;
        if (IsNaN(x)) return x;
        var k = (int)(x * Log2E + (x < 0d ? -0.5d : 0.5d));
        var high = x - (k * Ln2High);
        var low = (k * Ln2Low) - tail;
        var r = high - low;
        var t = r * r;
        var c = r - (t * (1.66666666666666019037e-01 + (t * (-2.77777777770155933842e-03 + (t * (6.61375632143793436117e-05
            + (t * (-1.65339022054652515390e-06 + (t * 4.13813679705723846039e-08)))))))));
        return Scale(1d - (low - (r * c / (2d - c)) - high), k);
    }

    /// <summary>2^x.</summary>
    public static double Exp2(double x)
    {
        if (!(x < 1025d)) return x > 0d ? double.PositiveInfinity : x;
        if (x < -1080d) return 0d;
        var k = Round(x);
        var r = x - k;
        return Scale(ExpWithTail(r * Ln2High, r * Ln2Low), (int)k);
    }

    /// <inheritdoc cref="Exp2(double)"/>
    public static float Exp2(float x) => (float)Exp2((double)x);

    /// <summary>e^x - 1, also for small x. fdlibm s_expm1.c.</summary>
    public static double Expm1(double x)
    {
        if (x > 709.782712893384) return double.PositiveInfinity;
        if (x < -38d) return -1d;
        if (IsNaN(x) || x == 0d) return x;
        var k = 0;
        var correction = 0d;
        if (Abs(x) > 0.34657359027997264)
        {
            k = (int)(x * Log2E + (x < 0d ? -0.5d : 0.5d));
            var high = x - (k * Ln2High);
            var low = k * Ln2Low;
            x = high - low;
            correction = high - x - low;
        }
        else if (Abs(x) < 5.551115123125783e-17)
        {
            return x;
        }
        var half = 0.5d * x;
        var square = x * half;
        var r1 = 1d + (square * (-3.33333333333331316428e-02 + (square * (1.58730158725481460165e-03 + (square * (-7.93650757867487942473e-05
            + (square * (4.00821782732936239552e-06 + (square * -2.01099218183624371326e-07)))))))));
        var t = 3d - (r1 * half);
        var e = square * ((r1 - t) / (6d - (x * t)));
        if (k == 0) return x - ((x * e) - square);
        e = (x * (e - correction)) - correction - square;
        if (k == -1) return (0.5d * (x - e)) - 0.5d;
        if (k == 1) return x < -0.25d ? -2d * (e - (x + 0.5d)) : 1d + (2d * (x - e));
        if (k is <= -2 or > 56) return Scale(1d - (e - x), k) - 1d;
        var small = PowerOfTwo(-k);
        return k < 20 ? Scale(1d - small - (e - x), k) : Scale(x - (e + small) + 1d, k);
    }

    /// <inheritdoc cref="Expm1(double)"/>
    public static float Expm1(float x) => (float)Expm1((double)x);

    /// <summary>The hyperbolic sine.</summary>
    public static double Sinh(double x)
    {
        var a = Abs(x);
        if (a > 709d) return CopySign(ExpWithTail(a - 0.69314718055994530942, 0d), x);
        var t = Expm1(a);
        return CopySign(a < 1d ? 0.5d * ((2d * t) - (t * t / (t + 1d))) : 0.5d * (t + (t / (t + 1d))), x);
    }

    /// <inheritdoc cref="Sinh(double)"/>
    public static float Sinh(float x) => (float)Sinh((double)x);

    /// <summary>The hyperbolic cosine.</summary>
    public static double Cosh(double x)
    {
        var a = Abs(x);
        if (a > 709d) return ExpWithTail(a - 0.69314718055994530942, 0d);
        var t = Exp(a);
        return (0.5d * t) + (0.5d / t);
    }

    /// <inheritdoc cref="Cosh(double)"/>
    public static float Cosh(float x) => (float)Cosh((double)x);

    /// <summary>The hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        var a = Abs(x);
        if (a > 22d) return CopySign(1d, x);
        if (a < 2.8e-17) return x;
        if (IsNaN(x)) return x;
        if (a >= 1d) return CopySign(1d - (2d / (Expm1(2d * a) + 2d)), x);
        var t = Expm1(-2d * a);
        return CopySign(-t / (t + 2d), x);
    }

    /// <inheritdoc cref="Tanh(double)"/>
    public static float Tanh(float x) => (float)Tanh((double)x);
}
