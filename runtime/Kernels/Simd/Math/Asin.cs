using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The arcsine, as <see cref="MathF.Asin"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Asin(F32 x)
    {
        var w = ReduceAsin(V.Abs(x), out var small, out var rest);
        var factor = Select(small, V.Create(1f), V.Create(-2f));
        var tail = Fma(rest, factor, V.AndNot(V.Create(-4.37113883e-08f), small));
        return CopySign(V.AndNot(V.Create(1.57079637f), small) + (w * factor + tail), x);
    }

    // arcsin(x) = w + rest where x <= 1/2, else pi/2 - 2 (w + rest) with w = sqrt((1 - x) / 2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 ReduceAsin(F32 x, out F32 small, out F32 rest)
    {
        small = V.LessThanOrEqual(x, V.Create(0.5f));
        var z = Select(small, x * x, Fma(x, V.Create(-0.5f), V.Create(0.5f)));
        var w = Select(small, x, V.Sqrt(z));
        var p = Fma(V.Create(0.0382265188f), z, V.Create(0.0264825039f));
        p = Fma(p, z, V.Create(0.0450130291f));
        p = Fma(p, z, V.Create(0.0749879181f));
        p = Fma(p, z, V.Create(0.166666731f));
        rest = w * z * p;
        return w;
    }

    /// <summary>The arcsine, as <see cref="Math.Asin"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Asin(F64 x)
    {
        var magnitude = V.Abs(x);
        var w = ReduceAsin(magnitude, out var small, out var rest);
        var sum = FastTwoSum(V.Create(1.5707963267948966), w * V.Create(-2.0), out var error);
        var large = sum + (error + Fma(rest, V.Create(-2.0), V.Create(6.123233995736766e-17)));
        return CopySign(Select(small, w + rest, large), x);
    }

    // arcsin(x) = w + rest where x <= 1/2, else pi/2 - 2 (w + rest) with w = sqrt((1 - x) / 2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 ReduceAsin(F64 x, out F64 small, out F64 rest)
    {
        small = V.LessThanOrEqual(x, V.Create(0.5));
        var z = Select(small, x * x, Fma(x, V.Create(-0.5), V.Create(0.5)));
        var root = V.Sqrt(z);
        var rootLow = ExactFma(-root, root, z) / V.MaxNative(V.Create(1e-300), root + root);
        var w = Select(small, x, root);
        var p = Fma(V.Create(0.03191252849702118), z, V.Create(-0.016224659548438294));
        p = Fma(p, z, V.Create(0.0195285465051472));
        p = Fma(p, z, V.Create(0.006527862847799245));
        p = Fma(p, z, V.Create(0.012169240313613137));
        p = Fma(p, z, V.Create(0.013885230606394317));
        p = Fma(p, z, V.Create(0.01735970531598465));
        p = Fma(p, z, V.Create(0.02237175800875863));
        p = Fma(p, z, V.Create(0.030381959138980525));
        p = Fma(p, z, V.Create(0.044642856828270135));
        p = Fma(p, z, V.Create(0.07500000000337102));
        p = Fma(p, z, V.Create(0.16666666666665408));
        rest = Fma(w * z, p, V.AndNot(rootLow, small));
        return w;
    }
}
