using ILGPU;

namespace Kernels.Ilgpu.CompilerServices;

public static partial class GpuMath
{
    /// <summary>x^y, with the special cases of <see cref="Math.Pow"/>. The logarithm is carried in two doubles.</summary>
    public static double Pow(double x, double y)
    {
        if (y == 0d || x == 1d) return 1d;
        if (IsNaN(x) || IsNaN(y)) return double.NaN;
        var a = Abs(x);
        if (IsInfinity(y)) return a == 1d ? 1d : (a > 1d) == (y > 0d) ? double.PositiveInfinity : 0d;
        var isInteger = Truncate(y) == y;
        var isOdd = isInteger && Abs(y) < 9007199254740992d && Remainder(y, 2d) != 0d;
        var sign = IsNegative(x) && isOdd ? -1d : 1d;
        if (a == 0d || IsInfinity(a)) return (a == 0d) == (y > 0d) ? sign * 0d : sign * double.PositiveInfinity;
        if (x < 0d && !isInteger) return double.NaN;
        if (a == 1d) return sign;
        // From here on the result overflows or vanishes whatever the rest.
        if (Abs(y) > 1e19) return (a > 1d) == (y > 0d) ? sign * double.PositiveInfinity : sign * 0d;

        LogPair(a, out var high, out var low);
        Product(high, y, out var exponent, out var tail);
        tail += low * y;
        var sum = exponent + tail;
        if (!(Abs(sum) < 750d)) return sum > 0d ? sign * double.PositiveInfinity : sign * 0d;
        return sign * ExpWithTail(sum, exponent - sum + tail);
    }

    /// <inheritdoc cref="Pow(double, double)"/>
    public static float Pow(float x, float y) => (float)Pow((double)x, (double)y);

    /// <summary>log(x) = high + low to about 2^-66 of it; x is finite and positive.</summary>
    private static void LogPair(double x, out double high, out double low)
    {
        var f = Split(x, out var k);
        // log(1 + f) = 2 s + 2/3 s^3 + ..., s = f / (2 + f), the first two terms in two parts each.
        var d = 2d + f;
        var dLow = f - (d - 2d);
        var s = f / d;
        Product(s, d, out var p, out var pLow);
        var sLow = (f - p - pLow - (s * dLow)) / d;
        Product(s, s, out var z, out var zLow);
        zLow += 2d * s * sLow;
        Product(s, z, out var cube, out var cubeLow);
        cubeLow += (s * zLow) + (sLow * z);
        Product(cube, 0.66666666666666663, out var third, out var thirdLow);
        thirdLow += (cubeLow * 0.66666666666666663) + (cube * 3.7007434154171886e-17);
        var w = z * z;
        var rest = s * w * (0.4 + (z * (0.2857142857142857 + (z * (0.2222222222222222 + (z * (0.18181818181818182 + (z * (0.15384615384615385
            + (z * (0.13333333333333333 + (z * (0.11764705882352941 + (z * (0.10526315789473684 + (z * 0.09523809523809523))))))))))))))));
        // The parts from the largest on; k ln 2 has a short high part, so that its product is exact.
        Sum(k * Ln2High, 2d * s, out var a, out var aLow);
        Sum(a, third, out high, out low);
        low += aLow + (2d * sLow) + thirdLow + rest + (k * Ln2Low);
        var total = high + low;
        low = high - total + low;
        high = total;
    }

    /// <summary>a + b = sum + error, exactly (Knuth).</summary>
    private static void Sum(double a, double b, out double sum, out double error)
    {
        sum = a + b;
        var back = sum - a;
        error = a - (sum - back) + (b - back);
    }

    /// <summary>a * b = product + error, exactly (Veltkamp, Dekker): every partial product is exact, so contraction changes nothing.</summary>
    private static void Product(double a, double b, out double product, out double error)
    {
        var aHigh = Interop.IntAsFloat(Interop.FloatAsInt(a) & 0xFFFFFFFFF8000000ul);
        var bHigh = Interop.IntAsFloat(Interop.FloatAsInt(b) & 0xFFFFFFFFF8000000ul);
        var aLow = a - aHigh;
        var bLow = b - bHigh;
        product = a * b;
        error = (aHigh * bHigh) - product + (aHigh * bLow) + (aLow * bHigh) + (aLow * bLow);
    }

    /// <summary>The cube root: a first guess from the exponent, then Newton's iteration in Halley's form.</summary>
    public static double Cbrt(double x)
    {
        var a = Abs(x);
        if (a == 0d || !IsFinite(x)) return x;
        var scale = 1d;
        if (a < 2.2250738585072014e-308)
        {
            a *= 18014398509481984d;        // 2^54
            scale = 3.814697265625e-06;     // 2^-18
        }
        else if (a > 1e300)
        {
            a *= 5.551115123125783e-17;     // 2^-54
            scale = 262144d;                // 2^18
        }
        var y = Interop.IntAsFloat((Interop.FloatAsInt(a) / 3ul) + 0x2A9F789300000000ul);
        for (var k = 0; k < 3; k++)
        {
            var cube = y * y * y;
            y *= (cube + a + a) / (cube + cube + a);
        }
        // The last step with a short y, whose square is exact.
        var t = Interop.IntAsFloat((Interop.FloatAsInt(y) + 0x80000000ul) & 0xFFFFFFFFC0000000ul);
        var r = a / (t * t);
        return CopySign((t + (t * ((r - t) / (t + t + r)))) * scale, x);
    }

    /// <inheritdoc cref="Cbrt(double)"/>
    public static float Cbrt(float x) => (float)Cbrt((double)x);

    /// <summary>sqrt(x^2 + y^2) without overflow on the way; infinite if either is.</summary>
    public static double Hypot(double x, double y)
    {
        var a = Max(Abs(x), Abs(y));
        var b = Min(Abs(x), Abs(y));
        if (IsInfinity(x) || IsInfinity(y)) return double.PositiveInfinity;
        if (IsNaN(a) || b == 0d) return a;
        var scale = a > 1e150 ? PowerOfTwo(-600) : b < 1e-150 ? PowerOfTwo(600) : 1d;
        (a, b) = (a * scale, b * scale);
        if (b < a * 5.551115123125783e-17) return a / scale;
        Product(a, a, out var aa, out var aaLow);
        Product(b, b, out var bb, out var bbLow);
        return Sqrt(aa + (bb + (aaLow + bbLow))) / scale;
    }

    /// <inheritdoc cref="Hypot(double, double)"/>
    public static float Hypot(float x, float y) => (float)Hypot((double)x, (double)y);
}
