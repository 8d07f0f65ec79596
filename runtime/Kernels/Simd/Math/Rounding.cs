using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>To the nearest integer, halves to even, as <see cref="MathF.Round(float)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Round(F32 x) => V.Round(x);

    /// <summary>To the nearest integer, halves to even, as <see cref="Math.Round(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Round(F64 x) => V.Round(x);

    /// <summary>The largest integer that is not larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Floor(F32 x) => V.Floor(x);

    /// <summary>The largest integer that is not larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Floor(F64 x) => V.Floor(x);

    /// <summary>The smallest integer that is not smaller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Ceiling(F32 x) => V.Ceiling(x);

    /// <summary>The smallest integer that is not smaller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Ceiling(F64 x) => V.Ceiling(x);

    /// <summary>The integer part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Truncate(F32 x) => V.Truncate(x);

    /// <summary>The integer part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Truncate(F64 x) => V.Truncate(x);
}
