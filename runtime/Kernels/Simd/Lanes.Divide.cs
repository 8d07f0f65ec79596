using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using I32 = System.Runtime.Intrinsics.Vector256<int>;
using I32h = System.Runtime.Intrinsics.Vector128<int>;
using I64 = System.Runtime.Intrinsics.Vector256<long>;
using Lanesh = Kernels.Simd.Lanes128;
using U16 = System.Runtime.Intrinsics.Vector256<ushort>;
using U32 = System.Runtime.Intrinsics.Vector256<uint>;
using U8 = System.Runtime.Intrinsics.Vector256<byte>;
using U8n = System.Runtime.Intrinsics.Vector128<byte>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

// Integer division as in C#, but that the least value divided by -1 wraps, as in NumPy. A zero divisor in a lane that means something throws.
[PerWidth]
public static partial class Lanes256
{
    /// <summary>The quotient, towards zero; int.MinValue / -1 is int.MinValue.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 Divide(I32 a, I32 b)
    {
        if (V.EqualsAny(b, I32.Zero))
            ThrowHelper.DivideByZero();

        // A double quotient of two ints never rounds across an integer. Adding 1.5 * 2^52 leaves it in the low bits, where -MinValue wraps.
        var magic = V.Create(6755399441055744.0);
        var lower = V.Truncate(LowerToF64(a) / LowerToF64(b)) + magic;
        var upper = V.Truncate(UpperToF64(a) / UpperToF64(b)) + magic;
        return V.Narrow(lower.AsInt64(), upper.AsInt64());
    }

    /// <summary>The remainder, of the dividend's sign; int.MinValue % -1 is 0.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 Remainder(I32 a, I32 b) => a - Divide(a, b) * b;

    /// <summary>The quotient, towards zero; long.MinValue / -1 is long.MinValue.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static I64 Divide(I64 a, I64 b)
    {
        if (V.EqualsAny(b, I64.Zero))
            ThrowHelper.DivideByZero();

        // No vector divides longs; -1 takes the way around, since the CPU traps at MinValue / -1.
        var negated = V.Equals(b, I64.AllBitsSet);
        var divisor = V.ConditionalSelect(negated, I64.One, b);
        var quotient = I64.Zero;
        for (var k = 0; k < I64.Count; k++)
            quotient = quotient.WithElement(k, a.GetElement(k) / divisor.GetElement(k));
        return V.ConditionalSelect(negated, I64.Zero - a, quotient);
    }

    /// <summary>The remainder, of the dividend's sign; long.MinValue % -1 is 0.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 Remainder(I64 a, I64 b) => a - Divide(a, b) * b;

    /// <summary>The quotient.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8 Divide(U8 a, U8 b)
    {
        if (V.EqualsAny(b, U8.Zero))
            ThrowHelper.DivideByZero();
        var (al, au) = V.Widen(a);
        var (bl, bu) = V.Widen(b);
        return V.Narrow(DivideU16(al, bl), DivideU16(au, bu));
    }

    /// <summary>The remainder.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8 Remainder(U8 a, U8 b) => a - Divide(a, b) * b;

    // A float quotient of integers below 2^12 never rounds across an integer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static U16 DivideU16(U16 a, U16 b)
    {
        var (al, au) = V.Widen(a);
        var (bl, bu) = V.Widen(b);
        return V.Narrow(Quotient(al, bl), Quotient(au, bu));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static U32 Quotient(U32 a, U32 b)
        => V.ConvertToInt32Native(V.ConvertToSingle(a.AsInt32()) / V.ConvertToSingle(b.AsInt32())).AsUInt32();

    /// <summary>The quotients of ints beside lanes of 8 bytes; see <see cref="Divide(I32, I32)"/>.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32h Divide_8(I32h a, I32h b) => Lanesh.Divide(a, OneBeyond(b));

    /// <summary>The remainders of ints beside lanes of 8 bytes; see <see cref="Remainder(I32, I32)"/>.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32h Remainder_8(I32h a, I32h b) => Lanesh.Remainder(a, OneBeyond(b));

    /// <summary>The quotients of bytes beside lanes of 4 bytes.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n Divide_4(U8n a, U8n b) => Lanes128.Divide(a, OneBeyond(b, I32.Count));

    /// <summary>The remainders of bytes beside lanes of 4 bytes.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n Remainder_4(U8n a, U8n b) => Lanes128.Remainder(a, OneBeyond(b, I32.Count));

    /// <summary>The quotients of bytes beside lanes of 8 bytes.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n Divide_8(U8n a, U8n b) => Lanes128.Divide(a, OneBeyond(b, I64.Count));

    /// <summary>The remainders of bytes beside lanes of 8 bytes.</summary>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n Remainder_8(U8n a, U8n b) => Lanes128.Remainder(a, OneBeyond(b, I64.Count));

    // Lanes that mean nothing must not throw.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static I32h OneBeyond(I32h b)
        => I32h.Count == I64.Count ? b : b.WithElement(I32h.Count - 1, 1).WithElement(I32h.Count - 2, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static U8n OneBeyond(U8n b, int count)
        => Vector128.ConditionalSelect(Vector128.LessThan(U8n.Indices, Vector128.Create((byte)count)), b, U8n.One);
}
