using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.Reducing;

/// <summary>Folds many rows, each to a value, or several into the same accumulators.</summary>
/// <remarks>Bounds: reads the elements of the rows and nothing else.</remarks>
internal static unsafe class RowFold<T, TOp> where T : unmanaged where TOp : struct, IFoldOp<T>
{
    /// <summary>Rows that <see cref="Accumulate"/> adds.</summary>
    public const int Together = 4;

    /// <summary>Folds each row of a contiguous block element by element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InOrder(T* p, int rows, int length, T* results)
    {
        var row = 0;
        if (Vector256.IsHardwareAccelerated && sizeof(T) == 4)
        {
            // A vector across eight rows.
            for (; row <= rows - 8; row += 8, p += 8 * length)
            {
                var sum = Across4(p, length);
                for (var i = 1; i < length; i++) sum = TOp.Combine(sum, Across4(p + i, length));
                sum.Store(results + row);
            }
        }
        else if (Vector256.IsHardwareAccelerated && sizeof(T) == 8)
        {
            for (; row <= rows - 4; row += 4, p += 4 * length)
            {
                var sum = Across8(p, length);
                for (var i = 1; i < length; i++) sum = TOp.Combine(sum, Across8(p + i, length));
                sum.Store(results + row);
            }
        }
        for (; row < rows; row++, p += length)
        {
            var sum = p[0];
            for (var i = 1; i < length; i++) sum = TOp.Combine(sum, p[i]);
            results[row] = sum;
        }
    }

    /// <summary>Folds each column of planes that lie one after the other, element by element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InPlanes(T* p, int columns, int length, T* results)
    {
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var v = Vector256<T>.Count;
            for (; i <= columns - 2 * v; i += 2 * v)
            {
                var low = Vector256.Load(p + i);
                var high = Vector256.Load(p + i + v);
                var plane = p + i;
                for (var k = 1; k < length; k++)
                {
                    plane += columns;
                    low = TOp.Combine(low, Vector256.Load(plane));
                    high = TOp.Combine(high, Vector256.Load(plane + v));
                }
                low.Store(results + i);
                high.Store(results + i + v);
            }
        }
        for (; i < columns; i++)
        {
            var sum = p[i];
            for (var k = 1; k < length; k++) sum = TOp.Combine(sum, p[i + k * columns]);
            results[i] = sum;
        }
    }

    /// <summary>Folds each row of a contiguous block as <see cref="LaneFold{T, TOp}"/> does.</summary>
    public static void InLanes(T* p, int rows, int length, T* results)
    {
        if (!Extremum<T, TOp>.Takes(length) && Vector256.IsHardwareAccelerated && length <= LaneFold<T, TOp>.Lanes && length >= Vector256<T>.Count)
        {
            OneGroup(p, rows, length, results);
            return;
        }
        var row = 0;
        // Two at a time fill all registers of 256 bits; two runs of 512-bit vectors are read faster one after the other where they lie so.
        if (!Vector512.IsHardwareAccelerated && length % LaneFold<T, TOp>.Lanes == 0)
            for (; row < rows - 1; row += 2, p += 2 * length) LaneFold<T, TOp>.FoldTwo(p, p + length, length, out results[row], out results[row + 1]);
        for (; row < rows; row++, p += length) results[row] = LaneFold<T, TOp>.Fold(p, length);
    }

    /// <summary>Adds <see cref="Together"/> rows, so many bytes apart, to the accumulators, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(T* accumulators, T* first, long apart, int n)
    {
        T* a = first, b = (T*)((byte*)a + apart), c = (T*)((byte*)b + apart), d = (T*)((byte*)c + apart);
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var v = Vector256<T>.Count;
            for (; i <= n - 2 * v; i += 2 * v)
            {
                var low = TOp.Combine(Vector256.Load(accumulators + i), Vector256.Load(a + i));
                var high = TOp.Combine(Vector256.Load(accumulators + i + v), Vector256.Load(a + i + v));
                low = TOp.Combine(low, Vector256.Load(b + i));
                high = TOp.Combine(high, Vector256.Load(b + i + v));
                low = TOp.Combine(low, Vector256.Load(c + i));
                high = TOp.Combine(high, Vector256.Load(c + i + v));
                TOp.Combine(low, Vector256.Load(d + i)).Store(accumulators + i);
                TOp.Combine(high, Vector256.Load(d + i + v)).Store(accumulators + i + v);
            }
        }
        for (; i <= n - Vector128<T>.Count; i += Vector128<T>.Count)
        {
            var sum = TOp.Combine(TOp.Combine(Vector128.Load(accumulators + i), Vector128.Load(a + i)), Vector128.Load(b + i));
            TOp.Combine(TOp.Combine(sum, Vector128.Load(c + i)), Vector128.Load(d + i)).Store(accumulators + i);
        }
        for (; i < n; i++)
        {
            var sum = TOp.Combine(TOp.Combine(accumulators[i], a[i]), b[i]);
            accumulators[i] = TOp.Combine(TOp.Combine(sum, c[i]), d[i]);
        }
    }

    /// <summary>Rows of at least a vector that fill the lanes at most once: lanes without an element would add the identity, and are left out.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneGroup(T* p, int rows, int length, T* results)
    {
        var v = Vector256<T>.Count;
        int whole = length / v, rest = length - whole * v, vectors = rest > 0 ? whole + 1 : whole;
        // The vector that ends with the row is rotated to where its last elements belong: [identity..., those] would be the wrong lanes.
        T* tail = stackalloc T[2 * v];
        Vector256.Create(TOp.Identity).Store(tail + v);
        for (var row = 0; row < rows; row++, p += length)
        {
            Vector256<T> last;
            if (rest > 0)
            {
                Vector256.Load(p + length - v).Store(tail);
                last = Vector256.Load(tail + v - rest);
            }
            else
            {
                last = Vector256.Load(p + length - v);
            }
            var a = Vector256.Load(p);
            if (vectors == 4)
            {
                a = TOp.Combine(TOp.Combine(a, Vector256.Load(p + 2 * v)), TOp.Combine(Vector256.Load(p + v), last));
            }
            else if (vectors > 1)
            {
                var b = At(p, 1, vectors, last);
                if (vectors > 5)
                {
                    a = TOp.Combine(a, Vector256.Load(p + 4 * v));
                    b = TOp.Combine(b, At(p, 5, vectors, last));
                }
                else if (vectors > 4)
                {
                    a = TOp.Combine(a, last);
                }
                if (vectors > 2)
                {
                    var c = At(p, 2, vectors, last);
                    if (vectors > 6) c = TOp.Combine(c, At(p, 6, vectors, last));
                    a = TOp.Combine(a, c);
                }
                if (vectors > 3)
                {
                    var d = At(p, 3, vectors, last);
                    if (vectors > 7) d = TOp.Combine(d, last);
                    b = TOp.Combine(b, d);
                }
                a = TOp.Combine(a, b);
            }
            else
            {
                a = last;
            }
            results[row] = LaneFold<T, TOp>.Halve(a);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> At(T* p, int index, int vectors, Vector256<T> last) =>
        index == vectors - 1 ? last : Vector256.Load(p + index * Vector256<T>.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Across4(T* p, int apart)
    {
        var x = (uint*)p;
        return Vector256.Create(x[0], x[apart], x[2 * apart], x[3 * apart], x[4 * apart], x[5 * apart], x[6 * apart], x[7 * apart]).As<uint, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Across8(T* p, int apart)
    {
        var x = (ulong*)p;
        return Vector256.Create(x[0], x[apart], x[2 * apart], x[3 * apart]).As<ulong, T>();
    }
}
