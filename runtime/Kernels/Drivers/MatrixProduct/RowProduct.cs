using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.Drivers.Threads;
using Kernels.Simd;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>Products that packing would not pay for: small matrices, and a vector with a matrix.</summary>
/// <remarks>Bounds: the pair's addresses are touched only within its extents; vector loads and stores cover whole vectors of a row
/// that lies contiguous.</remarks>
internal static unsafe class RowProduct<T, TWide, TVector>
    where T : unmanaged, INumber<T>
    where TWide : struct, IWide<T, TVector>
{
    // A multiple of the lanes of every dtype.
    private const int DotBlock = 1024;

    // So far ahead lines of a row, and of those that follow it, are asked for: vectors that cross two lines come slowly from memory otherwise.
    private const int AheadBytes = 4096;

    /// <summary>Each row of the result is the sum of rows of B, which are contiguous, times the elements of A's row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(in MatrixPair<T> p)
    {
        var w = TWide.Count;
        for (var i = 0; i < p.M; i++)
        {
            T* a = p.A + i * p.ARow, c = p.C + (long)i * p.N;
            var j = 0;
            for (; j <= p.N - 4 * w; j += 4 * w)
            {
                TVector c0, c1, c2, c3;
                c0 = c1 = c2 = c3 = TWide.Splat(T.Zero);
                var b = p.B + j;
                for (var k = 0; k < p.K; k++, b += p.BRow)
                {
                    var x = TWide.Splat(a[k * p.AColumn]);
                    c0 = TWide.MultiplyAdd(x, TWide.Load(b), c0);
                    c1 = TWide.MultiplyAdd(x, TWide.Load(b + w), c1);
                    c2 = TWide.MultiplyAdd(x, TWide.Load(b + 2 * w), c2);
                    c3 = TWide.MultiplyAdd(x, TWide.Load(b + 3 * w), c3);
                }
                TWide.Store(c0, c + j);
                TWide.Store(c1, c + j + w);
                TWide.Store(c2, c + j + 2 * w);
                TWide.Store(c3, c + j + 3 * w);
            }
            for (; j <= p.N - w; j += w)
            {
                var c0 = TWide.Splat(T.Zero);
                var b = p.B + j;
                for (var k = 0; k < p.K; k++, b += p.BRow) c0 = TWide.MultiplyAdd(TWide.Splat(a[k * p.AColumn]), TWide.Load(b), c0);
                TWide.Store(c0, c + j);
            }
            for (; j < p.N; j++)
            {
                var sum = T.Zero;
                for (var k = 0; k < p.K; k++) sum = T.MultiplyAddEstimate(a[k * p.AColumn], p.B[k * p.BRow + j], sum);
                c[j] = sum;
            }
        }
    }

    /// <summary>Each element of the result is an inner product of two contiguous vectors: a matrix times a vector comes here however large it is, and then threads have
    /// chunks of its rows.</summary>
    public static void Dots(in MatrixPair<T> p, int threads)
    {
        var bytes = (double)p.N * p.K * sizeof(T);
        var chunks = p.M > 1 ? 1 : Split.Chunks(bytes * Split.ByteTime, threads, p.N);
        if (chunks == 1)
        {
            Dots(p);
            return;
        }
        var whole = p;
        Chunks.Run(chunks, threads, chunk =>
        {
            var (from, to) = ((int)((long)whole.N * chunk / chunks), (int)((long)whole.N * (chunk + 1) / chunks));
            Dots(new MatrixPair<T>(whole.A, whole.ARow, whole.AColumn, whole.B + from * whole.BColumn, whole.BRow, whole.BColumn, whole.C + from, 1, to - from, whole.K));
        });
    }

    /// <summary>Each element of the result is an inner product of two contiguous vectors, with 256 bytes of virtual lanes whatever the width.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots(in MatrixPair<T> p)
    {
        var w = TWide.Count;
        var lanes = 256 / sizeof(T);
        // A vector that crosses two lines is slow to read right after it was written.
        var memory = stackalloc byte[256 + Hardware.MaxVectorBytes];
        var sums = (T*)ElementwiseDriver.Align(memory);
        for (var i = 0; i < p.M; i++)
        {
            var j = 0;
            for (; lanes == 4 * w && j <= p.N - 4; j += 4) FourDots(p.A + i * p.ARow, p.B + j * p.BColumn, p.BColumn, p.K, p.C + (long)i * p.N + j);
            for (; j < p.N; j++)
            {
                T* a = p.A + i * p.ARow, b = p.B + j * p.BColumn;
                if (lanes == 4 * w)
                {
                    p.C[(long)i * p.N + j] = Dot(a, b, p.K);
                    continue;
                }
                new Span<T>(sums, lanes).Clear();
                var k = 0;
                for (var whole = p.K - p.K % lanes; k < whole;)
                {
                    var end = Math.Min(k + DotBlock, whole);
                    // The accumulators of four vectors at a time fit in registers; the block stays in L1 until all lanes have had it.
                    for (var part = 0; part < lanes; part += 4 * w)
                    {
                        TVector s0 = TWide.Load(sums + part), s1 = TWide.Load(sums + part + w);
                        TVector s2 = TWide.Load(sums + part + 2 * w), s3 = TWide.Load(sums + part + 3 * w);
                        for (var q = k; q < end; q += lanes)
                        {
                            T* x = a + q + part, y = b + q + part;
                            s0 = TWide.MultiplyAdd(TWide.Load(x), TWide.Load(y), s0);
                            s1 = TWide.MultiplyAdd(TWide.Load(x + w), TWide.Load(y + w), s1);
                            s2 = TWide.MultiplyAdd(TWide.Load(x + 2 * w), TWide.Load(y + 2 * w), s2);
                            s3 = TWide.MultiplyAdd(TWide.Load(x + 3 * w), TWide.Load(y + 3 * w), s3);
                        }
                        TWide.Store(s0, sums + part);
                        TWide.Store(s1, sums + part + w);
                        TWide.Store(s2, sums + part + 2 * w);
                        TWide.Store(s3, sums + part + 3 * w);
                    }
                    k = end;
                }
                // Less than a turn of the lanes is left, and the lanes themselves: in vectors while there are whole ones, which matters where K is small.
                var at = 0;
                for (; k <= p.K - w; k += w, at += w) TWide.Store(TWide.MultiplyAdd(TWide.Load(a + k), TWide.Load(b + k), TWide.Load(sums + at)), sums + at);
                for (; k < p.K; k++, at++) sums[at] = T.MultiplyAddEstimate(a[k], b[k], sums[at]);
                var width = lanes / 2;
                for (; width >= w; width /= 2)
                    for (var lane = 0; lane < width; lane += w) TWide.Store(TWide.Add(TWide.Load(sums + lane), TWide.Load(sums + lane + width)), sums + lane);
                p.C[(long)i * p.N + j] = TWide.Total(TWide.Load(sums));
            }
        }
    }

    // The lanes are four vectors, which stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Dot(T* a, T* b, int count)
    {
        var w = TWide.Count;
        TVector s0, s1, s2, s3;
        s0 = s1 = s2 = s3 = TWide.Splat(T.Zero);
        var k = 0;
        for (; k <= count - 4 * w; k += 4 * w)
        {
            Ahead.Lines((byte*)(b + k) + AheadBytes);
            s0 = TWide.MultiplyAdd(TWide.Load(a + k), TWide.Load(b + k), s0);
            s1 = TWide.MultiplyAdd(TWide.Load(a + k + w), TWide.Load(b + k + w), s1);
            s2 = TWide.MultiplyAdd(TWide.Load(a + k + 2 * w), TWide.Load(b + k + 2 * w), s2);
            s3 = TWide.MultiplyAdd(TWide.Load(a + k + 3 * w), TWide.Load(b + k + 3 * w), s3);
        }
        return Ended(a, b, k, count, s0, s1, s2, s3);
    }

    /// <summary>Four inner products with one vector, whose loads they share: the sums of four vectors each stay in the registers, of which there are 32 where
    /// a vector has 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FourDots(T* a, T* b, long step, int count, T* c)
    {
        var w = TWide.Count;
        T* b0 = b, b1 = b + step, b2 = b1 + step, b3 = b2 + step;
        // Of short rows, the four that come next.
        var ahead = (long)count * sizeof(T) < 2 * AheadBytes ? 4 * step * sizeof(T) : AheadBytes;
        TVector s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33;
        s00 = s01 = s02 = s03 = s10 = s11 = s12 = s13 = s20 = s21 = s22 = s23 = s30 = s31 = s32 = s33 = TWide.Splat(T.Zero);
        var k = 0;
        for (; k <= count - 4 * w; k += 4 * w)
        {
            Ahead.Lines((byte*)(b0 + k) + ahead);
            Ahead.Lines((byte*)(b1 + k) + ahead);
            Ahead.Lines((byte*)(b2 + k) + ahead);
            Ahead.Lines((byte*)(b3 + k) + ahead);
            var x = TWide.Load(a + k);
            s00 = TWide.MultiplyAdd(x, TWide.Load(b0 + k), s00);
            s10 = TWide.MultiplyAdd(x, TWide.Load(b1 + k), s10);
            s20 = TWide.MultiplyAdd(x, TWide.Load(b2 + k), s20);
            s30 = TWide.MultiplyAdd(x, TWide.Load(b3 + k), s30);
            x = TWide.Load(a + k + w);
            s01 = TWide.MultiplyAdd(x, TWide.Load(b0 + k + w), s01);
            s11 = TWide.MultiplyAdd(x, TWide.Load(b1 + k + w), s11);
            s21 = TWide.MultiplyAdd(x, TWide.Load(b2 + k + w), s21);
            s31 = TWide.MultiplyAdd(x, TWide.Load(b3 + k + w), s31);
            x = TWide.Load(a + k + 2 * w);
            s02 = TWide.MultiplyAdd(x, TWide.Load(b0 + k + 2 * w), s02);
            s12 = TWide.MultiplyAdd(x, TWide.Load(b1 + k + 2 * w), s12);
            s22 = TWide.MultiplyAdd(x, TWide.Load(b2 + k + 2 * w), s22);
            s32 = TWide.MultiplyAdd(x, TWide.Load(b3 + k + 2 * w), s32);
            x = TWide.Load(a + k + 3 * w);
            s03 = TWide.MultiplyAdd(x, TWide.Load(b0 + k + 3 * w), s03);
            s13 = TWide.MultiplyAdd(x, TWide.Load(b1 + k + 3 * w), s13);
            s23 = TWide.MultiplyAdd(x, TWide.Load(b2 + k + 3 * w), s23);
            s33 = TWide.MultiplyAdd(x, TWide.Load(b3 + k + 3 * w), s33);
        }
        c[0] = Ended(a, b0, k, count, s00, s01, s02, s03);
        c[1] = Ended(a, b1, k, count, s10, s11, s12, s13);
        c[2] = Ended(a, b2, k, count, s20, s21, s22, s23);
        c[3] = Ended(a, b3, k, count, s30, s31, s32, s33);
    }

    // Less than a turn of the lanes is left, and the lanes themselves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Ended(T* a, T* b, int k, int count, TVector s0, TVector s1, TVector s2, TVector s3)
    {
        var w = TWide.Count;
        var vectors = (count - k) / w;
        if (vectors > 0) s0 = TWide.MultiplyAdd(TWide.Load(a + k), TWide.Load(b + k), s0);
        if (vectors > 1) s1 = TWide.MultiplyAdd(TWide.Load(a + k + w), TWide.Load(b + k + w), s1);
        if (vectors > 2) s2 = TWide.MultiplyAdd(TWide.Load(a + k + 2 * w), TWide.Load(b + k + 2 * w), s2);
        k += vectors * w;
        if (k < count)
        {
            // Into the first lanes of the next vector; the others get products of zeros, which change nothing, since no lane ever holds -0.
            TVector x = TWide.LoadPart(a + k, count - k), y = TWide.LoadPart(b + k, count - k);
            if (vectors == 0) s0 = TWide.MultiplyAdd(x, y, s0);
            else if (vectors == 1) s1 = TWide.MultiplyAdd(x, y, s1);
            else if (vectors == 2) s2 = TWide.MultiplyAdd(x, y, s2);
            else s3 = TWide.MultiplyAdd(x, y, s3);
        }
        return TWide.Total(TWide.Add(TWide.Add(s0, s2), TWide.Add(s1, s3)));
    }

    /// <summary>Any strides, one element at a time.</summary>
    public static void Elements(in MatrixPair<T> p)
    {
        for (var i = 0; i < p.M; i++)
        {
            for (var j = 0; j < p.N; j++)
            {
                T* a = p.A + i * p.ARow, b = p.B + j * p.BColumn;
                var sum = T.Zero;
                for (var k = 0; k < p.K; k++, a += p.AColumn, b += p.BRow) sum = T.MultiplyAddEstimate(*a, *b, sum);
                p.C[(long)i * p.N + j] = sum;
            }
        }
    }
}
