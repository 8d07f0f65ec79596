namespace Kernels.Ilgpu.CompilerServices;

public static partial class GpuMath
{
    // Where neither is larger they are equal or one is NaN: NaN adds up to NaN, zeros of either sign to the right one.

    /// <summary>The larger; NaN if either is, and +0 above -0.</summary>
    public static float Max(float x, float y) => x > y ? x : y > x ? y : x == y && x != 0f ? x : x + y;

    /// <inheritdoc cref="Max(float, float)"/>
    public static double Max(double x, double y) => x > y ? x : y > x ? y : x == y && x != 0d ? x : x + y;

    /// <inheritdoc cref="Max(float, float)"/>
    public static int Max(int x, int y) => x > y ? x : y;

    /// <inheritdoc cref="Max(float, float)"/>
    public static long Max(long x, long y) => x > y ? x : y;

    /// <inheritdoc cref="Max(float, float)"/>
    public static byte Max(byte x, byte y) => x > y ? x : y;

    /// <summary>The smaller; NaN if either is, and -0 below +0.</summary>
    public static float Min(float x, float y) => x < y ? x : y < x ? y : x == y && x != 0f ? x : -(-x + -y);

    /// <inheritdoc cref="Min(float, float)"/>
    public static double Min(double x, double y) => x < y ? x : y < x ? y : x == y && x != 0d ? x : -(-x + -y);

    /// <inheritdoc cref="Min(float, float)"/>
    public static int Min(int x, int y) => x < y ? x : y;

    /// <inheritdoc cref="Min(float, float)"/>
    public static long Min(long x, long y) => x < y ? x : y;

    /// <inheritdoc cref="Min(float, float)"/>
    public static byte Min(byte x, byte y) => x < y ? x : y;
}
