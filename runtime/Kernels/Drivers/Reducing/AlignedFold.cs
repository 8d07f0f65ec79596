using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.Reducing;

/// <summary>What <see cref="LaneFold{T, TOp}"/> gives, by vectors of 64 bytes that lie in one cache line each, wherever the elements begin.</summary>
/// <remarks>
/// <para>A vector that crosses two lines takes two loads, and from memory a sum of such ran at 0.6 of the speed. The first and the last line are read whole, and what
/// is not of the run is replaced by the identity. So element i goes to lane (i + what lies before it in its line) modulo their number: all lanes turn by as
/// much. The tree combines lanes that are 32, 16, 8, ... of 64 apart (of T's number of them), and such pairs stay pairs when all turn: the bits are the same.</para>
/// <para>Bounds: reads the lines that hold one of the n elements, nothing else; a page holds whole lines. Elements lie at multiples of their size.</para>
/// </remarks>
internal static unsafe class AlignedFold<T, TOp> where T : unmanaged where TOp : struct, IFoldOp<T>
{
    private static int Lanes => LaneFold<T, TOp>.Lanes;

    /// <summary>Whether the run is long enough: the first and the last line are not one.</summary>
    public static bool Takes(int n) => Vector512.IsHardwareAccelerated && TOp.IsCheap && n >= 2 * Lanes;

    /// <summary>The fold of <paramref name="n"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T One(T* p, int n)
    {
        var v = Vector512<T>.Count;
        var none = Vector512.Create(TOp.Identity);
        Line(ref p, ref n, out var before);
        var a = TOp.Combine(none, From(before, Vector512.LoadAligned(p)));
        var b = TOp.Combine(none, Vector512.LoadAligned(p + v));
        var c = TOp.Combine(none, Vector512.LoadAligned(p + (2 * v)));
        var d = TOp.Combine(none, Vector512.LoadAligned(p + (3 * v)));
        for (n -= Lanes, p += Lanes; n >= Lanes; n -= Lanes, p += Lanes)
        {
            a = TOp.Combine(a, Vector512.LoadAligned(p));
            b = TOp.Combine(b, Vector512.LoadAligned(p + v));
            c = TOp.Combine(c, Vector512.LoadAligned(p + (2 * v)));
            d = TOp.Combine(d, Vector512.LoadAligned(p + (3 * v)));
        }
        return Total(a, b, c, d, p, n);
    }

    /// <summary>The folds of two runs of <paramref name="n"/> elements: memory gives more to two readers than to one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Two(T* p, T* q, int n, out T first, out T second)
    {
        var v = Vector512<T>.Count;
        var none = Vector512.Create(TOp.Identity);
        var m = n;
        Line(ref p, ref n, out var before);
        var a = TOp.Combine(none, From(before, Vector512.LoadAligned(p)));
        var b = TOp.Combine(none, Vector512.LoadAligned(p + v));
        var c = TOp.Combine(none, Vector512.LoadAligned(p + (2 * v)));
        var d = TOp.Combine(none, Vector512.LoadAligned(p + (3 * v)));
        Line(ref q, ref m, out before);
        var e = TOp.Combine(none, From(before, Vector512.LoadAligned(q)));
        var f = TOp.Combine(none, Vector512.LoadAligned(q + v));
        var g = TOp.Combine(none, Vector512.LoadAligned(q + (2 * v)));
        var h = TOp.Combine(none, Vector512.LoadAligned(q + (3 * v)));
        for (n -= Lanes, m -= Lanes, p += Lanes, q += Lanes; n >= Lanes && m >= Lanes; n -= Lanes, m -= Lanes, p += Lanes, q += Lanes)
        {
            a = TOp.Combine(a, Vector512.LoadAligned(p));
            b = TOp.Combine(b, Vector512.LoadAligned(p + v));
            c = TOp.Combine(c, Vector512.LoadAligned(p + (2 * v)));
            d = TOp.Combine(d, Vector512.LoadAligned(p + (3 * v)));
            e = TOp.Combine(e, Vector512.LoadAligned(q));
            f = TOp.Combine(f, Vector512.LoadAligned(q + v));
            g = TOp.Combine(g, Vector512.LoadAligned(q + (2 * v)));
            h = TOp.Combine(h, Vector512.LoadAligned(q + (3 * v)));
        }
        // One of them may reach into a group more than the other.
        if (n >= Lanes)
        {
            a = TOp.Combine(a, Vector512.LoadAligned(p));
            b = TOp.Combine(b, Vector512.LoadAligned(p + v));
            c = TOp.Combine(c, Vector512.LoadAligned(p + (2 * v)));
            d = TOp.Combine(d, Vector512.LoadAligned(p + (3 * v)));
            n -= Lanes;
            p += Lanes;
        }
        if (m >= Lanes)
        {
            e = TOp.Combine(e, Vector512.LoadAligned(q));
            f = TOp.Combine(f, Vector512.LoadAligned(q + v));
            g = TOp.Combine(g, Vector512.LoadAligned(q + (2 * v)));
            h = TOp.Combine(h, Vector512.LoadAligned(q + (3 * v)));
            m -= Lanes;
            q += Lanes;
        }
        first = Total(a, b, c, d, p, n);
        second = Total(e, f, g, h, q, m);
    }

    /// <summary>Goes back to where the first element's line begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Line(ref T* p, ref int n, out int before)
    {
        before = (int)((nint)p & (Hardware.LineBytes - 1));
        p = (T*)((byte*)p - before);
        n += before / sizeof(T);
    }

    /// <summary>The vector, with nothing in its first bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> From(int bytes, Vector512<T> line) =>
        Vector512.ConditionalSelect(Mask(bytes), Vector512.Create(TOp.Identity), line);

    /// <summary>The fold of all lanes and of the elements, fewer than these, behind the last whole group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Total(Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d, T* p, int n)
    {
        var v = Vector512<T>.Count;
        if (n >= v)
        {
            a = TOp.Combine(a, Vector512.LoadAligned(p));
            if (n >= 2 * v)
            {
                b = TOp.Combine(b, Vector512.LoadAligned(p + v));
                if (n >= 3 * v)
                {
                    c = TOp.Combine(c, Vector512.LoadAligned(p + (2 * v)));
                    d = TOp.Combine(d, Rest(p, n, 3 * v));
                }
                else
                {
                    c = TOp.Combine(c, Rest(p, n, 2 * v));
                }
            }
            else
            {
                b = TOp.Combine(b, Rest(p, n, v));
            }
        }
        else
        {
            a = TOp.Combine(a, Rest(p, n, 0));
        }
        return LaneFold<T, TOp>.Halve(TOp.Combine(TOp.Combine(a, c), TOp.Combine(b, d)));
    }

    /// <summary>The elements from index <paramref name="from"/> to <paramref name="n"/>, less than a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Rest(T* p, int n, int from)
    {
        var none = Vector512.Create(TOp.Identity);
        // Of a line that holds none of them nothing is known, not even that it may be read.
        return n == from ? none : Vector512.ConditionalSelect(Mask((n - from) * sizeof(T)), Vector512.LoadAligned(p + from), none);
    }

    /// <summary>All bits in the first bytes of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Mask(int bytes)
    {
        var indices = Vector512<byte>.Indices;
        return Vector512.LessThan(indices, Vector512.Create((byte)bytes)).As<byte, T>();
    }
}
