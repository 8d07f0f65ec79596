using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;

namespace Kernels.Simd;

// Functions that are computed lane by lane with System.Math. A vector version takes its function out of here.
[PerWidth]
public static partial class VectorMath
{
    /// <summary>The tangent of an angle in radians, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Tan(F32 x)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Tan(x.GetElement(k)));
        return result;
    }

    /// <summary>The tangent of an angle in radians, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Tan(F64 x)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Tan(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse sine, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Asin(F32 x)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Asin(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse sine, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Asin(F64 x)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Asin(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse cosine, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Acos(F32 x)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Acos(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse cosine, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Acos(F64 x)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Acos(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse tangent, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Atan(F32 x)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Atan(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse tangent, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Atan(F64 x)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Atan(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse hyperbolic sine, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Asinh(F32 x)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Asinh(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse hyperbolic sine, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Asinh(F64 x)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Asinh(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse hyperbolic cosine, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Acosh(F32 x)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Acosh(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse hyperbolic cosine, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Acosh(F64 x)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Acosh(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse hyperbolic tangent, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Atanh(F32 x)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Atanh(x.GetElement(k)));
        return result;
    }

    /// <summary>The inverse hyperbolic tangent, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Atanh(F64 x)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Atanh(x.GetElement(k)));
        return result;
    }

    /// <summary>The cube root, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Cbrt(F32 x)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Cbrt(x.GetElement(k)));
        return result;
    }

    /// <summary>The cube root, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Cbrt(F64 x)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Cbrt(x.GetElement(k)));
        return result;
    }

    /// <summary>The error function, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Erf(F32 x)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, SpecialFunctions.Erf(x.GetElement(k)));
        return result;
    }

    /// <summary>The error function, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Erf(F64 x)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, SpecialFunctions.Erf(x.GetElement(k)));
        return result;
    }

    /// <summary>The angle of the point (x, y), lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Atan2(F32 y, F32 x)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Atan2(y.GetElement(k), x.GetElement(k)));
        return result;
    }

    /// <summary>The angle of the point (x, y), lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Atan2(F64 y, F64 x)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Atan2(y.GetElement(k), x.GetElement(k)));
        return result;
    }

    /// <summary>The power x^y, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Pow(F32 x, F32 y)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Pow(x.GetElement(k), y.GetElement(k)));
        return result;
    }

    /// <summary>The power x^y, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Pow(F64 x, F64 y)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Pow(x.GetElement(k), y.GetElement(k)));
        return result;
    }

    /// <summary>The length of (x, y), lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Hypot(F32 x, F32 y)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, float.Hypot(x.GetElement(k), y.GetElement(k)));
        return result;
    }

    /// <summary>The length of (x, y), lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Hypot(F64 x, F64 y)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, double.Hypot(x.GetElement(k), y.GetElement(k)));
        return result;
    }

    /// <summary>The remainder x % y, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F32 Remainder(F32 x, F32 y)
    {
        var result = F32.Zero;
        for (var k = 0; k < F32.Count; k++) result = result.WithElement(k, x.GetElement(k) % y.GetElement(k));
        return result;
    }

    /// <summary>The remainder x % y, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F64 Remainder(F64 x, F64 y)
    {
        var result = F64.Zero;
        for (var k = 0; k < F64.Count; k++) result = result.WithElement(k, x.GetElement(k) % y.GetElement(k));
        return result;
    }
}
