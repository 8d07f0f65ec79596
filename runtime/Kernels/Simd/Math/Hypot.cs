using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>sqrt(x^2 + y^2), infinite if either is, as <see cref="float.Hypot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Hypot(F32 x, F32 y)
    {
        // Squares of floats are exact in double.
        var infinite = V.Equals(V.Abs(x), V.Create(float.PositiveInfinity)) | V.Equals(V.Abs(y), V.Create(float.PositiveInfinity));
        var lower = Root(V.WidenLower(x), V.WidenLower(y));
        var upper = Root(V.WidenUpper(x), V.WidenUpper(y));
        return Select(infinite, V.Create(float.PositiveInfinity), V.Narrow(lower, upper));
    }

    /// <summary>sqrt(x^2 + y^2) without overflow, infinite if either is, as <see cref="double.Hypot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Hypot(F64 x, F64 y)
    {
        var ax = V.Abs(x);
        var ay = V.Abs(y);
        var larger = V.MaxNative(ax, ay);
        var infinite = V.Equals(ax, V.Create(double.PositiveInfinity)) | V.Equals(ay, V.Create(double.PositiveInfinity));
        var high = V.GreaterThan(larger, V.Create(1.3407807929942597E+154));
        var low = V.LessThan(larger, V.Create(1E-140));
        var down = Select(high, V.Create(2.409919865102884E-181), Select(low, V.Create(4.149515568880993E+180), V.Create(1.0)));
        var up = Select(high, V.Create(4.149515568880993E+180), Select(low, V.Create(2.409919865102884E-181), V.Create(1.0)));
        return Select(infinite, V.Create(double.PositiveInfinity), Root(ax * down, ay * down) * up);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 Root(F64 x, F64 y)
    {
        // The error of both squares goes on, whichever is the larger.
        var xx = TwoProduct(x, x, out var xLow);
        var yy = TwoProduct(y, y, out var yLow);
        var sum = TwoSum(xx, yy, out var error);
        return V.Sqrt(sum + (error + (xLow + yLow)));
    }
}
