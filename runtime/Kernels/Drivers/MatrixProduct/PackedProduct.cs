using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>The matrix product by packed panels and a register tile, after Goto and van de Geijn, "Anatomy of high-performance matrix
/// multiplication" (2008).</summary>
/// <remarks>
/// <para>An element of the result is the sum over k in order, in blocks of <see cref="Depth"/>: neither the tile nor the range of rows and columns
/// that one thread takes has a say in it.</para>
/// <para>Bounds: panels are padded with zeros to whole tiles, a tile that sticks out of the result is stored aside and copied in part.
/// The pair's own addresses are touched only at [i, k], [k, j] and [i, j] within its extents.</para>
/// </remarks>
internal static unsafe class PackedProduct<T, TWide, TVector>
    where T : unmanaged, INumber<T>
    where TWide : struct, IWide<T, TVector>
{
    // 6 x 2 vectors: 12 accumulators, 2 vectors of B and a splat of A fill the 16 registers of AVX2.
    private const int TileRows = 6;

    // A panel of B is Depth x 2 vectors, half of an L1 cache of 32 KB.
    private const int Depth = 256;

    // Rows of B that are packed side by side.
    private const int PackedRows = 8;

    private static int TileColumns => 2 * TWide.Count;

    // The block of A stays in L2: 192 KB of it.
    private static int BlockRows => 768 / sizeof(T) / TileRows * TileRows;

    // The block of B stays in L3: 2 MB of it.
    private static int BlockColumns => 8192 / sizeof(T);

    /// <summary>Computes rows [i0, i1) and columns [j0, j1) of the result.</summary>
    public static void Run(in MatrixPair<T> pair, int i0, int i1, int j0, int j1)
    {
        int rows = Math.Min(BlockRows, i1 - i0), columns = Math.Min(BlockColumns, j1 - j0), depth = Math.Min(Depth, pair.K);
        var panelsA = BufferPool.Rent<T>(RoundUp(rows, TileRows) * depth + 16);
        var panelsB = BufferPool.Rent<T>(RoundUp(columns, TileColumns) * depth + 16);
        fixed (T* pa = panelsA, pb = panelsB)
        {
            T* a = Align(pa), b = Align(pb);
            for (var j = j0; j < j1; j += BlockColumns)
            {
                var nc = Math.Min(BlockColumns, j1 - j);
                for (var k = 0; k < pair.K; k += Depth)
                {
                    var kc = Math.Min(Depth, pair.K - k);
                    PackB(pair.B + k * pair.BRow + j * pair.BColumn, pair.BRow, pair.BColumn, b, kc, nc);
                    for (var i = i0; i < i1; i += BlockRows)
                    {
                        var mc = Math.Min(BlockRows, i1 - i);
                        PackA(pair.A + i * pair.ARow + k * pair.AColumn, pair.ARow, pair.AColumn, a, mc, kc);
                        Block(a, b, pair.C + (long)i * pair.N + j, pair.N, mc, nc, kc, k > 0);
                    }
                }
            }
        }
        BufferPool.Return(panelsB);
        BufferPool.Return(panelsA);
    }

    [SkipLocalsInit]
    private static void Block(T* a, T* b, T* c, int stride, int mc, int nc, int kc, bool add)
    {
        T* aside = stackalloc T[TileRows * TileColumns];
        for (var j = 0; j < nc; j += TileColumns)
        {
            for (var i = 0; i < mc; i += TileRows)
            {
                T* panelA = a + (long)i * kc, panelB = b + (long)j * kc, target = c + (long)i * stride + j;
                int rows = Math.Min(TileRows, mc - i), columns = Math.Min(TileColumns, nc - j);
                if (rows == TileRows && columns == TileColumns)
                {
                    Tile(panelA, panelB, kc, target, stride, add);
                    continue;
                }
                Tile(panelA, panelB, kc, aside, TileColumns, false);
                for (var r = 0; r < rows; r++)
                {
                    for (var s = 0; s < columns; s++)
                    {
                        var value = aside[r * TileColumns + s];
                        ref var element = ref target[(long)r * stride + s];
                        element = add ? element + value : value;
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile(T* a, T* b, int kc, T* c, long stride, bool add)
    {
        var w = TWide.Count;
        if (Sse.IsSupported)
        {
            // The result's lines come from L3 or memory while the loop runs.
            for (var r = 0; r < TileRows; r++)
            {
                Sse.Prefetch0(c + r * stride);
                Sse.Prefetch0(c + r * stride + 2 * w - 1);
            }
        }
        TVector c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = TWide.Splat(T.Zero);
        for (nint k = kc; k > 0; k--)
        {
            var b0 = TWide.Load(b);
            var b1 = TWide.Load(b + w);
            var x = TWide.Splat(a[0]);
            c00 = TWide.MultiplyAdd(x, b0, c00);
            c01 = TWide.MultiplyAdd(x, b1, c01);
            x = TWide.Splat(a[1]);
            c10 = TWide.MultiplyAdd(x, b0, c10);
            c11 = TWide.MultiplyAdd(x, b1, c11);
            x = TWide.Splat(a[2]);
            c20 = TWide.MultiplyAdd(x, b0, c20);
            c21 = TWide.MultiplyAdd(x, b1, c21);
            x = TWide.Splat(a[3]);
            c30 = TWide.MultiplyAdd(x, b0, c30);
            c31 = TWide.MultiplyAdd(x, b1, c31);
            x = TWide.Splat(a[4]);
            c40 = TWide.MultiplyAdd(x, b0, c40);
            c41 = TWide.MultiplyAdd(x, b1, c41);
            x = TWide.Splat(a[5]);
            c50 = TWide.MultiplyAdd(x, b0, c50);
            c51 = TWide.MultiplyAdd(x, b1, c51);
            a += TileRows;
            b += 2 * w;
        }
        if (add)
        {
            c00 = TWide.Add(TWide.Load(c), c00);
            c01 = TWide.Add(TWide.Load(c + w), c01);
            c10 = TWide.Add(TWide.Load(c + stride), c10);
            c11 = TWide.Add(TWide.Load(c + stride + w), c11);
            c20 = TWide.Add(TWide.Load(c + 2 * stride), c20);
            c21 = TWide.Add(TWide.Load(c + 2 * stride + w), c21);
            c30 = TWide.Add(TWide.Load(c + 3 * stride), c30);
            c31 = TWide.Add(TWide.Load(c + 3 * stride + w), c31);
            c40 = TWide.Add(TWide.Load(c + 4 * stride), c40);
            c41 = TWide.Add(TWide.Load(c + 4 * stride + w), c41);
            c50 = TWide.Add(TWide.Load(c + 5 * stride), c50);
            c51 = TWide.Add(TWide.Load(c + 5 * stride + w), c51);
        }
        TWide.Store(c00, c);
        TWide.Store(c01, c + w);
        TWide.Store(c10, c + stride);
        TWide.Store(c11, c + stride + w);
        TWide.Store(c20, c + 2 * stride);
        TWide.Store(c21, c + 2 * stride + w);
        TWide.Store(c30, c + 3 * stride);
        TWide.Store(c31, c + 3 * stride + w);
        TWide.Store(c40, c + 4 * stride);
        TWide.Store(c41, c + 4 * stride + w);
        TWide.Store(c50, c + 5 * stride);
        TWide.Store(c51, c + 5 * stride + w);
    }

    /// <summary>Panels of <see cref="TileRows"/> rows: element (r, k) of a panel at k * TileRows + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackA(T* a, long row, long column, T* panel, int mc, int kc)
    {
        for (var i = 0; i < mc; i += TileRows, a += TileRows * row, panel += TileRows * kc)
        {
            var rows = Math.Min(TileRows, mc - i);
            if (rows == TileRows && column == 1 && Sse2.IsSupported && (sizeof(T) == 4 || sizeof(T) == 8))
            {
                // Bits are moved, whatever they mean.
                if (sizeof(T) == 4) PackRows((float*)a, row, (float*)panel, kc);
                else PackRows((double*)a, row, (double*)panel, kc);
                continue;
            }
            if (rows == TileRows)
            {
                T* a0 = a, a1 = a + row, a2 = a1 + row, a3 = a2 + row, a4 = a3 + row, a5 = a4 + row, to = panel;
                for (var k = 0; k < kc; k++, to += TileRows)
                {
                    var at = k * column;
                    to[0] = a0[at];
                    to[1] = a1[at];
                    to[2] = a2[at];
                    to[3] = a3[at];
                    to[4] = a4[at];
                    to[5] = a5[at];
                }
                continue;
            }
            for (var k = 0; k < kc; k++)
                for (var r = 0; r < TileRows; r++) panel[k * TileRows + r] = r < rows ? a[r * row + k * column] : T.Zero;
        }
    }

    /// <summary>Six contiguous rows, transposed four columns at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(float* a, long row, float* to, int kc)
    {
        float* a0 = a, a1 = a + row, a2 = a1 + row, a3 = a2 + row, a4 = a3 + row, a5 = a4 + row;
        var k = 0;
        for (; k <= kc - 4; k += 4, to += 4 * TileRows)
        {
            Vector128<float> r0 = Sse.LoadVector128(a0 + k), r1 = Sse.LoadVector128(a1 + k), r2 = Sse.LoadVector128(a2 + k), r3 = Sse.LoadVector128(a3 + k);
            Vector128<float> r4 = Sse.LoadVector128(a4 + k), r5 = Sse.LoadVector128(a5 + k);
            Vector128<float> low01 = Sse.UnpackLow(r0, r1), low23 = Sse.UnpackLow(r2, r3), low45 = Sse.UnpackLow(r4, r5);
            Vector128<float> high01 = Sse.UnpackHigh(r0, r1), high23 = Sse.UnpackHigh(r2, r3), high45 = Sse.UnpackHigh(r4, r5);
            Sse.Store(to, Sse.MoveLowToHigh(low01, low23));
            Sse.StoreLow(to + 4, low45);
            Sse.Store(to + 6, Sse.MoveHighToLow(low23, low01));
            Sse.StoreHigh(to + 10, low45);
            Sse.Store(to + 12, Sse.MoveLowToHigh(high01, high23));
            Sse.StoreLow(to + 16, high45);
            Sse.Store(to + 18, Sse.MoveHighToLow(high23, high01));
            Sse.StoreHigh(to + 22, high45);
        }
        for (; k < kc; k++, to += TileRows) (to[0], to[1], to[2], to[3], to[4], to[5]) = (a0[k], a1[k], a2[k], a3[k], a4[k], a5[k]);
    }

    /// <summary>Six contiguous rows, transposed two columns at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(double* a, long row, double* to, int kc)
    {
        double* a0 = a, a1 = a + row, a2 = a1 + row, a3 = a2 + row, a4 = a3 + row, a5 = a4 + row;
        var k = 0;
        for (; k <= kc - 2; k += 2, to += 2 * TileRows)
        {
            Vector128<double> r0 = Sse2.LoadVector128(a0 + k), r1 = Sse2.LoadVector128(a1 + k), r2 = Sse2.LoadVector128(a2 + k);
            Vector128<double> r3 = Sse2.LoadVector128(a3 + k), r4 = Sse2.LoadVector128(a4 + k), r5 = Sse2.LoadVector128(a5 + k);
            Sse2.Store(to, Sse2.UnpackLow(r0, r1));
            Sse2.Store(to + 2, Sse2.UnpackLow(r2, r3));
            Sse2.Store(to + 4, Sse2.UnpackLow(r4, r5));
            Sse2.Store(to + 6, Sse2.UnpackHigh(r0, r1));
            Sse2.Store(to + 8, Sse2.UnpackHigh(r2, r3));
            Sse2.Store(to + 10, Sse2.UnpackHigh(r4, r5));
        }
        for (; k < kc; k++, to += TileRows) (to[0], to[1], to[2], to[3], to[4], to[5]) = (a0[k], a1[k], a2[k], a3[k], a4[k], a5[k]);
    }

    /// <summary>Panels of <see cref="TileColumns"/> columns: element (k, s) of a panel at k * TileColumns + s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackB(T* b, long row, long column, T* panel, int kc, int nc)
    {
        var w = TWide.Count;
        var whole = column == 1 ? nc - nc % TileColumns : 0;
        // A few rows at a time are streams that the CPU prefetches; one panel at a time would be a line from each row.
        for (var k0 = 0; k0 < kc && whole > 0; k0 += PackedRows)
        {
            var k1 = Math.Min(k0 + PackedRows, kc);
            for (var j = 0; j < whole; j += TileColumns)
            {
                T* from = b + k0 * row + j, to = panel + (long)j * kc + k0 * TileColumns;
                for (var k = k0; k < k1; k++, from += row, to += TileColumns)
                {
                    TWide.Store(TWide.Load(from), to);
                    TWide.Store(TWide.Load(from + w), to + w);
                }
            }
        }
        for (var j = whole; j < nc; j += TileColumns)
        {
            T* from = b + j * column, to = panel + (long)j * kc;
            var columns = Math.Min(TileColumns, nc - j);
            for (var s = 0; s < TileColumns; s++)
                for (var k = 0; k < kc; k++) to[k * TileColumns + s] = s < columns ? from[k * row + s * column] : T.Zero;
        }
    }

    private static int RoundUp(int n, int unit) => (n + unit - 1) / unit * unit;

    // The panels have room for sixteen elements more than they need: at least 64 bytes of the dtypes whose vectors gain by alignment.
    private static T* Align(T* p) => sizeof(T) >= 4 ? (T*)((nint)((byte*)p + 63) & -64) : p;
}
