using System.Numerics;
using System.Runtime.InteropServices;

namespace Kernels.Tests.VectorMathematics;

public class WidthTests
{
    public static TheoryData<string> Unary => [.. VectorFunction.Unary];

    public static TheoryData<string> Binary => [.. VectorFunction.Binary];

    [Theory, MemberData(nameof(Unary))]
    public void Every_width_gives_the_same_bits(string name)
    {
        CheckUnary<float>(name);
        CheckUnary<double>(name);
    }

    [Theory, MemberData(nameof(Binary))]
    public void Every_width_gives_the_same_bits_of_two_operands(string name)
    {
        CheckBinary<float>(name);
        CheckBinary<double>(name);
    }

    static void CheckUnary<T>(string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = VectorFunction.Samples<T>(2000);
        var expected = VectorFunction.Apply(name, 256, x);
        foreach (var width in VectorFunction.Widths)
            AssertSameBits(expected, VectorFunction.Apply(name, width, x), i => $"{name}({x[i]}) at {width} bits");
    }

    static void CheckBinary<T>(string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = VectorFunction.Samples<T>(1500);
        var y = x.AsEnumerable().Reverse().ToArray();
        var expected = VectorFunction.Apply(name, 256, x, y);
        foreach (var width in VectorFunction.Widths)
            AssertSameBits(expected, VectorFunction.Apply(name, width, x, y), i => $"{name}({x[i]}, {y[i]}) at {width} bits");
    }

    // Which NaN it is depends on which operand a CPU instruction keeps, which nothing here promises.
    static void AssertSameBits<T>(T[] expected, T[] actual, Func<int, string> what) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var same = T.IsNaN(expected[i])
                ? T.IsNaN(actual[i])
                : MemoryMarshal.AsBytes(expected.AsSpan(i, 1)).SequenceEqual(MemoryMarshal.AsBytes(actual.AsSpan(i, 1)));
            Assert.True(same, $"{what(i)} is {actual[i]}, not {expected[i]}.");
        }
    }
}
