using System.Numerics;

namespace Kernels.Tests.Elementwise;

public class ComparisonTests
{
    [Fact]
    public void Float() => All(Samples.Floats);

    [Fact]
    public void Double() => All(Samples.Doubles);

    [Fact]
    public void Int() => All(Samples.Ints);

    [Fact]
    public void Long() => All(Samples.Longs);

    [Fact]
    public void Byte() => All(Samples.Bytes);

    [Fact]
    public void Bool()
    {
        Check.Binary((a, b) => a == b, (a, b) => a == b, (a, b) => a == b, (bool a, bool b) => a == b, Samples.Bools);
        Check.Binary((a, b) => a != b, (a, b) => a != b, (a, b) => a != b, (bool a, bool b) => a != b, Samples.Bools);
    }

    private static void All<T>(T[] values) where T : INumber<T>
    {
        Check.Binary((a, b) => a == b, (a, b) => a == b, (a, b) => a == b, (T a, T b) => a == b, values);
        Check.Binary((a, b) => a != b, (a, b) => a != b, (a, b) => a != b, (T a, T b) => a != b, values);
        Check.Binary((a, b) => a < b, (a, b) => a < b, (a, b) => a < b, (T a, T b) => a < b, values);
        Check.Binary((a, b) => a <= b, (a, b) => a <= b, (a, b) => a <= b, (T a, T b) => a <= b, values);
        Check.Binary((a, b) => a > b, (a, b) => a > b, (a, b) => a > b, (T a, T b) => a > b, values);
        Check.Binary((a, b) => a >= b, (a, b) => a >= b, (a, b) => a >= b, (T a, T b) => a >= b, values);
    }
}
