using System.Numerics;

namespace Kernels.Tests.Elementwise;

/// <summary>Values that find the mistakes: signs, zeros, ends, halves, what is not finite.</summary>
internal static class Samples
{
    public static readonly float[] Floats = Floating<float>([float.MaxValue, float.MinValue, float.Epsilon, 1e-40f, 16777216, 1.0000001f, 88, -88]);

    public static readonly double[] Doubles = Floating<double>([double.MaxValue, double.MinValue, double.Epsilon, 1e-310, 1L << 53, 1.0000000000000002, 700, -700]);

    public static readonly int[] Ints = [0, 1, -1, 2, -2, 7, -7, 100, 31, 32, 33, 65536, int.MaxValue, int.MinValue, int.MaxValue - 1, 123456789];

    public static readonly long[] Longs = [0, 1, -1, 2, -2, 7, -7, 100, 63, 64, 65, 1L << 32, long.MaxValue, long.MinValue, long.MaxValue - 1, 1234567890123456789];

    public static readonly byte[] Bytes = [0, 1, 2, 3, 7, 8, 9, 100, 127, 128, 129, 200, 254, 255, 16, 64];

    public static readonly bool[] Bools = [true, false, false, true];

    public static T[] WithoutZero<T>(T[] values) where T : INumber<T> => [.. values.Where(v => !T.IsZero(v))];

    private static T[] Floating<T>(T[] own) where T : IFloatingPointIeee754<T> =>
    [
        T.Zero, T.NegativeZero, T.One, T.NegativeOne, T.NaN, T.PositiveInfinity, T.NegativeInfinity,
        .. new[] { 0.5, -0.5, 1.5, 2.5, -2.5, 3.25, 1e-3, -1e-5, 1e5, 12345.678, -0.9999, 2, 3, -3, 10, 0.1, 0.75, 20.5, -20.5, 1e10, -1e10 }.Select(T.CreateChecked),
        .. own,
    ];
}
