using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>The innermost loop of the matrix product: a tile of the result in registers.</summary>
internal static unsafe class RegisterTile<T, TWide, TVector>
    where T : unmanaged, INumber<T>
    where TWide : struct, IWide<T, TVector>
{
    /// <summary>6 x 2 vectors: 12 accumulators, 2 vectors of B and a splat of A fill the 16 registers of AVX2.</summary>
    public const int Rows = 6;

    /// <summary>The columns of a tile.</summary>
    public static int Columns => 2 * TWide.Count;

    /// <summary>Adds a panel of A by a panel of B to a tile of the result, or stores it there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(T* a, T* b, int depth, T* c, long stride, bool add)
    {
        var w = TWide.Count;
        if (Sse.IsSupported)
        {
            // The result's lines come from L3 or memory while the loop runs.
            for (var r = 0; r < Rows; r++)
            {
                Sse.Prefetch0(c + r * stride);
                Sse.Prefetch0(c + r * stride + 2 * w - 1);
            }
        }
        TVector c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = TWide.Splat(T.Zero);
        // Four steps a turn: beside a busy sibling thread of the core each instruction counts.
        for (var end = a + (depth & ~3) * Rows; a < end; a += 4 * Rows, b += 8 * w)
        {
            Step(a, b, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
            Step(a + Rows, b + 2 * w, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
            Step(a + 2 * Rows, b + 4 * w, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
            Step(a + 3 * Rows, b + 6 * w, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
        }
        for (var rest = depth & 3; rest > 0; rest--, a += Rows, b += 2 * w)
            Step(a, b, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
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
