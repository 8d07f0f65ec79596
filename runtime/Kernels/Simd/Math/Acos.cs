using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The arccosine, as <see cref="MathF.Acos"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Acos(F32 x)
    {
        var w = ReduceAsin(V.Abs(x), out var small, out var rest);

        // pi/2 - arcsin(x), 2 (w + rest) or pi - 2 (w + rest).
        var negative = V.LessThan(x, F32.Zero);
        var factor = Select(small, V.Create(-1f), V.Create(2f)) ^ (negative & V.Create(-0f));
        var turns = Select(small, V.Create(1f), V.Create(2f) & negative);
        return turns * V.Create(1.57079637f) + (w * factor + Fma(rest, factor, turns * V.Create(-4.37113883e-08f)));
    }

    /// <summary>The arccosine, as <see cref="Math.Acos"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Acos(F64 x)
    {
        var w = ReduceAsin(V.Abs(x), out var small, out var rest);

        // pi/2 - arcsin(x), 2 (w + rest) or pi - 2 (w + rest).
        var negative = V.LessThan(x, F64.Zero);
        var factor = Select(small, V.Create(-1.0), V.Create(2.0)) ^ (negative & V.Create(-0.0));
        var turns = Select(small, V.Create(1.0), V.Create(2.0) & negative);
        var sum = FastTwoSum(turns * V.Create(1.5707963267948966), w * factor, out var error);
        return sum + (error + Fma(rest, factor, turns * V.Create(6.123233995736766e-17)));
    }
}
