namespace Kernels.Ilgpu.CompilerServices;

public static partial class GpuMath
{
    // From 2^52 on every double is an integer.
    private const double AllIntegers = 4503599627370496d;

    /// <summary>Towards zero.</summary>
    public static double Truncate(double x) => Abs(x) < AllIntegers ? CopySign((double)(long)x, x) : x;

    /// <inheritdoc cref="Truncate(double)"/>
    public static float Truncate(float x) => (float)Truncate((double)x);

    /// <summary>The largest integer not above x.</summary>
    public static double Floor(double x)
    {
        var whole = Truncate(x);
        return whole > x ? whole - 1d : whole;
    }

    /// <inheritdoc cref="Floor(double)"/>
    public static float Floor(float x) => (float)Floor((double)x);

    /// <summary>The smallest integer not below x.</summary>
    public static double Ceiling(double x)
    {
        var whole = Truncate(x);
        return whole < x ? CopySign(whole + 1d, x) : whole;
    }

    /// <inheritdoc cref="Ceiling(double)"/>
    public static float Ceiling(float x) => (float)Ceiling((double)x);

    /// <summary>The nearest integer, of two the even one.</summary>
    public static double Round(double x)
    {
        if (!(Abs(x) < AllIntegers)) return x;
        var whole = (long)x;
        var rest = Abs(x - (double)whole);
        var away = rest > 0.5d || (rest == 0.5d && (whole & 1L) != 0L);
        return CopySign((double)(away ? (x < 0d ? whole - 1L : whole + 1L) : whole), x);
    }

    /// <inheritdoc cref="Round(double)"/>
    public static float Round(float x) => (float)Round((double)x);
}
