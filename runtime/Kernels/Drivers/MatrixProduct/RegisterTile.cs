using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>The tile of any vectors and numbers: 6 rows x 2 vectors are 12 accumulators, which with 2 vectors of B and a splat of A fill the 16
/// registers of AVX2.</summary>
internal readonly unsafe struct RegisterTile<T, TWide, TVector> : IRegisterTile<T>
    where T : unmanaged, INumber<T>
    where TWide : struct, IWide<T, TVector>
{
    private const int Height = 6;

    public static int Rows => Height;

    public static int Columns => 2 * TWide.Count;

    public static int PanelColumns(int columns) => Columns;

    public static bool ReadsInPlace(long row, long column) => false;

    public static int BlockRow(int depth) => depth;

    public static void PackLeft(T* a, long row, long column, T* block, int rows, int depth)
    {
        for (var r = 0; r < rows; r += Height)
            PanelPacking<T, TWide, TVector>.Left(a + r * row, row, column, block + (long)r * depth, Math.Min(Height, rows - r), depth);
    }

    public static void PackRight(T* b, long row, long column, T* panel, int depth, int columns) =>
        PanelPacking<T, TWide, TVector>.Right(b, row, column, panel, depth, columns);

    public static void Run(T* a, long row, T* b, int depth, T* c, long stride, int rows, int columns, ProductUse use, PanelAhead next)
    {
        if (rows == Height && columns == Columns) Tile(a, b, depth, c, stride, use);
        else Aside(a, b, depth, c, stride, rows, columns, use);
    }

    /// <summary>A tile that sticks out of the result: stored aside, and copied in part.</summary>
    [SkipLocalsInit]
    private static void Aside(T* a, T* b, int depth, T* c, long stride, int rows, int columns, ProductUse use)
    {
        var width = Columns;
        T* aside = stackalloc T[Height * width];
        Tile(a, b, depth, aside, width, ProductUse.Store);
        for (var y = 0; y < rows; y++, aside += width, c += stride)
            for (var x = 0; x < columns; x++) c[x] = use == ProductUse.Store ? aside[x] : use == ProductUse.Add ? c[x] + aside[x] : c[x] - aside[x];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile(T* a, T* b, int depth, T* c, long stride, ProductUse use)
    {
        var w = TWide.Count;
        if (Sse.IsSupported)
        {
            // The result's lines come from L3 or memory while the loop runs.
            for (var r = 0; r < Height; r++)
            {
                Sse.Prefetch0(c + r * stride);
                Sse.Prefetch0(c + r * stride + 2 * w - 1);
            }
        }
        TVector c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = TWide.Splat(T.Zero);
        // Four steps a turn: beside a busy sibling thread of the core each instruction counts.
        for (var end = a + (depth & ~3) * Height; a < end; a += 4 * Height, b += 8 * w)
        {
            Step(a, b, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
            Step(a + Height, b + 2 * w, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
            Step(a + 2 * Height, b + 4 * w, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
            Step(a + 3 * Height, b + 6 * w, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
        }
        for (var rest = depth & 3; rest > 0; rest--, a += Height, b += 2 * w)
            Step(a, b, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
        Finish(c, c00, c01, use);
        Finish(c + stride, c10, c11, use);
        Finish(c + 2 * stride, c20, c21, use);
        Finish(c + 3 * stride, c30, c31, use);
        Finish(c + 4 * stride, c40, c41, use);
        Finish(c + 5 * stride, c50, c51, use);
    }

    /// <summary>Stores a row of the tile as the result's, or changes this by it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(T* c, TVector c0, TVector c1, ProductUse use)
    {
        if (use == ProductUse.Add) (c0, c1) = (TWide.Add(TWide.Load(c), c0), TWide.Add(TWide.Load(c + TWide.Count), c1));
        else if (use == ProductUse.Subtract) (c0, c1) = (TWide.Subtract(TWide.Load(c), c0), TWide.Subtract(TWide.Load(c + TWide.Count), c1));
        TWide.Store(c0, c);
        TWide.Store(c1, c + TWide.Count);
    }

    /// <summary>A column of A by a row of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        T* a, T* b, ref TVector c00, ref TVector c01, ref TVector c10, ref TVector c11, ref TVector c20, ref TVector c21,
        ref TVector c30, ref TVector c31, ref TVector c40, ref TVector c41, ref TVector c50, ref TVector c51)
    {
        var b0 = TWide.Load(b);
        var b1 = TWide.Load(b + TWide.Count);
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
    }
}
