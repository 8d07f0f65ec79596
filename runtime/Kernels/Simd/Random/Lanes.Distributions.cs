using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

/// <summary>Random bits as numbers, after JAX's <c>random.uniform</c> and <c>random.normal</c>.</summary>
/// <remarks>Bounds: each method reads and writes elements [0, n) in place; n is a multiple of the lanes.</remarks>
[PerWidth]
public static unsafe partial class Lanes256
{
    /// <summary>Uniform in [low, high): the upper bits become the mantissa of a number in [1, 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void ToUniform(float* bits, nint n, float low, float high)
    {
        for (nint i = 0; i < n; i += F32.Count) Uniform(V.Load(bits + i), V.Create(low), V.Create(high - low)).Store(bits + i);
    }

    /// <summary>Uniform in [low, high).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void ToUniform(double* bits, nint n, double low, double high)
    {
        for (nint i = 0; i < n; i += F64.Count) Uniform(V.Load(bits + i), V.Create(low), V.Create(high - low)).Store(bits + i);
    }

    /// <summary>Standard normal: sqrt(2) erfinv(u) for u uniform in (-1, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void ToNormal(float* bits, nint n)
    {
        var low = V.Create(-0.99999994f);
        for (nint i = 0; i < n; i += F32.Count)
            (V.Create(1.41421356f) * VectorMath.ErfInv(Uniform(V.Load(bits + i), low, V.Create(1f) - low))).Store(bits + i);
    }

    /// <summary>Standard normal: sqrt(2) erfinv(u) for u uniform in (-1, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void ToNormal(double* bits, nint n)
    {
        var low = V.Create(-0.99999999999999989);
        for (nint i = 0; i < n; i += F64.Count)
            (V.Create(1.4142135623730951) * VectorMath.ErfInv(Uniform(V.Load(bits + i), low, V.Create(1.0) - low))).Store(bits + i);
    }

    // A multiplication and an addition, not one rounding, so that the bits are the same on every machine.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F32 Uniform(F32 bits, F32 low, F32 span)
    {
        var unit = (bits.AsUInt32() >>> 9 | V.Create(0x3f800000u)).AsSingle() - V.Create(1f);
        return V.MaxNative(low, unit * span + low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F64 Uniform(F64 bits, F64 low, F64 span)
    {
        var unit = (bits.AsUInt64() >>> 12 | V.Create(0x3ff0000000000000ul)).AsDouble() - V.Create(1.0);
        return V.MaxNative(low, unit * span + low);
    }
}
