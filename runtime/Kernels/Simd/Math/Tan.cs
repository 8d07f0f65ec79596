using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using I64 = System.Runtime.Intrinsics.Vector256<long>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The tangent, as <see cref="MathF.Tan"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Tan(F32 x)
    {
        var r = ReducePi(x, V.Create(12582912f), out var excess, out var quadrant);

        // tan(r - excess) as a sum of two.
        var s = r * r;
        var p = Fma(V.Create(-0.0038654597f), s, V.Create(-0.0011411896f));
        p = Fma(p, s, V.Create(-0.00999563932f));
        p = Fma(p, s, V.Create(-0.0216089580f));
        p = Fma(p, s, V.Create(-0.0539966077f));
        p = Fma(p, s, V.Create(-0.133332148f));
        p = Fma(p, s, V.Create(-0.333333343f));
        var less = Fma(r * s, p, Fma(excess, s, excess));
        var t = r - less;
        var tLow = (r - t) - less;

        // That, or the negative of its inverse in an odd quadrant.
        var inverse = V.Create(-1f) / t;
        var y = SelectBySign(V.ShiftLeft(quadrant, 31), Fma(inverse * inverse, tLow, inverse), t);
        return V.GreaterThanAny(V.Abs(x), V.Create(131072f)) ? LargeTan(x, y) : y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F32 LargeTan(F32 x, F32 y)
    {
        for (var k = 0; k < F32.Count; k++)
            if (!(Math.Abs(x.GetElement(k)) <= 131072f))
                y = y.WithElement(k, (float)Math.Tan(x.GetElement(k)));
        return y;
    }

    /// <summary>The tangent, as <see cref="Math.Tan"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Tan(F64 x)
    {
        var magnitude = V.Abs(x);
        var r = ReducePi(x, out var low, out var quadrant);

        // Sine and cosine of r + low, each as a sum of two.
        var s = TwoProduct(r, r, out var error);
        var p = Fma(V.Create(1.5895952752398004e-10), s, V.Create(-2.505074246739959e-08));
        p = Fma(p, s, V.Create(2.755731358311113e-06));
        p = Fma(p, s, V.Create(-0.00019841269829460562));
        p = Fma(p, s, V.Create(0.00833333333332192));
        p = Fma(p, s, V.Create(-0.1666666666666663));
        var sine = FastTwoSum(r, Fma(r * s, p, low), out var sineLow);
        var q = Fma(V.Create(-1.1358754840328495e-11), s, V.Create(2.0875705523765137e-09));
        q = Fma(q, s, V.Create(-2.755731421807398e-07));
        q = Fma(q, s, V.Create(2.4801587289005627e-05));
        q = Fma(q, s, V.Create(-0.0013888888888873346));
        q = Fma(q, s, V.Create(0.041666666666666595));
        var half = s * V.Create(0.5);
        var one = V.Create(1.0) - half;
        var rest = Fma(-r, low, (V.Create(1.0) - one) - half) - error * V.Create(0.5);
        var cosine = FastTwoSum(one, Fma(s * s, q, rest), out var cosineLow);

        // Their quotient, or the negative of its inverse in an odd quadrant.
        var odd = V.Equals(quadrant & I64.One, I64.One).AsDouble();
        var y = Quotient(
            Select(odd, -cosine, sine), Select(odd, -cosineLow, sineLow),
            Select(odd, sine, cosine), Select(odd, sineLow, cosineLow), out var lost);
        y = Select(V.LessThan(magnitude, V.Create(1e-20)), x, y + lost);
        return V.GreaterThanAny(magnitude, V.Create(67108864.0)) ? LargeTan(x, y) : y;
    }

    // (x + xLow) / (y + yLow) as quotient + error.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 Quotient(F64 x, F64 xLow, F64 y, F64 yLow, out F64 error)
    {
        var reciprocal = V.Create(1.0) / y;
        var quotient = x * reciprocal;
        error = (ExactFma(-quotient, y, x) + Fma(-quotient, yLow, xLow)) * reciprocal;
        return quotient;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 LargeTan(F64 x, F64 y)
    {
        for (var k = 0; k < F64.Count; k++)
            if (!(Math.Abs(x.GetElement(k)) <= 67108864.0))
                y = y.WithElement(k, Math.Tan(x.GetElement(k)));
        return y;
    }
}
