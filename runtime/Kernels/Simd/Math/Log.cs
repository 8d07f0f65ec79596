using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The natural logarithm, as <see cref="System.MathF.Log(float)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Log(F32 x) => AnyBesidesNormal(x) ? RareLog(x) : Log(x, F32.Zero);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F32 RareLog(F32 x)
    {
        var normal = Normalize(x, out var exponent);
        return SpecialLog(x, Log(normal, exponent));
    }

    // ln(2^exponent x) for a positive normal x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 Log(F32 x, F32 exponent)
    {
        var f = SplitLog(x, out var k, out _);
        return JoinLog(k + exponent, f, LogTail(f));
    }

    // k ln 2 + f + tail.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 JoinLog(F32 k, F32 f, F32 tail)
    {
        // The high part of ln 2 is short, so that k times it is exact.
        var high = k * V.Create(0.69317627f);
        var sum = FastTwoSum(high, f, out var lost);
        return sum + (Fma(k, V.Create(-2.90889711e-05f), tail) + lost);
    }

    /// <summary>The natural logarithm, as <see cref="System.Math.Log(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Log(F64 x) => AnyBesidesNormal(x) ? RareLog(x) : Log(x, F64.Zero);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 RareLog(F64 x)
    {
        var normal = Normalize(x, out var exponent);
        return SpecialLog(x, Log(normal, exponent));
    }

    // ln(2^exponent x) for a positive normal x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 Log(F64 x, F64 exponent)
    {
        var f = SplitLog(x, out var k, out _);
        return JoinLog(k + exponent, f, LogTail(f));
    }

    // k ln 2 + f + tail.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 JoinLog(F64 k, F64 f, F64 tail)
    {
        // The high part of ln 2 is short, so that k times it is exact.
        var high = k * V.Create(0.6931471805601177);
        var sum = FastTwoSum(high, f, out var lost);
        return sum + (Fma(k, V.Create(-1.7239444525614835e-13), tail) + lost);
    }
}
