using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.Reducing;

/// <summary>The sum of squared deviations from a mean: what <see cref="LaneFold{T, TOp}"/> gives of them, without storing them.</summary>
/// <remarks>Bounds: reads exactly n elements at the address given.</remarks>
internal static unsafe class DeviationFold<T> where T : unmanaged, INumber<T>
{
    private static int Lanes => LaneFold<T, SumOp<T>>.Lanes;

    [SkipLocalsInit]
    public static T Fold(T* p, T mean, int n)
    {
        if (n < Lanes || !Vector256.IsHardwareAccelerated) return FoldStored(p, mean, n);
        // Lanes without an element add the identity.
        var tail = stackalloc T[Lanes];
        var rest = n % Lanes;
        new Span<T>(tail + rest, Lanes - rest).Fill(SumOp<T>.Identity);
        Square(p + (n - rest), mean, tail, rest);
        return Vector512.IsHardwareAccelerated ? Fold512(p, mean, n - rest, rest > 0 ? tail : null) : Fold256(p, mean, n - rest, rest > 0 ? tail : null);
    }

    private static T FoldStored(T* p, T mean, int n)
    {
        var squares = stackalloc T[n];
        Square(p, mean, squares, n);
        return LaneFold<T, SumOp<T>>.Fold(squares, n);
    }

    private static void Square(T* p, T mean, T* squares, int n)
    {
        for (var i = 0; i < n; i++) squares[i] = (p[i] - mean) * (p[i] - mean);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Fold512(T* p, T mean, int n, T* tail)
    {
        var v = Vector512<T>.Count;
        var m = Vector512.Create(mean);
        Vector512<T> a, b, c, d;
        a = b = c = d = Vector512.Create(SumOp<T>.Identity);
        for (; n > 0; n -= Lanes, p += Lanes)
        {
            Vector512<T> w = Vector512.Load(p) - m, x = Vector512.Load(p + v) - m, y = Vector512.Load(p + 2 * v) - m, z = Vector512.Load(p + 3 * v) - m;
            a += w * w;
            b += x * x;
            c += y * y;
            d += z * z;
        }
        if (tail is not null)
        {
            a += Vector512.Load(tail);
            b += Vector512.Load(tail + v);
            c += Vector512.Load(tail + 2 * v);
            d += Vector512.Load(tail + 3 * v);
        }
        var all = a + c + (b + d);
        return LaneFold<T, SumOp<T>>.Halve(all.GetLower() + all.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Fold256(T* p, T mean, int n, T* tail)
    {
        var v = Vector256<T>.Count;
        var m = Vector256.Create(mean);
        Vector256<T> a, b, c, d, e, f, g, h;
        a = b = c = d = e = f = g = h = Vector256.Create(SumOp<T>.Identity);
        for (; n > 0; n -= Lanes, p += Lanes)
        {
            Vector256<T> w = Vector256.Load(p) - m, x = Vector256.Load(p + v) - m, y = Vector256.Load(p + 2 * v) - m, z = Vector256.Load(p + 3 * v) - m;
            a += w * w;
            b += x * x;
            c += y * y;
            d += z * z;
            w = Vector256.Load(p + 4 * v) - m;
            x = Vector256.Load(p + 5 * v) - m;
            y = Vector256.Load(p + 6 * v) - m;
            z = Vector256.Load(p + 7 * v) - m;
            e += w * w;
            f += x * x;
            g += y * y;
            h += z * z;
        }
        if (tail is not null)
        {
            a += Vector256.Load(tail);
            b += Vector256.Load(tail + v);
            c += Vector256.Load(tail + 2 * v);
            d += Vector256.Load(tail + 3 * v);
            e += Vector256.Load(tail + 4 * v);
            f += Vector256.Load(tail + 5 * v);
            g += Vector256.Load(tail + 6 * v);
            h += Vector256.Load(tail + 7 * v);
        }
        return LaneFold<T, SumOp<T>>.Halve(a + e + (c + g) + (b + f + (d + h)));
    }
}
