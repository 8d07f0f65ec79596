using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using I32 = System.Runtime.Intrinsics.Vector256<int>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The angle of the point (x, y), as <see cref="MathF.Atan2"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Atan2(F32 y, F32 x)
    {
        var ax = V.Abs(x);
        var ay = V.Abs(y);
        var steep = V.GreaterThan(ay, ax);
        var larger = V.ConditionalSelect(steep, ay, ax);
        var smaller = V.ConditionalSelect(steep, ax, ay);

        // Two infinities become a quotient of 1, two zeros 0. A NaN stays one.
        var infinite = V.Equals(smaller, V.Create(float.PositiveInfinity)) & V.Equals(larger, smaller);
        smaller = V.ConditionalSelect(infinite, V.Create(1f), smaller);
        larger = V.ConditionalSelect(infinite | V.Equals(larger, F32.Zero), V.Create(1f), larger);

        // Below the diagonal the angle is arctan(q), above it pi/2 - arctan(q), and the mirror of these for x < 0.
        var left = V.LessThan(x.AsInt32(), I32.Zero).AsSingle();
        var t = (smaller / larger) ^ ((steep ^ left) & V.Create(-0f));
        var start = V.ConditionalSelect(steep, V.Create(1.57079637f), V.Create(3.14159274f) & left);
        var startLow = V.ConditionalSelect(steep, V.Create(-4.37113883e-08f), V.Create(-8.74227766e-08f) & left);
        return CopySign(AtanSum(t, start, startLow), y);
    }

    /// <summary>The angle of the point (x, y), as <see cref="Math.Atan2"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Atan2(F64 y, F64 x)
    {
        var ax = V.Abs(x);
        var ay = V.Abs(y);
        var steep = V.GreaterThan(ay, ax);
        var larger = V.ConditionalSelect(steep, ay, ax);
        var smaller = V.ConditionalSelect(steep, ax, ay);

        // Infinities become a quotient of 1 or 0, two zeros 0; else both are moved to where nothing over- or underflows.
        var infinite = V.Equals(larger, V.Create(double.PositiveInfinity));
        smaller = V.ConditionalSelect(infinite, V.Equals(smaller, larger) & V.Create(1.0), smaller);
        larger = V.ConditionalSelect(infinite | V.Equals(larger, F64.Zero), V.Create(1.0), larger);
        var scale = V.ConditionalSelect(V.GreaterThan(larger, V.Create(1e290)), V.Create(7.888609052210118E-31), V.Create(1.0));
        scale = V.ConditionalSelect(V.LessThan(larger, V.Create(1e-270)), V.Create(1.2676506002282294E+30), scale);

        // Below the diagonal the angle is arctan(q), above it pi/2 - arctan(q), and the mirror of these for x < 0.
        var left = V.LessThan(x, F64.Zero) | (V.Equals(x, F64.Zero) & V.LessThan(V.Create(1.0) / x, F64.Zero));
        var sign = V.Create(1.0) ^ ((steep ^ left) & V.Create(-0.0));
        var base8 = V.ConditionalSelect(steep, V.Create(4.0), V.Create(8.0) & left);
        var angle = CopySign(AtanQuotient(smaller * scale, larger * scale, base8, sign), y);
        return V.ConditionalSelect(V.Equals(x, x) & V.Equals(y, y), angle, x + y);
    }
}
