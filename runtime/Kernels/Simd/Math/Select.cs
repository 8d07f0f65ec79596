using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Simd;

// A choice by masks. Of a mask that is used more than once ConditionalSelect forgets that it is one, and combines bits by three instructions
// where AVX has one; with masks of 512 bits it is one in any case.
public static partial class VectorMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Select(Vector128<float> mask, Vector128<float> x, Vector128<float> y)
        => Avx.IsSupported ? Sse41.BlendVariable(y, x, mask) : Vector128.ConditionalSelect(mask, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Select(Vector256<float> mask, Vector256<float> x, Vector256<float> y)
        => Avx.IsSupported ? Avx.BlendVariable(y, x, mask) : Vector256.ConditionalSelect(mask, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Select(Vector512<float> mask, Vector512<float> x, Vector512<float> y) => Vector512.ConditionalSelect(mask, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<double> Select(Vector128<double> mask, Vector128<double> x, Vector128<double> y)
        => Avx.IsSupported ? Sse41.BlendVariable(y, x, mask) : Vector128.ConditionalSelect(mask, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Select(Vector256<double> mask, Vector256<double> x, Vector256<double> y)
        => Avx.IsSupported ? Avx.BlendVariable(y, x, mask) : Vector256.ConditionalSelect(mask, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Select(Vector512<double> mask, Vector512<double> x, Vector512<double> y) => Vector512.ConditionalSelect(mask, x, y);

    // By the sign bits of a mask, whose other bits mean nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> SelectBySign(Vector128<int> mask, Vector128<float> x, Vector128<float> y)
        => Avx.IsSupported ? Sse41.BlendVariable(y, x, mask.AsSingle()) : Vector128.ConditionalSelect(Vector128.ShiftRightArithmetic(mask, 31).AsSingle(), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> SelectBySign(Vector256<int> mask, Vector256<float> x, Vector256<float> y)
        => Avx.IsSupported ? Avx.BlendVariable(y, x, mask.AsSingle()) : Vector256.ConditionalSelect(Vector256.ShiftRightArithmetic(mask, 31).AsSingle(), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> SelectBySign(Vector512<int> mask, Vector512<float> x, Vector512<float> y)
        => Vector512.ConditionalSelect(Vector512.ShiftRightArithmetic(mask, 31).AsSingle(), x, y);
}
