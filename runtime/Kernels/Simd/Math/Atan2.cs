using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The angle of the point (x, y), as <see cref="MathF.Atan2"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Atan2(F32 y, F32 x)
    {
        // The native forms give their second operand where one is a NaN, so that the quotient is one.
        var ax = V.Abs(x);
        var ay = V.Abs(y);
        var steep = V.GreaterThan(ay, ax);
        var larger = V.MaxNative(ay, ax);
        var t = V.MinNative(ax, ay) / larger;

        // Equals make 1, infinities too, but zeros 0.
        t = Select(V.Equals(ax, ay), V.Create(1f) & V.GreaterThan(larger, F32.Zero), t);

        // Below the diagonal the angle is arctan(t), above it pi/2 - arctan(t), and the mirror of these for x < 0.
        var left = V.ShiftRightArithmetic(x.AsInt32(), 31).AsSingle();
        t ^= (steep ^ left) & V.Create(-0f);
        var start = Select(steep, V.Create(1.57079637f), V.Create(3.14159274f) & left);

        // The low part of a multiple of pi/2 is the same share of each; and the sum is not negative.
        return AtanSum(t, start, start * V.Create(-2.78275346e-08f)) | (y & V.Create(-0f));
    }

    /// <summary>The angle of the point (x, y), as <see cref="Math.Atan2"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Atan2(F64 y, F64 x)
    {
        var ax = V.Abs(x);
        var ay = V.Abs(y);
        var steep = V.GreaterThan(ay, ax);
        var larger = Select(steep, ay, ax);
        var smaller = Select(steep, ax, ay);

        // Infinities become a quotient of 1 or 0, two zeros 0; else both are moved to where nothing over- or underflows.
        var infinite = V.Equals(larger, V.Create(double.PositiveInfinity));
        smaller = Select(infinite, V.Equals(smaller, larger) & V.Create(1.0), smaller);
        larger = Select(infinite | V.Equals(larger, F64.Zero), V.Create(1.0), larger);
        var scale = Select(V.GreaterThan(larger, V.Create(1e290)), V.Create(7.888609052210118E-31), V.Create(1.0));
        scale = Select(V.LessThan(larger, V.Create(1e-270)), V.Create(1.2676506002282294E+30), scale);

        // Below the diagonal the angle is arctan(q), above it pi/2 - arctan(q), and the mirror of these for x < 0.
        var left = V.LessThan(x.AsInt64(), Vector256<long>.Zero).AsDouble();
        var sign = V.Create(1.0) ^ ((steep ^ left) & V.Create(-0.0));
        var base8 = Select(steep, V.Create(4.0), V.Create(8.0) & left);
        var angle = CopySign(AtanQuotient(smaller * scale, larger * scale, base8, sign), y);
        return Select(V.Equals(x, x) & V.Equals(y, y), angle, x + y);
    }
}
