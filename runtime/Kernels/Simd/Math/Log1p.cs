using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using I32 = System.Runtime.Intrinsics.Vector256<int>;
using I64 = System.Runtime.Intrinsics.Vector256<long>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>ln(1 + x) without cancellation near 0, as NumPy's log1p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Log1p(F32 x)
    {
        var y = Log1p(x, F32.Zero, F32.Zero) | (x & V.Create(-0.0f));
        return AnyBesidesNormal(x + V.Create(1f)) ? RareLog1p(x, y) : y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F32 RareLog1p(F32 x, F32 y) => SpecialLog(x + V.Create(1f), y);

    // ln(1 + x + low) + exponent ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 Log1p(F32 x, F32 low, F32 exponent)
    {
        var sum = TwoSum(V.Create(1f), x, out var error);
        error += low;
        var f = SplitLog(sum, out var k, out var n);
        error *= V.ShiftLeft(V.Max(V.Create(127) - n, I32.Zero), 23).AsSingle();
        return JoinLog(k + exponent, f, LogTail(f) + Fma(-error, f, error));
    }

    /// <summary>ln(1 + x) without cancellation near 0, as NumPy's log1p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Log1p(F64 x)
    {
        var y = Log1p(x, F64.Zero, F64.Zero) | (x & V.Create(-0.0));
        return AnyBesidesNormal(x + V.Create(1.0)) ? RareLog1p(x, y) : y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 RareLog1p(F64 x, F64 y) => SpecialLog(x + V.Create(1.0), y);

    // ln(1 + x + low) + exponent ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 Log1p(F64 x, F64 low, F64 exponent)
    {
        var sum = TwoSum(V.Create(1.0), x, out var error);
        error += low;
        var f = SplitLog(sum, out var k, out var n);
        error *= V.ShiftLeft(V.Max(V.Create(1023L) - n, I64.Zero), 52).AsDouble();
        return JoinLog(k + exponent, f, LogTail(f) + Fma(-error, f, error));
    }
}
