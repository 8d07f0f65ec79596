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
    /// <summary>C#'s <c>x % y</c>: exact, of the sign of <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Remainder(F32 x, F32 y)
    {
        // While the quotient is a whole number of a mantissa's bits, one fused step is exact. The quotient may have been rounded up.
        var quotient = V.Truncate(x / y);
        var r = ExactFma(-quotient, y, x);
        var overshot = V.LessThan(r, F32.Zero) ^ V.LessThan(x, F32.Zero);
        var back = CopySign(V.Abs(y), x);
        r = V.ConditionalSelect(V.AndNot(overshot, V.Equals(r, F32.Zero)), r + back, r);
        r = V.ConditionalSelect(V.LessThan(V.Abs(x), V.Abs(y)), x, CopySign(r, x));
        return V.LessThanAll(V.Abs(quotient), V.Create(8388608f)) ? r : RareRemainder(x, y);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F32 RareRemainder(F32 x, F32 y)
    {
        var r = F32.Zero;
        for (var k = 0; k < F32.Count; k++)
            r = r.WithElement(k, x.GetElement(k) % y.GetElement(k));
        return r;
    }

    /// <summary>C#'s <c>x % y</c>: exact, of the sign of <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Remainder(F64 x, F64 y)
    {
        // While the quotient is a whole number of a mantissa's bits, one fused step is exact. The quotient may have been rounded up.
        var quotient = V.Truncate(x / y);
        var r = ExactFma(-quotient, y, x);
        var overshot = V.LessThan(r, F64.Zero) ^ V.LessThan(x, F64.Zero);
        var back = CopySign(V.Abs(y), x);
        r = V.ConditionalSelect(V.AndNot(overshot, V.Equals(r, F64.Zero)), r + back, r);
        r = V.ConditionalSelect(V.LessThan(V.Abs(x), V.Abs(y)), x, CopySign(r, x));
        return V.LessThanAll(V.Abs(quotient), V.Create(4503599627370496.0)) ? r : RareRemainder(x, y);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 RareRemainder(F64 x, F64 y)
    {
        var r = F64.Zero;
        for (var k = 0; k < F64.Count; k++)
            r = r.WithElement(k, x.GetElement(k) % y.GetElement(k));
        return r;
    }

    /// <summary>C#'s <c>x % y</c>; see <see cref="Lanes256.Remainder(I32, I32)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 Remainder(I32 x, I32 y) => Lanes256.Remainder(x, y);

    /// <summary>C#'s <c>x % y</c>; see <see cref="Lanes256.Remainder(I64, I64)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 Remainder(I64 x, I64 y) => Lanes256.Remainder(x, y);
}
