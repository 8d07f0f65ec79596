using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using I32 = System.Runtime.Intrinsics.Vector256<int>;
using I64 = System.Runtime.Intrinsics.Vector256<long>;
using U8 = System.Runtime.Intrinsics.Vector256<byte>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

// Vector256.Max and Min are IEEE 754's maximum and minimum, as Math.Max and Math.Min: NaN if there is one, and +0 above -0.
[PerWidth]
public static partial class VectorMath
{
    /// <summary>The larger, as <see cref="MathF.Max(float, float)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Maximum(F32 x, F32 y) => V.Max(x, y);

    /// <summary>The larger, as <see cref="Math.Max(double, double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Maximum(F64 x, F64 y) => V.Max(x, y);

    /// <summary>The larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 Maximum(I32 x, I32 y) => V.Max(x, y);

    /// <summary>The larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 Maximum(I64 x, I64 y) => V.Max(x, y);

    /// <summary>The larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8 Maximum(U8 x, U8 y) => V.Max(x, y);

    /// <summary>The smaller, as <see cref="MathF.Min(float, float)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Minimum(F32 x, F32 y) => V.Min(x, y);

    /// <summary>The smaller, as <see cref="Math.Min(double, double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Minimum(F64 x, F64 y) => V.Min(x, y);

    /// <summary>The smaller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 Minimum(I32 x, I32 y) => V.Min(x, y);

    /// <summary>The smaller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 Minimum(I64 x, I64 y) => V.Min(x, y);

    /// <summary>The smaller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8 Minimum(U8 x, U8 y) => V.Min(x, y);

    /// <summary>The magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Abs(F32 x) => V.Abs(x);

    /// <summary>The magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Abs(F64 x) => V.Abs(x);

    /// <summary>The magnitude; int.MinValue stays what it is, as in NumPy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 Abs(I32 x) => V.Abs(x);

    /// <summary>The magnitude; long.MinValue stays what it is, as in NumPy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 Abs(I64 x) => V.Abs(x);

    /// <summary>The magnitude: a byte has no sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8 Abs(U8 x) => x;

    /// <summary>-1, 0 or 1, and NaN for NaN, as NumPy's sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Sign(F32 x)
    {
        var one = V.ConditionalSelect(V.GreaterThan(x, F32.Zero), V.Create(1f), x + F32.Zero);
        return V.ConditionalSelect(V.LessThan(x, F32.Zero), V.Create(-1f), one);
    }

    /// <summary>-1, 0 or 1, and NaN for NaN, as NumPy's sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Sign(F64 x)
    {
        var one = V.ConditionalSelect(V.GreaterThan(x, F64.Zero), V.Create(1.0), x + F64.Zero);
        return V.ConditionalSelect(V.LessThan(x, F64.Zero), V.Create(-1.0), one);
    }

    /// <summary>-1, 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 Sign(I32 x) => V.LessThan(x, I32.Zero) - V.GreaterThan(x, I32.Zero);

    /// <summary>-1, 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 Sign(I64 x) => V.LessThan(x, I64.Zero) - V.GreaterThan(x, I64.Zero);

    /// <summary>0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8 Sign(U8 x) => V.Min(x, U8.One);

    /// <summary>1 / sqrt(x), within 1.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 ReciprocalSqrt(F32 x) => F32.One / V.Sqrt(x);

    /// <summary>1 / sqrt(x), within 1.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 ReciprocalSqrt(F64 x) => F64.One / V.Sqrt(x);
}
