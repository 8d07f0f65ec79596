using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The logarithm to base 2, as <see cref="System.MathF.Log2(float)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Log2(F32 x) => AnyBesidesNormal(x) ? RareLog2(x) : Log2(x, F32.Zero);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F32 RareLog2(F32 x)
    {
        var normal = Normalize(x, out var exponent);
        return SpecialLog(x, Log2(normal, exponent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 Log2(F32 x, F32 exponent)
    {
        var f = SplitLog(x, out var k, out _);
        k += exponent;
        var product = TwoProduct(f, V.Create(1.44269502f), out var error);
        error += Fma(f, V.Create(1.92596303e-08f), LogTail(f) * V.Create(1.44269502f));
        var sum = FastTwoSum(k, product, out var lost);
        return sum + (error + lost);
    }

    /// <summary>The logarithm to base 2, as <see cref="System.Math.Log2(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Log2(F64 x) => AnyBesidesNormal(x) ? RareLog2(x) : Log2(x, F64.Zero);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 RareLog2(F64 x)
    {
        var normal = Normalize(x, out var exponent);
        return SpecialLog(x, Log2(normal, exponent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 Log2(F64 x, F64 exponent)
    {
        var f = SplitLog(x, out var k, out _);
        k += exponent;
        var product = TwoProduct(f, V.Create(1.4426950408889634), out var error);
        error += Fma(f, V.Create(2.0355273740931033e-17), LogTail(f) * V.Create(1.4426950408889634));
        var sum = FastTwoSum(k, product, out var lost);
        return sum + (error + lost);
    }
}
