using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The logarithm to base 10, as <see cref="System.MathF.Log10"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Log10(F32 x) => AnyBesidesNormal(x) ? RareLog10(x) : Log10(x, F32.Zero);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F32 RareLog10(F32 x)
    {
        var normal = Normalize(x, out var exponent);
        return SpecialLog(x, Log10(normal, exponent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 Log10(F32 x, F32 exponent)
    {
        var f = SplitLog(x, out var k, out _);
        k += exponent;
        var product = TwoProduct(f, V.Create(0.434294492f), out var error);
        error += Fma(f, V.Create(-1.010305e-08f), LogTail(f) * V.Create(0.434294492f));

        // The high part of log10(2) is short, so that k times it is exact.
        var sum = FastTwoSum(k * V.Create(0.301025391f), product, out var lost);
        return sum + (Fma(k, V.Create(4.60503907e-06f), error) + lost);
    }

    /// <summary>The logarithm to base 10, as <see cref="System.Math.Log10"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Log10(F64 x) => AnyBesidesNormal(x) ? RareLog10(x) : Log10(x, F64.Zero);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 RareLog10(F64 x)
    {
        var normal = Normalize(x, out var exponent);
        return SpecialLog(x, Log10(normal, exponent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 Log10(F64 x, F64 exponent)
    {
        var f = SplitLog(x, out var k, out _);
        k += exponent;
        var product = TwoProduct(f, V.Create(0.4342944819032518), out var error);
        error += Fma(f, V.Create(1.098319650216765e-17), LogTail(f) * V.Create(0.4342944819032518));

        // The high part of log10(2) is short, so that k times it is exact.
        var sum = FastTwoSum(k * V.Create(0.3010299956640665), product, out var lost);
        return sum + (Fma(k, V.Create(-8.532344317057107e-14), error) + lost);
    }
}
