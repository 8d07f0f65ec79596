using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>The tile of AVX-512, for floating-point numbers: 8 rows x 3 vectors are 24 accumulators, which with 3 vectors of B and a splat of
/// A leave few of the 32 registers. It loads 11 times for 24 multiplications; the 6 x 2 of 16 registers loads 8 times for 12.</summary>
/// <remarks>
/// <para>Rows of A that lie contiguous are not copied, unless they lie a multiple of a page apart: eight pointers walk along them. The last panel of a slab has only as many vectors
/// as it needs: its tile is narrower, not padded.</para>
/// <para>Bounds: A is read at rows below <c>rows</c> alone, since the last one stands for those that are missing.</para>
/// </remarks>
internal readonly unsafe struct RegisterTile512<T> : IRegisterTile<T> where T : unmanaged, INumber<T>
{
    private const int Height = 8;

    // Rows of B.
    private const int AheadInPanel = 8;

    public static int Rows => Height;

    public static int Columns => 3 * Vector512<T>.Count;

    public static int PanelColumns(int columns) => ProductPlan.RoundUp(columns, Vector512<T>.Count);

    // Rows that are a multiple of a page apart fall on the same few sets of the caches: a block of 192 would need more ways of L2 than there are.
    public static bool ReadsInPlace(long row, long column) => column == 1 && row * sizeof(T) % 4096 != 0;

    public static int BlockRow(int depth) => ProductPlan.RoundUp(depth, EightRows.Count);

    /// <summary>Copies to contiguous rows.</summary>
    public static void PackLeft(T* a, long row, long column, T* block, int rows, int depth)
    {
        var stride = BlockRow(depth);
        if (row == 1)
        {
            for (var k = 0; k < depth; k += EightRows.Count)
                EightRows.Transpose(a + k * column, column, Math.Min(EightRows.Count, depth - k), block + k, stride, rows);
            return;
        }
        if (column == 1)
        {
            for (var r = 0; r < rows; r++, a += row, block += stride) new ReadOnlySpan<T>(a, depth).CopyTo(new Span<T>(block, depth));
            return;
        }
        for (var r = 0; r < rows; r++, a += row, block += stride)
            for (var k = 0; k < depth; k++) block[k] = a[k * column];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRight(T* b, long row, long column, T* panel, int depth, int columns)
    {
        var width = PanelColumns(columns);
        if (column == 1)
        {
            CopyRows(b, row, panel, depth, columns);
            return;
        }
        if (row == 1)
        {
            for (var s = 0; s < columns; s += EightRows.Count)
                EightRows.Transpose(b + s * column, column, Math.Min(EightRows.Count, columns - s), panel + s, width, depth);
            // The last eight may end before the panel does.
            for (var s = ProductPlan.RoundUp(columns, EightRows.Count); s < width; s++)
                for (var k = 0; k < depth; k++) panel[(long)k * width + s] = T.Zero;
            return;
        }
        for (var k = 0; k < depth; k++, b += row, panel += width)
            for (var s = 0; s < width; s++) panel[s] = s < columns ? b[s * column] : T.Zero;
    }

    public static void Run(T* a, long row, T* b, int depth, T* c, long stride, int rows, int columns, ProductUse use, PanelAhead next)
    {
        if (rows == Height && columns % Vector512<T>.Count == 0)
            Whole(a, row, b, depth, c, stride, Height, columns, use, next);
        else
            Aside(a, row, b, depth, c, stride, rows, columns, use, next);
    }

    private static void Whole(T* a, long row, T* b, int depth, T* c, long stride, int rows, int columns, ProductUse use, PanelAhead next)
    {
        var vectors = columns / Vector512<T>.Count;
        if (vectors == 3) Tile<Three>(a, row, b, depth, c, stride, rows, use, next);
        else if (vectors == 2) Tile<Two>(a, row, b, depth, c, stride, rows, use, next);
        else Tile<One>(a, row, b, depth, c, stride, rows, use, next);
    }

    /// <summary>A tile that sticks out of the result: stored aside, and copied in part.</summary>
    [SkipLocalsInit]
    private static void Aside(T* a, long row, T* b, int depth, T* c, long stride, int rows, int columns, ProductUse use, PanelAhead next)
    {
        var w = Vector512<T>.Count;
        var width = PanelColumns(columns);
        T* aside = stackalloc T[Height * 3 * w];
        Whole(a, row, b, depth, aside, width, rows, width, ProductUse.Store, next);
        for (var y = 0; y < rows; y++, aside += width, c += stride)
        {
            var x = 0;
            for (; x <= columns - w; x += w)
            {
                var sum = Vector512.Load(aside + x);
                (use == ProductUse.Store ? sum : use == ProductUse.Add ? Vector512.Load(c + x) + sum : Vector512.Load(c + x) - sum).Store(c + x);
            }
            for (; x < columns; x++) c[x] = use == ProductUse.Store ? aside[x] : use == ProductUse.Add ? c[x] + aside[x] : c[x] - aside[x];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(T* b, long row, T* panel, int depth, int columns)
    {
        var w = Vector512<T>.Count;
        var width = PanelColumns(columns);
        if (columns == 3 * w)
        {
            for (var k = 0; k < depth; k++, b += row, panel += width)
            {
                Vector512.Load(b).StoreAligned(panel);
                Vector512.Load(b + w).StoreAligned(panel + w);
                Vector512.Load(b + 2 * w).StoreAligned(panel + 2 * w);
            }
            return;
        }
        var whole = columns - columns % w;
        for (var k = 0; k < depth; k++, b += row, panel += width)
        {
            for (var s = 0; s < whole; s += w) Vector512.Load(b + s).StoreAligned(panel + s);
            for (var s = whole; s < width; s++) panel[s] = s < columns ? b[s] : T.Zero;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile<TVectors>(T* a, long row, T* b, int depth, T* c, long stride, int rows, ProductUse use, PanelAhead next)
        where TVectors : struct, IVectors
    {
        var w = Vector512<T>.Count;
        if (Sse.IsSupported)
        {
            // The result's lines come from L2 or farther while the loop runs.
            for (var r = 0; r < Height; r++)
            {
                Sse.Prefetch0(c + r * stride);
                if (TVectors.Count > 1) Sse.Prefetch0(c + r * stride + w);
                if (TVectors.Count > 2) Sse.Prefetch0(c + r * stride + 2 * w);
                Sse.Prefetch0(c + r * stride + TVectors.Count * w - 1);
            }
        }
        Vector512<T> c00, c01, c02, c10, c11, c12, c20, c21, c22, c30, c31, c32, c40, c41, c42, c50, c51, c52, c60, c61, c62, c70, c71, c72;
        c00 = c01 = c02 = c10 = c11 = c12 = c20 = c21 = c22 = c30 = c31 = c32 = Vector512<T>.Zero;
        c40 = c41 = c42 = c50 = c51 = c52 = c60 = c61 = c62 = c70 = c71 = c72 = Vector512<T>.Zero;
        // The last row stands for those that are missing.
        var last = rows - 1;
        T* a0 = a, a1 = a + Math.Min(1, last) * row, a2 = a + Math.Min(2, last) * row, a3 = a + Math.Min(3, last) * row;
        T* a4 = a + Math.Min(4, last) * row, a5 = a + Math.Min(5, last) * row, a6 = a + Math.Min(6, last) * row, a7 = a + Math.Min(7, last) * row;
        var ahead = next.Address;
        for (nint k = 0, end; k < depth;)
        {
            if (Sse.IsSupported) Sse.Prefetch1(ahead);
            ahead += Hardware.LineBytes;
            for (end = Math.Min(depth, k + next.Every); k < end; k++, b += TVectors.Count * w)
            {
                if (Sse.IsSupported)
                {
                    // The panel streams from L2, which answers late while the core's other hardware thread keeps it busy.
                    Sse.Prefetch0(b + AheadInPanel * TVectors.Count * w);
                    if (TVectors.Count > 1) Sse.Prefetch0(b + (AheadInPanel * TVectors.Count + 1) * w);
                    if (TVectors.Count > 2) Sse.Prefetch0(b + (AheadInPanel * TVectors.Count + 2) * w);
                }
                var b0 = Vector512.Load(b);
                var b1 = TVectors.Count > 1 ? Vector512.Load(b + w) : default;
                var b2 = TVectors.Count > 2 ? Vector512.Load(b + 2 * w) : default;
                Row<TVectors>(a0[k], b0, b1, b2, ref c00, ref c01, ref c02);
                Row<TVectors>(a1[k], b0, b1, b2, ref c10, ref c11, ref c12);
                Row<TVectors>(a2[k], b0, b1, b2, ref c20, ref c21, ref c22);
                Row<TVectors>(a3[k], b0, b1, b2, ref c30, ref c31, ref c32);
                Row<TVectors>(a4[k], b0, b1, b2, ref c40, ref c41, ref c42);
                Row<TVectors>(a5[k], b0, b1, b2, ref c50, ref c51, ref c52);
                Row<TVectors>(a6[k], b0, b1, b2, ref c60, ref c61, ref c62);
                Row<TVectors>(a7[k], b0, b1, b2, ref c70, ref c71, ref c72);
            }
        }
        Finish<TVectors>(c, c00, c01, c02, use);
        Finish<TVectors>(c + stride, c10, c11, c12, use);
        Finish<TVectors>(c + 2 * stride, c20, c21, c22, use);
        Finish<TVectors>(c + 3 * stride, c30, c31, c32, use);
        Finish<TVectors>(c + 4 * stride, c40, c41, c42, use);
        Finish<TVectors>(c + 5 * stride, c50, c51, c52, use);
        Finish<TVectors>(c + 6 * stride, c60, c61, c62, use);
        Finish<TVectors>(c + 7 * stride, c70, c71, c72, use);
    }

    /// <summary>An element of A by a row of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<TVectors>(
        T a, Vector512<T> b0, Vector512<T> b1, Vector512<T> b2, ref Vector512<T> c0, ref Vector512<T> c1, ref Vector512<T> c2)
        where TVectors : struct, IVectors
    {
        var x = Vector512.Create(a);
        c0 = Wide512<T>.MultiplyAdd(x, b0, c0);
        if (TVectors.Count > 1) c1 = Wide512<T>.MultiplyAdd(x, b1, c1);
        if (TVectors.Count > 2) c2 = Wide512<T>.MultiplyAdd(x, b2, c2);
    }

    /// <summary>Stores a row of the tile as the result's, or changes this by it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TVectors>(T* c, Vector512<T> c0, Vector512<T> c1, Vector512<T> c2, ProductUse use) where TVectors : struct, IVectors
    {
        var w = Vector512<T>.Count;
        if (use == ProductUse.Subtract)
        {
            c0 = Vector512.Load(c) - c0;
            if (TVectors.Count > 1) c1 = Vector512.Load(c + w) - c1;
            if (TVectors.Count > 2) c2 = Vector512.Load(c + 2 * w) - c2;
        }
        else if (use == ProductUse.Add)
        {
            c0 = Vector512.Load(c) + c0;
            if (TVectors.Count > 1) c1 = Vector512.Load(c + w) + c1;
            if (TVectors.Count > 2) c2 = Vector512.Load(c + 2 * w) + c2;
        }
        c0.Store(c);
        if (TVectors.Count > 1) c1.Store(c + w);
        if (TVectors.Count > 2) c2.Store(c + 2 * w);
    }

    /// <summary>The vectors in a row of a tile: a constant of the compiled code.</summary>
    private interface IVectors
    {
        static abstract int Count { get; }
    }

    private readonly struct One : IVectors
    {
        public static int Count => 1;
    }

    private readonly struct Two : IVectors
    {
        public static int Count => 2;
    }

    private readonly struct Three : IVectors
    {
        public static int Count => 3;
    }
}
