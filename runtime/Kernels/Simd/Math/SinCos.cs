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
    /// <summary>The sine, as <see cref="System.MathF.Sin"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Sin(F32 x)
    {
        var r = ReducePi(x, V.Create(12582912f), out var excess, out var quadrant);
        var y = SinCos(r, excess, quadrant);
        return V.GreaterThanAny(V.Abs(x), V.Create(131072f)) ? LargeSin(x, y) : y;
    }

    /// <summary>The cosine, as <see cref="System.MathF.Cos"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Cos(F32 x)
    {
        // One quadrant on.
        var r = ReducePi(x, V.Create(12582913f), out var excess, out var quadrant);
        var y = SinCos(r, excess, quadrant);
        return V.GreaterThanAny(V.Abs(x), V.Create(131072f)) ? LargeCos(x, y) : y;
    }

    // sin(r - excess + quadrant pi/2). What is subtracted here and below keeps the sign of a zero, and needs no negations.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 SinCos(F32 r, F32 excess, I32 quadrant)
    {
        var s = r * r;
        var p = Fma(V.Create(0.00019518286f), s, V.Create(-0.00833218917f));
        p = Fma(p, s, V.Create(0.166666552f));
        var sine = r - Fma(r * s, p, excess);

        var q = Fma(V.Create(2.44325638e-05f), s, V.Create(-0.00138873106f));
        q = Fma(q, s, V.Create(0.0416666456f));
        var half = s * V.Create(0.5f);
        var one = V.Create(1f) - half;
        var cosine = one + Fma(s * s, q, Fma(r, excess, (V.Create(1f) - one) - half));

        var sign = V.ShiftLeft(quadrant, 30).AsSingle() & V.Create(-0f);
        return SelectBySign(V.ShiftLeft(quadrant, 31), cosine, sine) ^ sign;
    }

    // x = n pi/2 + r - excess, |r| <= pi/4, for |x| up to the bound where the caller turns to LargeSin and its like. The lowest two bits
    // of quadrant are those of n, plus what magic has beyond 1.5 * 2^23.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 ReducePi(F32 x, F32 magic, out F32 excess, out I32 quadrant)
    {
        // Adding 1.5 * 2^23 leaves the nearest integer in the low bits.
        var shifted = Fma(x, V.Create(0.636619747f), magic);
        quadrant = shifted.AsInt32();
        var n = shifted - magic;

        // The first step is exact; n times the second part of pi/2 is split, and sums without further loss since it is
        // finer than the first step's last bit.
        var first = ExactFma(n, V.Create(-1.57079625f), x);
        var part = n * V.Create(7.54979013e-08f);
        var rest = Fma(n, V.Create(1.71512451e-15f), ExactFma(n, V.Create(-7.54979013e-08f), part));
        var r = first - part;
        excess = (part - (first - r)) - rest;
        return r;
    }

    // Beyond the bound the reduction would need hundreds of bits of pi: lane by lane there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static F32 LargeSin(F32 x, F32 y)
    {
        for (var k = 0; k < F32.Count; k++)
            if (!(Math.Abs(x.GetElement(k)) <= 131072f))
                y = y.WithElement(k, (float)Math.Sin(x.GetElement(k)));
        return y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F32 LargeCos(F32 x, F32 y)
    {
        for (var k = 0; k < F32.Count; k++)
            if (!(Math.Abs(x.GetElement(k)) <= 131072f))
                y = y.WithElement(k, (float)Math.Cos(x.GetElement(k)));
        return y;
    }

    /// <summary>The sine, as <see cref="System.Math.Sin"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Sin(F64 x)
    {
        var magnitude = V.Abs(x);
        var r = ReducePi(x, out var low, out var quadrant);
        var y = SinCos(r, low, quadrant);
        y = Select(V.LessThan(magnitude, V.Create(1e-20)), x, y);
        return V.GreaterThanAny(magnitude, V.Create(67108864.0)) ? LargeSin(x, y) : y;
    }

    /// <summary>The cosine, as <see cref="System.Math.Cos"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Cos(F64 x)
    {
        var r = ReducePi(x, out var low, out var quadrant);
        var y = SinCos(r, low, quadrant + I64.One);
        return V.GreaterThanAny(V.Abs(x), V.Create(67108864.0)) ? LargeCos(x, y) : y;
    }

    // sin(r + low + quadrant pi/2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 SinCos(F64 r, F64 low, I64 quadrant)
    {
        var s = r * r;
        var p = Fma(V.Create(1.5895952752398004e-10), s, V.Create(-2.505074246739959e-08));
        p = Fma(p, s, V.Create(2.755731358311113e-06));
        p = Fma(p, s, V.Create(-0.00019841269829460562));
        p = Fma(p, s, V.Create(0.00833333333332192));
        p = Fma(p, s, V.Create(-0.1666666666666663));
        var sine = r + Fma(r * s, p, low);

        var q = Fma(V.Create(-1.1358754840328495e-11), s, V.Create(2.0875705523765137e-09));
        q = Fma(q, s, V.Create(-2.755731421807398e-07));
        q = Fma(q, s, V.Create(2.4801587289005627e-05));
        q = Fma(q, s, V.Create(-0.0013888888888873346));
        q = Fma(q, s, V.Create(0.041666666666666595));
        var half = s * V.Create(0.5);
        var one = V.Create(1.0) - half;
        var cosine = one + Fma(s * s, q, Fma(-r, low, (V.Create(1.0) - one) - half));

        var odd = V.Equals(quadrant & I64.One, I64.One).AsDouble();
        var sign = V.ShiftLeft(quadrant & V.Create(2L), 62).AsDouble();
        return Select(odd, cosine, sine) ^ sign;
    }

    // x = quadrant pi/2 + r + low, |r| <= pi/4, for |x| up to the bound where the caller turns to LargeSin and its like.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 ReducePi(F64 x, out F64 low, out I64 quadrant)
    {
        // Adding 1.5 * 2^52 leaves the nearest integer in the low bits.
        var magic = V.Create(6755399441055744.0);
        var shifted = Fma(x, V.Create(0.6366197723675814), magic);
        quadrant = shifted.AsInt64();
        var n = shifted - magic;

        // The first step is exact; n times the second part of pi/2 is split, and sums without further loss since it is
        // finer than the first step's last bit.
        var first = ExactFma(n, V.Create(-1.5707963267948966), x);
        var part = n * V.Create(-6.123233995736766e-17);
        var rest = Fma(n, V.Create(1.4973849048591698e-33), ExactFma(n, V.Create(-6.123233995736766e-17), -part));
        var r = first + part;
        low = (part - (r - first)) + rest;
        return r;
    }

    // Beyond the bound the reduction would need hundreds of bits of pi: lane by lane there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 LargeSin(F64 x, F64 y)
    {
        for (var k = 0; k < F64.Count; k++)
            if (!(Math.Abs(x.GetElement(k)) <= 67108864.0))
                y = y.WithElement(k, Math.Sin(x.GetElement(k)));
        return y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 LargeCos(F64 x, F64 y)
    {
        for (var k = 0; k < F64.Count; k++)
            if (!(Math.Abs(x.GetElement(k)) <= 67108864.0))
                y = y.WithElement(k, Math.Cos(x.GetElement(k)));
        return y;
    }
}
