using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Simd;

/// <summary>Square roots without the processor's unit for them, to the bit its own: that unit takes twelve cycles for 16 floats, in which the others could
/// compute as many roots again. A loop that is bound by roots gives it every second vector.</summary>
/// <remarks>
/// <para>From an estimate y of 1 / sqrt(x), one step towards g = sqrt(x) and h = 1 / (2 sqrt(x)) together, then x - g g, exact, by h for g's last bit: P. Markstein,
/// "Computation of elementary functions on the IBM RISC System/6000 processor", IBM Journal of Research and Development 34 (1990).</para>
/// <para>That the result is the root rounded to nearest, for every x in [1, 4) and every float y within 2^-13 of 1 / sqrt(x), whatever a processor's table
/// holds, was found by going through them all (2^24 x, 49 billion pairs). Powers of four change exponents alone while nothing overflows or underflows,
/// which holds for x in [2^-60, 2^60); a vector of which any element lies elsewhere, or is no number, goes to the processor's unit.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Roots
{
    private const uint From = (127u - 60) << 23, Span = 120u << 23;

    /// <summary>sqrt(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sqrt(Vector512<float> x)
    {
        if (!Avx512F.IsSupported) return Vector512.Sqrt(x);
        var half = Vector512.Create(0.5f);
        var y = Avx512F.ReciprocalSqrt14(x);
        Vector512<float> g = x * y, h = y * half;
        var r = Avx512F.FusedMultiplyAddNegated(g, h, half);
        g = Vector512.FusedMultiplyAdd(g, r, g);
        h = Vector512.FusedMultiplyAdd(h, r, h);
        g = Vector512.FusedMultiplyAdd(Avx512F.FusedMultiplyAddNegated(g, g, x), h, g);
        return Vector512.GreaterThanOrEqualAny(x.AsUInt32() - Vector512.Create(From), Vector512.Create(Span)) ? Vector512.Sqrt(x) : g;
    }
}
