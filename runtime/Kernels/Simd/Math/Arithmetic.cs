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
    // Fused where the CPU fuses; else the last bit may differ.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 Fma(F32 x, F32 y, F32 z) => V.MultiplyAddEstimate(x, y, z);

    // Fused always, for the error of a product.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 ExactFma(F32 x, F32 y, F32 z) => V.FusedMultiplyAdd(x, y, z);

    // x + y as sum + error, for any x and y.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 TwoSum(F32 x, F32 y, out F32 error)
    {
        var sum = x + y;
        var part = sum - x;
        error = (x - (sum - part)) + (y - part);
        return sum;
    }

    // The same where x is 0 or |x| >= |y|.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 FastTwoSum(F32 x, F32 y, out F32 error)
    {
        var sum = x + y;
        error = y - (sum - x);
        return sum;
    }

    // x * y as product + error.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 TwoProduct(F32 x, F32 y, out F32 error)
    {
        var product = x * y;
        error = ExactFma(x, y, -product);
        return product;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 CopySign(F32 magnitude, F32 sign)
        => (V.AndNot(magnitude, V.Create(-0.0f)) | (sign & V.Create(-0.0f)));

    // 2^k for a normal result.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 PowerOfTwo(I32 k) => V.ShiftLeft(k + V.Create(127), 23).AsSingle();

    // x * 2^k in two steps: right where 2^k itself is out of range, and rounded once where the result is subnormal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 Scale(F32 x, I32 k)
    {
        var half = V.ShiftRightArithmetic(k, 1);
        return x * PowerOfTwo(half) * PowerOfTwo(k - half);
    }

    // Fused where the CPU fuses; else the last bit may differ.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 Fma(F64 x, F64 y, F64 z) => V.MultiplyAddEstimate(x, y, z);

    // Fused always, for the error of a product.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 ExactFma(F64 x, F64 y, F64 z) => V.FusedMultiplyAdd(x, y, z);

    // x + y as sum + error, for any x and y.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 TwoSum(F64 x, F64 y, out F64 error)
    {
        var sum = x + y;
        var part = sum - x;
        error = (x - (sum - part)) + (y - part);
        return sum;
    }

    // The same where x is 0 or |x| >= |y|.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 FastTwoSum(F64 x, F64 y, out F64 error)
    {
        var sum = x + y;
        error = y - (sum - x);
        return sum;
    }

    // x * y as product + error.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 TwoProduct(F64 x, F64 y, out F64 error)
    {
        var product = x * y;
        error = ExactFma(x, y, -product);
        return product;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 CopySign(F64 magnitude, F64 sign)
        => (V.AndNot(magnitude, V.Create(-0.0)) | (sign & V.Create(-0.0)));

    // 2^k for a normal result.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 PowerOfTwo(I64 k) => V.ShiftLeft(k + V.Create(1023L), 52).AsDouble();

    // x * 2^k in two steps: right where 2^k itself is out of range, and rounded once where the result is subnormal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 Scale(F64 x, I64 k)
    {
        var half = V.ShiftRightLogical(k + V.Create(4096L), 1) - V.Create(2048L);    // AVX2 has no arithmetic shift of longs
        return x * PowerOfTwo(half) * PowerOfTwo(k - half);
    }
}
