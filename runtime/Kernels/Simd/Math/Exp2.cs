using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>2^x, as NumPy's exp2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Exp2(F32 x)
    {
        var bounded = V.MinNative(V.Create(129f), V.MaxNative(V.Create(-151f), x));
        var magic = V.Create(12582912f);
        var shifted = bounded + magic;
        var k = shifted.AsInt32() - magic.AsInt32();
        var f = bounded - (shifted - magic);
        var r = TwoProduct(f, V.Create(0.693147182f), out var error);
        error = Fma(f, V.Create(-1.90465421e-09f), error);
        return Scale(V.Create(1f) + (r + ExpTail(r, error)), k);
    }

    /// <summary>2^x, as NumPy's exp2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Exp2(F64 x)
    {
        var bounded = V.MinNative(V.Create(1025.0), V.MaxNative(V.Create(-1076.0), x));
        var magic = V.Create(6755399441055744.0);
        var shifted = bounded + magic;
        var k = shifted.AsInt64() - magic.AsInt64();
        var f = bounded - (shifted - magic);
        var r = TwoProduct(f, V.Create(0.6931471805599453), out var error);
        error = Fma(f, V.Create(2.3190468138462996e-17), error);
        return Scale(V.Create(1.0) + (r + ExpTail(r, error)), k);
    }
}
