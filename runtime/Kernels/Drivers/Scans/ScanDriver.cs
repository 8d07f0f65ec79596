using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Scans;

/// <summary>Scans of contiguous arrays on the CPU: each element of the result combines those up to it along an axis.</summary>
/// <remarks>Along the axis always in order, element after element, so that neither threads nor widths have a say in the result.</remarks>
internal static class ScanDriver
{
    // Rows that are scanned side by side: each waits for its own last addition, four of them keep the adder busy.
    private const int Abreast = 4;

    // What a thread takes of each row when it goes down the columns: what it wrote last is in L1 when the next row needs it.
    private const int ColumnBytes = 8192;

    // The nanoseconds that an element takes: an addition that waits for the last one, or one of a vector.
    private const double Waiting = 1.2, Streaming = 0.3;

    /// <summary>The scan along an axis.</summary>
    /// <param name="x">Contiguous, on the CPU.</param>
    /// <param name="axis">From 0 on.</param>
    /// <param name="operation">For messages.</param>
    /// <param name="threads">How many threads may work; has no say in the result.</param>
    public static NDArray<T> Run<T, TScan>(NDArray<T> x, int axis, string operation, int threads) where TScan : struct, IScan<T>
    {
        var result = NDArray.Uninitialized<T>(x.Shape, operation, out _);
        if (x.Size == 0) return result;
        int n = x.Shape[axis], outer = 1, inner = 1;
        foreach (var extent in x.Shape.AsSpan()[..axis]) outer *= extent;
        foreach (var extent in x.Shape.AsSpan()[(axis + 1)..]) inner *= extent;
        T[] from = x.HostData, to = result.HostData;
        int start = x.Offset, target = result.Offset;
        if (inner == 1)
        {
            var groups = (outer + Abreast - 1) / Abreast;
            var chunks = Split.Chunks(x.Size * Waiting / Math.Min(outer, Abreast), threads, groups);
            Chunks.Run(chunks, threads, chunk =>
            {
                int group = (int)((long)groups * chunk / chunks), end = (int)((long)groups * (chunk + 1) / chunks);
                for (; group < end; group++)
                    Rows<T, TScan>(ref from[start + group * Abreast * n], ref to[target + group * Abreast * n], n, Math.Min(Abreast, outer - group * Abreast));
            });
        }
        else
        {
            var width = Math.Max(Vector<T>.Count, ColumnBytes / Unsafe.SizeOf<T>());
            // Few columns are split too where there are threads for them, at whole cache lines.
            var least = 256 / Unsafe.SizeOf<T>();
            if (threads > 1 && outer < threads) width = Math.Min(width, Math.Max(least, (inner / (2 * threads) + least - 1) / least * least));
            var blocks = (inner + width - 1) / width;
            var work = (long)outer * blocks;
            var chunks = Split.Chunks(x.Size * Streaming, threads, work);
            Chunks.Run(chunks, threads, chunk =>
            {
                long item = work * chunk / chunks, end = work * (chunk + 1) / chunks;
                for (; item < end; item++)
                {
                    int row = (int)(item / blocks), column = (int)(item % blocks) * width;
                    var position = row * n * inner + column;
                    Columns<T, TScan>(ref from[start + position], ref to[target + position], n, inner, Math.Min(width, inner - column));
                }
            });
        }
        GC.KeepAlive(x);
        return result;
    }

    // Up to four rows of n elements, one behind the other.
    private static void Rows<T, TScan>(ref T from, ref T to, int n, int rows) where TScan : struct, IScan<T>
    {
        if (rows < Abreast)
        {
            for (; rows > 0; rows--, from = ref Unsafe.Add(ref from, n), to = ref Unsafe.Add(ref to, n))
            {
                var sum = from;
                to = sum;
                for (nint i = 1; i < n; i++)
                {
                    sum = TScan.Combine(sum, Unsafe.Add(ref from, i));
                    Unsafe.Add(ref to, i) = sum;
                }
            }
            return;
        }
        ref T f1 = ref Unsafe.Add(ref from, n), f2 = ref Unsafe.Add(ref f1, n), f3 = ref Unsafe.Add(ref f2, n);
        ref T t1 = ref Unsafe.Add(ref to, n), t2 = ref Unsafe.Add(ref t1, n), t3 = ref Unsafe.Add(ref t2, n);
        T s0 = from, s1 = f1, s2 = f2, s3 = f3;
        (to, t1, t2, t3) = (s0, s1, s2, s3);
        for (nint i = 1; i < n; i++)
        {
            s0 = TScan.Combine(s0, Unsafe.Add(ref from, i));
            s1 = TScan.Combine(s1, Unsafe.Add(ref f1, i));
            s2 = TScan.Combine(s2, Unsafe.Add(ref f2, i));
            s3 = TScan.Combine(s3, Unsafe.Add(ref f3, i));
            Unsafe.Add(ref to, i) = s0;
            Unsafe.Add(ref t1, i) = s1;
            Unsafe.Add(ref t2, i) = s2;
            Unsafe.Add(ref t3, i) = s3;
        }
    }

    // Some columns of n rows, each row in vectors over the one before it.
    private static void Columns<T, TScan>(ref T from, ref T to, int n, int stride, int width) where TScan : struct, IScan<T>
    {
        MemoryMarshal.CreateSpan(ref from, width).CopyTo(MemoryMarshal.CreateSpan(ref to, width));
        for (var row = 1; row < n; row++)
        {
            ref var last = ref to;
            from = ref Unsafe.Add(ref from, stride);
            to = ref Unsafe.Add(ref to, stride);
            nint i = 0;
            for (; i <= width - Vector<T>.Count; i += Vector<T>.Count)
                Vector.StoreUnsafe(TScan.Combine(Vector.LoadUnsafe(ref last, (nuint)i), Vector.LoadUnsafe(ref from, (nuint)i)), ref to, (nuint)i);
            for (; i < width; i++) Unsafe.Add(ref to, i) = TScan.Combine(Unsafe.Add(ref last, i), Unsafe.Add(ref from, i));
        }
    }
}
