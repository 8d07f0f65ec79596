using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.Reducing;

/// <summary>Folds contiguous elements with 256 bytes of virtual lanes, whatever the vector width: element i goes to lane i modulo their
/// number, and the lanes are halved in a tree. So all widths give the same bits.</summary>
/// <remarks>Bounds: reads exactly n elements at the address given, or as <see cref="AlignedFold{T, TOp}"/> says.</remarks>
internal static unsafe class LaneFold<T, TOp> where T : unmanaged where TOp : struct, IFoldOp<T>
{
    private const int GroupBytes = 256;

    internal static int Lanes => GroupBytes / sizeof(T);

    /// <summary>The fold of <paramref name="n"/> elements.</summary>
    public static T Fold(T* p, int n)
    {
        if (n <= 8) return Tiny(p, n);
        if (Extremum<T, TOp>.Takes(n) && Extremum<T, TOp>.TryFold(p, n, out var extremum)) return extremum;
        if (AlignedFold<T, TOp>.Takes(n)) return AlignedFold<T, TOp>.One(p, n);
        if (Vector512.IsHardwareAccelerated) return Fold512(p, n);
        return Vector256.IsHardwareAccelerated ? Fold256(p, n) : Fold128(p, n);
    }

    /// <summary>The folds of two runs of <paramref name="n"/> elements in memory, which gives more to two readers than to one.</summary>
    public static void FoldTwo(T* p, T* q, int n, out T first, out T second)
    {
        if (AlignedFold<T, TOp>.Takes(n))
        {
            AlignedFold<T, TOp>.Two(p, q, n, out first, out second);
            return;
        }
        if (TOp.IsCheap && Vector256.IsHardwareAccelerated && !Vector512.IsHardwareAccelerated && n % Lanes == 0)
        {
            Two256(p, q, n, out first, out second);
            return;
        }
        first = Fold(p, n);
        second = Fold(q, n);
    }

    /// <summary>What the lanes of a block come to.</summary>
    /// <param name="lanes">All <see cref="Lanes"/> of them.</param>
    public static T Total(T* lanes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var v = Vector512<T>.Count;
            var even = TOp.Combine(Vector512.Load(lanes), Vector512.Load(lanes + 2 * v));
            return Halve(TOp.Combine(even, TOp.Combine(Vector512.Load(lanes + v), Vector512.Load(lanes + 3 * v))));
        }
        // Each lane holds one element more than nothing.
        return Vector256.IsHardwareAccelerated ? Fold256(lanes, Lanes) : Fold128(lanes, Lanes);
    }

    /// <summary>Sets each of <paramref name="n"/> accumulators to itself combined with the element at its index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(T* accumulators, T* elements, int n)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= n - Vector512<T>.Count; i += Vector512<T>.Count)
                TOp.Combine(Vector512.Load(accumulators + i), Vector512.Load(elements + i)).Store(accumulators + i);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= n - 2 * Vector256<T>.Count; i += 2 * Vector256<T>.Count)
            {
                var a = TOp.Combine(Vector256.Load(accumulators + i), Vector256.Load(elements + i));
                var b = TOp.Combine(Vector256.Load(accumulators + i + Vector256<T>.Count), Vector256.Load(elements + i + Vector256<T>.Count));
                a.Store(accumulators + i);
                b.Store(accumulators + i + Vector256<T>.Count);
            }
        }
        for (; i <= n - Vector128<T>.Count; i += Vector128<T>.Count)
            TOp.Combine(Vector128.Load(accumulators + i), Vector128.Load(elements + i)).Store(accumulators + i);
        for (; i < n; i++) accumulators[i] = TOp.Combine(accumulators[i], elements[i]);
    }

    /// <summary>The same tree as below for lanes that hold one element each, the others the identity.</summary>
    private static T Tiny(T* p, int n)
    {
        var none = TOp.Identity;
        var a0 = n > 0 ? p[0] : none;
        var a1 = n > 1 ? p[1] : none;
        var a2 = n > 2 ? p[2] : none;
        var a3 = n > 3 ? p[3] : none;
        if (n > 4) a0 = TOp.Combine(a0, p[4]);
        if (n > 5) a1 = TOp.Combine(a1, p[5]);
        if (n > 6) a2 = TOp.Combine(a2, p[6]);
        if (n > 7) a3 = TOp.Combine(a3, p[7]);
        return TOp.Combine(TOp.Combine(a0, a2), TOp.Combine(a1, a3));
    }

    /// <summary>The elements behind the last whole group, filled up with the identity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tail(T* group, T* p, int n)
    {
        new Span<T>(group, Lanes).Fill(TOp.Identity);
        Unsafe.CopyBlockUnaligned(group, p, (uint)(n * sizeof(T)));
    }

    /// <summary>The fold, 512 bits at a time.</summary>
    /// <param name="p">The first element.</param>
    /// <param name="n">The number of elements, more than 8.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static T Fold512(T* p, int n)
    {
        var v = Vector512<T>.Count;
        var rest = n % Lanes;
        // Before there are accumulators: a call would have them stored in every turn of the loop.
        T* tail = stackalloc T[Lanes];
        if (rest > 0) Tail(tail, p + (n - rest), rest);
        Vector512<T> a, b, c, d;
        a = b = c = d = Vector512.Create(TOp.Identity);
        for (; n >= Lanes; n -= Lanes, p += Lanes)
        {
            a = TOp.Combine(a, Vector512.Load(p));
            b = TOp.Combine(b, Vector512.Load(p + v));
            c = TOp.Combine(c, Vector512.Load(p + 2 * v));
            d = TOp.Combine(d, Vector512.Load(p + 3 * v));
        }
        if (rest > 0)
        {
            a = TOp.Combine(a, Vector512.Load(tail));
            b = TOp.Combine(b, Vector512.Load(tail + v));
            c = TOp.Combine(c, Vector512.Load(tail + 2 * v));
            d = TOp.Combine(d, Vector512.Load(tail + 3 * v));
        }
        var all = TOp.Combine(TOp.Combine(a, c), TOp.Combine(b, d));
        return Halve(all);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static T Fold256(T* p, int n)
    {
        var v = Vector256<T>.Count;
        var rest = n % Lanes;
        // Before there are accumulators: a call would have them stored in every turn of the loop.
        T* tail = stackalloc T[Lanes];
        if (rest > 0) Tail(tail, p + (n - rest), rest);
        Vector256<T> a, b, c, d, e, f, g, h;
        a = b = c = d = e = f = g = h = Vector256.Create(TOp.Identity);
        for (; n >= Lanes; n -= Lanes, p += Lanes)
        {
            a = TOp.Combine(a, Vector256.Load(p));
            b = TOp.Combine(b, Vector256.Load(p + v));
            c = TOp.Combine(c, Vector256.Load(p + 2 * v));
            d = TOp.Combine(d, Vector256.Load(p + 3 * v));
            e = TOp.Combine(e, Vector256.Load(p + 4 * v));
            f = TOp.Combine(f, Vector256.Load(p + 5 * v));
            g = TOp.Combine(g, Vector256.Load(p + 6 * v));
            h = TOp.Combine(h, Vector256.Load(p + 7 * v));
        }
        if (rest > 0)
        {
            a = TOp.Combine(a, Vector256.Load(tail));
            b = TOp.Combine(b, Vector256.Load(tail + v));
            c = TOp.Combine(c, Vector256.Load(tail + 2 * v));
            d = TOp.Combine(d, Vector256.Load(tail + 3 * v));
            e = TOp.Combine(e, Vector256.Load(tail + 4 * v));
            f = TOp.Combine(f, Vector256.Load(tail + 5 * v));
            g = TOp.Combine(g, Vector256.Load(tail + 6 * v));
            h = TOp.Combine(h, Vector256.Load(tail + 7 * v));
        }
        a = TOp.Combine(a, e);
        b = TOp.Combine(b, f);
        c = TOp.Combine(c, g);
        d = TOp.Combine(d, h);
        return Halve(TOp.Combine(TOp.Combine(a, c), TOp.Combine(b, d)));
    }

    // As Fold256, for two: all sixteen registers accumulate.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two256(T* p, T* q, int n, out T first, out T second)
    {
        var v = Vector256<T>.Count;
        Vector256<T> a, b, c, d, e, f, g, h, a2, b2, c2, d2, e2, f2, g2, h2;
        a = b = c = d = e = f = g = h = a2 = b2 = c2 = d2 = e2 = f2 = g2 = h2 = Vector256.Create(TOp.Identity);
        for (; n >= Lanes; n -= Lanes, p += Lanes, q += Lanes)
        {
            a = TOp.Combine(a, Vector256.Load(p));
            b = TOp.Combine(b, Vector256.Load(p + v));
            c = TOp.Combine(c, Vector256.Load(p + 2 * v));
            d = TOp.Combine(d, Vector256.Load(p + 3 * v));
            e = TOp.Combine(e, Vector256.Load(p + 4 * v));
            f = TOp.Combine(f, Vector256.Load(p + 5 * v));
            g = TOp.Combine(g, Vector256.Load(p + 6 * v));
            h = TOp.Combine(h, Vector256.Load(p + 7 * v));
            a2 = TOp.Combine(a2, Vector256.Load(q));
            b2 = TOp.Combine(b2, Vector256.Load(q + v));
            c2 = TOp.Combine(c2, Vector256.Load(q + 2 * v));
            d2 = TOp.Combine(d2, Vector256.Load(q + 3 * v));
            e2 = TOp.Combine(e2, Vector256.Load(q + 4 * v));
            f2 = TOp.Combine(f2, Vector256.Load(q + 5 * v));
            g2 = TOp.Combine(g2, Vector256.Load(q + 6 * v));
            h2 = TOp.Combine(h2, Vector256.Load(q + 7 * v));
        }
        a = TOp.Combine(TOp.Combine(TOp.Combine(a, e), TOp.Combine(c, g)), TOp.Combine(TOp.Combine(b, f), TOp.Combine(d, h)));
        a2 = TOp.Combine(TOp.Combine(TOp.Combine(a2, e2), TOp.Combine(c2, g2)), TOp.Combine(TOp.Combine(b2, f2), TOp.Combine(d2, h2)));
        first = Halve(a);
        second = Halve(a2);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static T Fold128(T* p, int n)
    {
        // Sixteen accumulators of 128 bits: more than some CPUs have registers, so they stay in memory.
        T* lanes = stackalloc T[2 * Lanes];
        var tail = lanes + Lanes;
        new Span<T>(lanes, Lanes).Fill(TOp.Identity);
        for (; n > 0; n -= Lanes, p += Lanes)
        {
            if (n < Lanes)
            {
                Tail(tail, p, n);
                p = tail;
            }
            for (var i = 0; i < Lanes; i += Vector128<T>.Count)
                TOp.Combine(Vector128.Load(lanes + i), Vector128.Load(p + i)).Store(lanes + i);
        }
        for (var half = Lanes / 2; half >= Vector128<T>.Count; half /= 2)
        {
            for (var i = 0; i < half; i += Vector128<T>.Count)
                TOp.Combine(Vector128.Load(lanes + i), Vector128.Load(lanes + half + i)).Store(lanes + i);
        }
        return Halve(Vector128.Load(lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Halve(Vector512<T> v) => Halve(TOp.Combine(v.GetLower(), v.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Halve(Vector256<T> v) => Halve(TOp.Combine(v.GetLower(), v.GetUpper()));

    // Upper lanes take part and are never looked at.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Halve(Vector128<T> v)
    {
        v = TOp.Combine(v, Vector128.Shuffle(v.AsUInt64(), Vector128.Create(1UL, 0)).As<ulong, T>());
        if (sizeof(T) <= 4) v = TOp.Combine(v, Vector128.Shuffle(v.AsUInt32(), Vector128.Create(1U, 0, 3, 2)).As<uint, T>());
        if (sizeof(T) <= 2) v = TOp.Combine(v, Vector128.Shuffle(v.AsUInt16(), Vector128.Create((ushort)1, 0, 3, 2, 5, 4, 7, 6)).As<ushort, T>());
        if (sizeof(T) == 1) v = TOp.Combine(v, Vector128.Shuffle(v.AsByte(), Vector128.Create((byte)1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14)).As<byte, T>());
        return v.ToScalar();
    }
}
