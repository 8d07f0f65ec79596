using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using I32 = System.Runtime.Intrinsics.Vector256<int>;
using I64 = System.Runtime.Intrinsics.Vector256<long>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>e^x - 1 without cancellation near 0, as NumPy's expm1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Expm1(F32 x)
    {
        var bounded = V.MinNative(V.Create(89f), V.MaxNative(V.Create(-18f), x));
        var r = ReduceExp(bounded, out var k, out _);

        // Half of 2^k - 1 + 2^k (e^r - 1): 2^k itself may be infinite where the result is not.
        var unit = PowerOfTwo(k - I32.One);
        var sum = FastTwoSum(unit - V.Create(0.5f), unit * r, out var error);
        var y = sum + Fma(unit, ExpTail(r, F32.Zero), error);
        return Select(V.LessThan(V.Abs(x), V.Create(1e-10f)), x, y + y);
    }

    /// <summary>e^x - 1 without cancellation near 0, as NumPy's expm1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Expm1(F64 x)
    {
        var bounded = V.MinNative(V.Create(710.0), V.MaxNative(V.Create(-38.0), x));
        var r = ReduceExp(bounded, out var k, out _);

        // Half of 2^k - 1 + 2^k (e^r - 1): 2^k itself may be infinite where the result is not.
        var unit = PowerOfTwo(k - I64.One);
        var sum = FastTwoSum(unit - V.Create(0.5), unit * r, out var error);
        var y = sum + Fma(unit, ExpTail(r, F64.Zero), error);
        return Select(V.LessThan(V.Abs(x), V.Create(1e-20)), x, y + y);
    }
}
