using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Simd;

/// <summary>Quotients by a divisor that stays the same for many elements, to the bit those of a division, which takes Intel's processors ten cycles for
/// 16 floats and sixteen for 8 doubles.</summary>
/// <remarks>P. Markstein, "Computation of elementary functions on the IBM RISC System/6000 processor", IBM Journal of Research and Development 34 (1990),
/// theorem 7: if r is 1 / s rounded to nearest and q lies within an ulp of x / s, then e = x - q s is exact and q + r e, rounded once, is x / s rounded
/// to nearest. The product x r lies within two ulps; the same step brings it within one. Nothing may overflow or underflow on the way: the divisor and
/// the quotient must have middling exponents, and a vector of which any element has not is divided.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Quotients
{
    // With |s| in [2^-30, 2^30] and |q| in [2^-60, 2^60) the parts of e are multiples of 2^-136, x below 2^90: no bit is lost.
    private const float LeastF32 = 1 / 1073741824f, GreatestF32 = 1073741824f;
    private const uint FromF32 = (127u - 60) << 23, SpanF32 = 120u << 23;

    // |s| in [2^-300, 2^300], |q| in [2^-400, 2^400): e's parts are multiples of 2^-804.
    private const double LeastF64 = 4.909093465297727e-91, GreatestF64 = 2.037035976334486e90;
    private const ulong FromF64 = (1023ul - 400) << 52, SpanF64 = 800ul << 52;

    /// <summary>What <see cref="Of(Vector512{float}, Vector512{float}, Vector512{float})"/> needs beside divisors: their reciprocals; NaN, with which it
    /// divides, where it cannot do without.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Reciprocal(Vector512<float> divisor)
    {
        var size = Vector512.Abs(divisor);
        var fits = Vector512.GreaterThanOrEqual(size, Vector512.Create(LeastF32)) & Vector512.LessThanOrEqual(size, Vector512.Create(GreatestF32));
        return Vector512.ConditionalSelect(fits, Vector512<float>.One / divisor, Vector512.Create(float.NaN));
    }

    /// <inheritdoc cref="Reciprocal(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Reciprocal(Vector512<double> divisor)
    {
        var size = Vector512.Abs(divisor);
        var fits = Vector512.GreaterThanOrEqual(size, Vector512.Create(LeastF64)) & Vector512.LessThanOrEqual(size, Vector512.Create(GreatestF64));
        return Vector512.ConditionalSelect(fits, Vector512<double>.One / divisor, Vector512.Create(double.NaN));
    }

    /// <summary>x / divisor.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="divisor">By what they are divided.</param>
    /// <param name="reciprocal">What <see cref="Reciprocal(Vector512{float})"/> says of it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x, Vector512<float> divisor, Vector512<float> reciprocal)
    {
        var q = x * reciprocal;
        q = Vector512.FusedMultiplyAdd(Rest(x, q, divisor), reciprocal, q);
        q = Vector512.FusedMultiplyAdd(Rest(x, q, divisor), reciprocal, q);
        var exponents = (q.AsUInt32() & Vector512.Create(0x7fff_ffffu)) - Vector512.Create(FromF32);
        return Vector512.GreaterThanOrEqualAny(exponents, Vector512.Create(SpanF32)) ? x / divisor : q;
    }

    /// <inheritdoc cref="Of(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(Vector512<double> x, Vector512<double> divisor, Vector512<double> reciprocal)
    {
        var q = x * reciprocal;
        q = Vector512.FusedMultiplyAdd(Rest(x, q, divisor), reciprocal, q);
        q = Vector512.FusedMultiplyAdd(Rest(x, q, divisor), reciprocal, q);
        var exponents = (q.AsUInt64() & Vector512.Create(0x7fff_ffff_ffff_fffful)) - Vector512.Create(FromF64);
        return Vector512.GreaterThanOrEqualAny(exponents, Vector512.Create(SpanF64)) ? x / divisor : q;
    }

    // x - q divisor; a negation of its own would take an instruction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Rest(Vector512<float> x, Vector512<float> q, Vector512<float> divisor) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(q, divisor, x) : Vector512.FusedMultiplyAdd(-q, divisor, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Rest(Vector512<double> x, Vector512<double> q, Vector512<double> divisor) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(q, divisor, x) : Vector512.FusedMultiplyAdd(-q, divisor, x);
}
