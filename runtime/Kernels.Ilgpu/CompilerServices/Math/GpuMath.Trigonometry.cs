using ILGPU;

namespace Kernels.Ilgpu.CompilerServices;

public static partial class GpuMath
{
    /// <summary>x = quadrant * pi/2 + high + low, high + low within pi/4. Cody and Waite's reduction with pi/2 in three parts and rests, as
    /// fdlibm e_rem_pio2.c; above 2^30 the argument is first reduced by an exact remainder of a double-double 2 pi, with growing error.</summary>
    private static int Reduce(double x, out double high, out double low)
    {
        if (Abs(x) > 1073741824d) x = Remainder(x, 6.283185307179586) - (Truncate(x / 6.283185307179586) * 2.4492935982947064e-16);
        var n = (double)(int)(x * 6.36619772367581382433e-01 + (x < 0d ? -0.5d : 0.5d));
        // Each part of pi/2 has 33 bits: n times a part is exact up to 2^20, and what is lost beyond comes back with the next part.
        var r = x - (n * 1.57079632673412561417e+00);
        var w = n * 6.07710050630396597660e-11;
        var t = r;
        r = t - w;
        w = (n * 2.02226624879595063154e-21) - (t - r - w);
        high = r - w;
        low = r - high - w;
        return (int)((long)n & 3L);
    }

    /// <summary>The sine on -pi/4 to pi/4; fdlibm k_sin.c.</summary>
    private static double SinKernel(double x, double tail)
    {
        var z = x * x;
        var v = z * x;
        var r = 8.33333333332248946124e-03 + (z * (-1.98412698298579493134e-04 + (z * (2.75573137070700676789e-06
            + (z * (-2.50507602534068634195e-08 + (z * 1.58969099521155010221e-10)))))));
        return x - ((z * ((0.5d * tail) - (v * r))) - tail - (v * -1.66666666666666324348e-01));
    }

    /// <summary>The cosine on -pi/4 to pi/4; fdlibm k_cos.c as revised by FreeBSD.</summary>
    private static double CosKernel(double x, double tail)
    {
        var z = x * x;
        var r = z * (4.16666666666666019037e-02 + (z * (-1.38888888888741095749e-03 + (z * (2.48015872894767294178e-05
            + (z * (-2.75573143513906633035e-07 + (z * (2.08757232129817482790e-09 + (z * -1.13596475577881948265e-11))))))))));
        var half = 0.5d * z;
        var w = 1d - half;
        return w + (1d - w - half + ((z * r) - (x * tail)));
    }

    /// <summary>The sine.</summary>
    public static double Sin(double x)
    {
        if (!IsFinite(x)) return double.NaN;
        if (Abs(x) < 7.450580596923828e-09) return x;
        var quadrant = Reduce(x, out var high, out var low);
        var y = (quadrant & 1) == 0 ? SinKernel(high, low) : CosKernel(high, low);
        return quadrant >= 2 ? -y : y;
    }

    /// <inheritdoc cref="Sin(double)"/>
    public static float Sin(float x) => (float)Sin((double)x);

    /// <summary>The cosine.</summary>
    public static double Cos(double x)
    {
        if (!IsFinite(x)) return double.NaN;
        var quadrant = Reduce(x, out var high, out var low);
        var y = (quadrant & 1) == 0 ? CosKernel(high, low) : SinKernel(high, low);
        return quadrant is 1 or 2 ? -y : y;
    }

    /// <inheritdoc cref="Cos(double)"/>
    public static float Cos(float x) => (float)Cos((double)x);

    /// <summary>The tangent.</summary>
    public static double Tan(double x)
    {
        if (!IsFinite(x)) return double.NaN;
        if (Abs(x) < 7.450580596923828e-09) return x;
        var quadrant = Reduce(x, out var high, out var low);
        var (s, c) = (SinKernel(high, low), CosKernel(high, low));
        return (quadrant & 1) == 0 ? s / c : -c / s;
    }

    /// <inheritdoc cref="Tan(double)"/>
    public static float Tan(float x) => (float)Tan((double)x);

    private const double HalfPi = 1.57079632679489655800e+00;
    private const double HalfPiLow = 6.12323399573676603587e-17;

    /// <summary>The inverse tangent; fdlibm s_atan.c.</summary>
    public static double Atan(double x)
    {
        var a = Abs(x);
        if (IsNaN(x) || a < 1e-8) return x;
        if (a > 1e19) return CopySign(HalfPi, x);
        var (t, high, low) = (a, 0d, 0d);
        if (a >= 2.4375) (t, high, low) = (-1d / a, HalfPi, HalfPiLow);
        else if (a >= 1.1875) (t, high, low) = ((a - 1.5) / (1d + (1.5 * a)), 9.82793723247329054082e-01, 1.39033110312309984516e-17);
        else if (a >= 0.6875) (t, high, low) = ((a - 1d) / (a + 1d), 7.85398163397448278999e-01, 3.06161699786838301793e-17);
        else if (a >= 0.4375) (t, high, low) = (((2d * a) - 1d) / (2d + a), 4.63647609000806093515e-01, 2.26987774529616870924e-17);
        var z = t * t;
        var w = z * z;
        var odd = z * (3.33333333333329318027e-01 + (w * (1.42857142725034663711e-01 + (w * (9.09088713343650656196e-02 + (w * (6.66107313738753120669e-02
            + (w * (4.97687799461593236017e-02 + (w * 1.62858201153657823623e-02))))))))));
        var even = w * (-1.99999999998764832476e-01 + (w * (-1.11111104054623557880e-01 + (w * (-7.69187620504482999495e-02
            + (w * (-5.83357013379057348645e-02 + (w * -3.65315727442169155270e-02))))))));
        var y = high == 0d ? t - (t * (odd + even)) : high - ((t * (odd + even)) - low - t);
        return CopySign(y, x);
    }

    /// <inheritdoc cref="Atan(double)"/>
    public static float Atan(float x) => (float)Atan((double)x);

    /// <summary>The angle of the point (x, y), from -pi to pi.</summary>
    public static double Atan2(double y, double x)
    {
        if (IsNaN(x) || IsNaN(y)) return double.NaN;
        double angle;
        if (y == 0d) angle = IsNegative(x) ? 3.1415926535897931 : 0d;
        else if (IsInfinity(x)) angle = IsInfinity(y) ? (x > 0d ? HalfPi / 2d : HalfPi * 1.5) : x > 0d ? 0d : 3.1415926535897931;
        else if (IsInfinity(y) || x == 0d) angle = HalfPi;
        else
        {
            var a = Atan(Abs(y / x));
            angle = x > 0d ? a : 3.1415926535897931 - (a - 1.2246467991473531772e-16);
        }
        return CopySign(angle, y);
    }

    /// <inheritdoc cref="Atan2(double, double)"/>
    public static float Atan2(float y, float x) => (float)Atan2((double)y, (double)x);

    /// <summary>(asin(sqrt(z)) - sqrt(z)) / sqrt(z) for z to 1/4; fdlibm e_asin.c.</summary>
    private static double AsinKernel(double z) =>
        z * (1.66666666666666657415e-01 + (z * (-3.25565818622400915405e-01 + (z * (2.01212532134862925881e-01 + (z * (-4.00555345006794114027e-02
            + (z * (7.91534994289814532176e-04 + (z * 3.47933107596021167570e-05))))))))))
        / (1d + (z * (-2.40339491173441421878e+00 + (z * (2.02094576023350569471e+00 + (z * (-6.88283971605453293030e-01 + (z * 7.70381505559019352791e-02))))))));

    /// <summary>The inverse sine; NaN outside of -1 to 1.</summary>
    public static double Asin(double x)
    {
        var a = Abs(x);
        if (!(a <= 1d)) return double.NaN;
        if (a < 0.5) return a < 7.450580596923828e-09 ? x : x + (x * AsinKernel(x * x));
        var z = (1d - a) * 0.5;
        var s = Sqrt(z);
        // sqrt(z) in two parts, the first of which has 21 bits.
        var high = Interop.IntAsFloat(Interop.FloatAsInt(s) & 0xFFFFFFFF00000000ul);
        var low = s == 0d ? 0d : (z - (high * high)) / (s + high);
        var y = (HalfPi / 2d) - ((2d * s * AsinKernel(z)) - (HalfPiLow - (2d * low)) - ((HalfPi / 2d) - (2d * high)));
        return CopySign(y, x);
    }

    /// <inheritdoc cref="Asin(double)"/>
    public static float Asin(float x) => (float)Asin((double)x);

    /// <summary>The inverse cosine; NaN outside of -1 to 1.</summary>
    public static double Acos(double x)
    {
        if (!(Abs(x) <= 1d)) return double.NaN;
        if (Abs(x) < 0.5) return HalfPi - (x - (HalfPiLow - (x * AsinKernel(x * x))));
        var z = (1d - Abs(x)) * 0.5;
        var s = Sqrt(z);
        if (x < 0d) return (2d * HalfPi) - (2d * (s + ((s * AsinKernel(z)) - HalfPiLow)));
        var high = Interop.IntAsFloat(Interop.FloatAsInt(s) & 0xFFFFFFFF00000000ul);
        var low = s == 0d ? 0d : (z - (high * high)) / (s + high);
        return 2d * (high + ((s * AsinKernel(z)) + low));
    }

    /// <inheritdoc cref="Acos(double)"/>
    public static float Acos(float x) => (float)Acos((double)x);
}
