using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The cube root, as <see cref="MathF.Cbrt"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Cbrt(F32 x)
    {
        // |x| = 2^(3 third - 129) m with 4 <= m < 32; subnormals are made normal first, by 2^24.
        var magnitude = V.Abs(x);
        var small = V.LessThan(magnitude, V.Create(1.17549435E-38f));
        var bits = Select(small, magnitude * V.Create(16777216f), magnitude).AsInt32();
        var exponent = V.ConvertToSingle(V.ShiftRightLogical(bits, 23));
        var third = V.Truncate((exponent + V.Create(0.5f)) * V.Create(0.333333343f));
        var over = exponent - third * V.Create(3f);
        var fraction = ((bits & V.Create(0x007fffff)) | V.Create(1f).AsInt32()).AsSingle();
        var one = V.Equals(over, V.Create(1f));
        var two = V.Equals(over, V.Create(2f));
        var m = fraction * Select(two, V.Create(16f), Select(one, V.Create(8f), V.Create(4f)));

        // A first value within 2^-13, cut to twelve bits so that its square is exact, and a step of Halley's.
        var p = Fma(V.Create(0.0231049936f), fraction, V.Create(-0.162969813f));
        p = Fma(p, fraction, V.Create(0.587114513f));
        p = Fma(p, fraction, V.Create(0.552823305f));
        var y = p * Select(two, V.Create(2.51984215f), Select(one, V.Create(2f), V.Create(1.58740103f)));
        y = (y.AsInt32() & V.Create(unchecked((int)0xfffff000))).AsSingle();
        var square = y * y;
        y -= y * Fma(square, y, -m) / Fma(square + square, y, m);

        // 129 / 3 = 43; 24 / 3 = 8. The integer goes to the exponent by way of the low bits of a float.
        var power = third - Select(small, V.Create(51f), V.Create(43f));
        var unit = V.ShiftLeft((power + V.Create(12583039f)).AsInt32(), 23).AsSingle();
        var special = V.Equals(magnitude, F32.Zero) | ~V.LessThan(magnitude, V.Create(float.PositiveInfinity));
        return Select(special, x, CopySign(y * unit, x));
    }

    /// <summary>The cube root, as <see cref="Math.Cbrt"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Cbrt(F64 x)
    {
        // |x| = 2^(3 third - 1026) m with 1 <= m < 8; subnormals are made normal first, by 2^54.
        var magnitude = V.Abs(x);
        var small = V.LessThan(magnitude, V.Create(2.2250738585072014E-308));
        var bits = Select(small, magnitude * V.Create(18014398509481984.0), magnitude).AsInt64();
        var exponent = (V.ShiftRightLogical(bits, 52) | V.Create(0x4330000000000000L)).AsDouble() - V.Create(4503599627370493.0);
        var third = V.Truncate((exponent + V.Create(0.5)) * V.Create(0.3333333333333333));
        var over = exponent - third * V.Create(3.0);
        var fraction = ((bits & V.Create(0x000fffffffffffff)) | V.Create(1.0).AsInt64()).AsDouble();
        var one = V.Equals(over, V.Create(1.0));
        var two = V.Equals(over, V.Create(2.0));
        var m = fraction * Select(two, V.Create(4.0), Select(one, V.Create(2.0), V.Create(1.0)));

        // A first value within 2^-16; one reciprocal serves three steps of Newton's, of which the last has the exact residual.
        var p = Fma(V.Create(-0.010603897527700941), fraction, V.Create(0.08609135242744444));
        p = Fma(p, fraction, V.Create(-0.3006115708759315));
        p = Fma(p, fraction, V.Create(0.7181539498444244));
        p = Fma(p, fraction, V.Create(0.5069793737992825));
        var y = p * Select(two, V.Create(1.5874010519681996), Select(one, V.Create(1.2599210498948732), V.Create(1.0)));
        var step = V.Create(-1.0) / (V.Create(3.0) * y * y);
        y = Fma(Fma(y * y, y, -m), step, y);
        y = Fma(Fma(y * y, y, -m), step, y);
        var square = TwoProduct(y, y, out var squareLow);
        var cube = TwoProduct(square, y, out var cubeLow);
        y = Fma((cube - m) + Fma(squareLow, y, cubeLow), step, y);

        // 1026 / 3 = 342; 54 / 3 = 18. The integer goes to the exponent by way of the low bits of a double.
        var power = third - Select(small, V.Create(360.0), V.Create(342.0));
        var unit = V.ShiftLeft((power + V.Create(6755399441056767.0)).AsInt64(), 52).AsDouble();
        var special = V.Equals(magnitude, F64.Zero) | ~V.LessThan(magnitude, V.Create(double.PositiveInfinity));
        return Select(special, x, CopySign(y * unit, x));
    }
}
