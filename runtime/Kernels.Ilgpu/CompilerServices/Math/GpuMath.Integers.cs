namespace Kernels.Ilgpu.CompilerServices;

public static partial class GpuMath
{
    // A division by zero is reported by the kernel (Nest.Check) and gives 0 here; the smallest integer by -1 wraps instead of trapping.

    /// <summary>The quotient, truncated; 0 for a zero divisor.</summary>
    public static int Divide(int x, int y) => y == 0 ? 0 : y == -1 ? -x : x / y;

    /// <inheritdoc cref="Divide(int, int)"/>
    public static long Divide(long x, long y) => y == 0L ? 0L : y == -1L ? -x : x / y;

    /// <inheritdoc cref="Divide(int, int)"/>
    public static byte Divide(byte x, byte y) => (byte)Divide((int)x, (int)y);

    /// <summary>The remainder of the truncated quotient; 0 for a zero divisor.</summary>
    public static int Remainder(int x, int y) => y is 0 or -1 ? 0 : x - (x / y * y);

    /// <inheritdoc cref="Remainder(int, int)"/>
    public static long Remainder(long x, long y) => y is 0L or -1L ? 0L : x - (x / y * y);

    /// <inheritdoc cref="Remainder(int, int)"/>
    public static byte Remainder(byte x, byte y) => (byte)Remainder((int)x, (int)y);

    /// <summary>The remainder of the truncated quotient, exact, with the sign of x.</summary>
    public static float Remainder(float x, float y) => (float)Remainder((double)x, (double)y);

    /// <inheritdoc cref="Remainder(float, float)"/>
    public static double Remainder(double x, double y)
    {
        var (a, b) = (Abs(x), Abs(y));
        if (!(b > 0d) || !IsFinite(a)) return double.NaN;
        if (IsNaN(y)) return double.NaN;
        if (a < b) return x;
        // Long division by b times falling powers of two; each subtraction is exact.
        var scaled = b;
        var steps = 0;
        while (scaled <= a * 0.5d)
        {
            scaled += scaled;
            steps++;
        }
        for (; steps >= 0; steps--)
        {
            if (a >= scaled) a -= scaled;
            scaled *= 0.5d;
        }
        return CopySign(a, x);
    }

    /// <summary>Truncated to an integer as .NET does: the nearest bound outside of the range, 0 for NaN.</summary>
    public static int ToI32(float x) => ToI32((double)x);

    /// <inheritdoc cref="ToI32(float)"/>
    public static int ToI32(double x) => x >= 2147483647d ? int.MaxValue : x <= -2147483648d ? int.MinValue : IsNaN(x) ? 0 : (int)x;

    /// <inheritdoc cref="ToI32(float)"/>
    public static long ToI64(float x) => ToI64((double)x);

    /// <inheritdoc cref="ToI32(float)"/>
    public static long ToI64(double x) =>
        x >= 9223372036854775808d ? long.MaxValue : x <= -9223372036854775808d ? long.MinValue : IsNaN(x) ? 0L : (long)x;

    /// <summary>The low byte of the number truncated to an <c>int</c>.</summary>
    public static byte ToU8(float x) => (byte)ToI32(x);

    /// <inheritdoc cref="ToU8(float)"/>
    public static byte ToU8(double x) => (byte)ToI32(x);
}
