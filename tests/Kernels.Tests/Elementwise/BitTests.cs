using System.Numerics;

namespace Kernels.Tests.Elementwise;

public class BitTests
{
    [Fact]
    public void Int() => All(Samples.Ints, (a, n) => a << n, (a, n) => a >> n);

    [Fact]
    public void Long() => All(Samples.Longs, (a, n) => a << (int)n, (a, n) => a >> (int)n);

    [Fact]
    public void Byte() => All(Samples.Bytes, (a, n) => (byte)(a << (n & 7)), (a, n) => (byte)(a >> (n & 7)));

    [Fact]
    public void Bool()
    {
        Check.Binary((a, b) => a & b, (a, b) => a & b, (a, b) => a & b, (bool a, bool b) => a & b, Samples.Bools);
        Check.Binary((a, b) => a | b, (a, b) => a | b, (a, b) => a | b, (bool a, bool b) => a | b, Samples.Bools);
        Check.Binary((a, b) => a ^ b, (a, b) => a ^ b, (a, b) => a ^ b, (bool a, bool b) => a ^ b, Samples.Bools);
        Check.Unary(x => !x, (bool a) => !a, Samples.Bools);
    }

    private static void All<T>(T[] values, Func<T, T, T> left, Func<T, T, T> right) where T : IBinaryInteger<T>
    {
        Check.Binary((a, b) => a & b, (a, b) => a & b, (a, b) => a & b, (T a, T b) => a & b, values);
        Check.Binary((a, b) => a | b, (a, b) => a | b, (a, b) => a | b, (T a, T b) => a | b, values);
        Check.Binary((a, b) => a ^ b, (a, b) => a ^ b, (a, b) => a ^ b, (T a, T b) => a ^ b, values);
        Check.Binary((a, b) => a << b, (a, b) => a << b, NDArray.LeftShift, left, values);
        Check.Binary((a, b) => a >> b, (a, b) => a >> b, NDArray.RightShift, right, values);
        Check.Unary(x => ~x, (T a) => ~a, values);
    }
}
