using System.Runtime.Intrinsics;
using Kernels.Simd;

namespace Kernels.Tests.VectorMathematics;

/// <summary>Square roots without the processor's unit for them are its own, to the bit.</summary>
public class RootsTests
{
    [Fact]
    public void All_floats_between_one_and_four()
    {
        var step = Vector512.Create((uint)Vector512<float>.Count);
        var bits = Vector512.Create(0x3f80_0000u) + Vector512<uint>.Indices;
        for (var k = 0; k < 1 << 20; k++, bits += step) Same(bits.AsSingle());
    }

    [Fact]
    public void Floats_of_all_sizes_and_what_is_no_number()
    {
        float[] special = [0f, -0f, -1f, float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1.1754944e-38f];
        Random random = new(1);
        var x = new float[Vector512<float>.Count];
        for (var k = 0; k < 50_000; k++)
        {
            // All bits; one that is special among middling ones; middling ones alone.
            for (var i = 0; i < x.Length; i++) x[i] = k % 3 == 0 ? BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)) : MathF.ScaleB(1 + random.NextSingle(), random.Next(-58, 58));
            if (k % 3 == 1) x[k % x.Length] = special[k / 3 % special.Length];
            Same(Vector512.Create<float>(x));
        }
    }

    private static void Same(Vector512<float> x)
    {
        Vector512<float> expected = Vector512.Sqrt(x), actual = Roots.Sqrt(x);
        if (!Vector512.EqualsAll(expected.AsUInt32(), actual.AsUInt32())) Assert.Fail($"The roots of {x} are {expected}, not {actual}.");
    }
}
