using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Kernels.Drivers.Threads;
using Kernels.Simd;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>Products of a few rows with a large matrix, which is read once, from memory and in its own order: to pack it would take as long as
/// the product.</summary>
/// <remarks>
/// <para>A strip of columns takes a few rows of B after the other, and its sums wait in the caches meanwhile; a thread has strips of its own.
/// An element is the same sum as in <see cref="PackedProduct{T, TTile}"/>: over k in order, in blocks whose length follows from K alone.</para>
/// <para>Bounds: the pair's addresses are touched only within its extents. Of less than four rows the last one stands for those that are
/// missing, in A and in the sums: it is computed twice and stored twice, to the same value.</para>
/// </remarks>
internal static unsafe partial class SkinnyProduct<T, TWide, TVector>
    where T : unmanaged, INumber<T>
    where TWide : struct, IWide<T, TVector>
{
    /// <summary>The most rows: more of them read B from the caches once it is packed.</summary>
    public const int MostRows = 8;

    private const int Group = 4;

    // Rows of B that are read side by side: as many as the CPU recognizes as streams, and so many that loading and storing the sums takes little beside them.
    private const int Streams = 8;

    // A strip's piece of a row of B is long beside what the CPU fetches before it knows the stream, and its sums stay in L2.
    private const int StripBytes = 16 << 10;
    private const int ShortStripBytes = 1 << 10;
    private const int StripsPerThread = 4;

    /// <summary>Computes the product of rows of B that lie contiguous.</summary>
    public static void Run(in MatrixPair<T> pair, int threads)
    {
        threads = ProductPlan.ThreadsFor((long)pair.M * pair.N * pair.K, threads);
        var least = ShortStripBytes / sizeof(T);
        var columns = threads == 1 ? StripBytes / sizeof(T) : Math.Clamp(ProductPlan.Divide(pair.N, threads * StripsPerThread), least, StripBytes / sizeof(T));
        columns = ProductPlan.RoundUp(columns, least);
        // Blocks but the first are summed aside.
        var depth = ProductPlan.DepthOf(pair.K);
        var aside = depth < pair.K ? BufferPool.Rent<T>(checked(pair.M * pair.N)) : null;
        fixed (T* sums = aside)
        {
            var work = new Work { Pair = pair, Columns = columns, Depth = depth, Aside = sums };
            ForkJoin.Run(&Strip, &work, ProductPlan.Divide(pair.N, columns), threads);
        }
        if (aside is not null) BufferPool.Return(aside);
    }

    private static void Strip(void* context, int strip)
    {
        ref readonly var work = ref *(Work*)context;
        ref readonly var pair = ref work.Pair;
        var j = strip * work.Columns;
        var columns = Math.Min(work.Columns, pair.N - j);
        for (var k = 0; k < pair.K; k += work.Depth)
        {
            var sums = (k == 0 ? pair.C : work.Aside) + j;
            var end = Math.Min(k + work.Depth, pair.K);
            for (var r = 0; r < pair.M; r++) new Span<T>(sums + (long)r * pair.N, columns).Clear();
            for (var at = k; at < end; at += Streams)
                Sweep(pair, at, Math.Min(Streams, end - at), j, sums, columns);
            if (k == 0) continue;
            for (var r = 0; r < pair.M; r++) Add(pair.C + (long)r * pair.N + j, sums + (long)r * pair.N, columns);
        }
    }

    // More than four rows at once where the registers hold their sums: B comes from memory once, and is done.
    private static void Sweep(in MatrixPair<T> pair, int k, int depth, int j, T* sums, int columns)
    {
        if (pair.M == 1 && depth == Streams)
        {
            SweepOne(pair, k, j, sums, columns);
            return;
        }
        var done = pair.M > Group && TWide.Count * sizeof(T) == Vector512<byte>.Count ? SweepEight(pair, k, depth, j, sums, columns) : 0;
        if (done == columns) return;
        for (var r = 0; r < pair.M; r += Group) Sweep(pair, r, k, depth, j + done, sums + done, columns - done);
    }

    /// <summary>Adds a few rows of B, times elements of up to four rows of A, to the sums of a strip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sweep(in MatrixPair<T> pair, int r, int k, int depth, int j, T* sums, int columns)
    {
        var w = TWide.Count;
        int last = pair.M - 1 - r, second = Math.Min(1, last), third = Math.Min(2, last), fourth = Math.Min(3, last);
        long step = pair.AColumn, row = pair.BRow, stride = pair.N;
        var a = pair.A + r * pair.ARow + k * step;
        T* a0 = a, a1 = a + second * pair.ARow, a2 = a + third * pair.ARow, a3 = a + fourth * pair.ARow;
        sums += r * stride;
        T* c0 = sums, c1 = sums + second * stride, c2 = sums + third * stride, c3 = sums + fourth * stride;
        var b = pair.B + k * row + j * pair.BColumn;
        var ahead = Streams * row;
        var x = 0;
        for (; x <= columns - 2 * w; x += 2 * w)
        {
            TVector s00 = TWide.Load(c0 + x), s01 = TWide.Load(c0 + x + w), s10 = TWide.Load(c1 + x), s11 = TWide.Load(c1 + x + w);
            TVector s20 = TWide.Load(c2 + x), s21 = TWide.Load(c2 + x + w), s30 = TWide.Load(c3 + x), s31 = TWide.Load(c3 + x + w);
            var from = b + x;
            for (nint q = 0, at = 0; q < depth; q++, at += (nint)step, from += row)
            {
                TVector b0 = TWide.Load(from), b1 = TWide.Load(from + w);
                // A row of the next sweep, since the CPU itself looks ahead to the end of a page only. It takes a third of the time from memory.
                Ahead.Line(from + ahead);
                Ahead.Line(from + ahead + w);
                var y = TWide.Splat(a0[at]);
                s00 = TWide.MultiplyAdd(y, b0, s00);
                s01 = TWide.MultiplyAdd(y, b1, s01);
                y = TWide.Splat(a1[at]);
                s10 = TWide.MultiplyAdd(y, b0, s10);
                s11 = TWide.MultiplyAdd(y, b1, s11);
                y = TWide.Splat(a2[at]);
                s20 = TWide.MultiplyAdd(y, b0, s20);
                s21 = TWide.MultiplyAdd(y, b1, s21);
                y = TWide.Splat(a3[at]);
                s30 = TWide.MultiplyAdd(y, b0, s30);
                s31 = TWide.MultiplyAdd(y, b1, s31);
            }
            TWide.Store(s00, c0 + x);
            TWide.Store(s01, c0 + x + w);
            TWide.Store(s10, c1 + x);
            TWide.Store(s11, c1 + x + w);
            TWide.Store(s20, c2 + x);
            TWide.Store(s21, c2 + x + w);
            TWide.Store(s30, c3 + x);
            TWide.Store(s31, c3 + x + w);
        }
        for (; x < columns; x++)
        {
            T s0 = c0[x], s1 = c1[x], s2 = c2[x], s3 = c3[x];
            var from = b + x;
            for (nint q = 0, at = 0; q < depth; q++, at += (nint)step, from += row)
            {
                s0 = T.MultiplyAddEstimate(a0[at], *from, s0);
                s1 = T.MultiplyAddEstimate(a1[at], *from, s1);
                s2 = T.MultiplyAddEstimate(a2[at], *from, s2);
                s3 = T.MultiplyAddEstimate(a3[at], *from, s3);
            }
            (c0[x], c1[x], c2[x], c3[x]) = (s0, s1, s2, s3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(T* to, T* from, int count)
    {
        var i = 0;
        for (; i <= count - TWide.Count; i += TWide.Count) TWide.Store(TWide.Add(TWide.Load(to + i), TWide.Load(from + i)), to + i);
        for (; i < count; i++) to[i] += from[i];
    }

    private struct Work
    {
        public MatrixPair<T> Pair;
        public int Columns;
        public int Depth;
        public T* Aside;
    }
}
