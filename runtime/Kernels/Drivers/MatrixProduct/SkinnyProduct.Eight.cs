using System.Runtime.CompilerServices;
using Kernels.Simd;

namespace Kernels.Drivers.MatrixProduct;

// Up to eight rows of A at once: sixteen sums, which 32 registers hold. Bounds as in the other sweep.
internal static unsafe partial class SkinnyProduct<T, TWide, TVector>
{
    /// <summary>Adds a few rows of B, times elements of up to eight rows of A, to the sums of a strip; gives the columns done, which are whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int SweepEight(in MatrixPair<T> pair, int k, int depth, int j, T* sums, int columns)
    {
        var w = TWide.Count;
        var last = pair.M - 1;
        long step = pair.AColumn, row = pair.BRow, stride = pair.N;
        var a = pair.A + k * step;
        T* a0 = a, a1 = a + Math.Min(1, last) * pair.ARow, a2 = a + Math.Min(2, last) * pair.ARow, a3 = a + Math.Min(3, last) * pair.ARow;
        T* a4 = a + Math.Min(4, last) * pair.ARow, a5 = a + Math.Min(5, last) * pair.ARow, a6 = a + Math.Min(6, last) * pair.ARow, a7 = a + Math.Min(7, last) * pair.ARow;
        T* c0 = sums, c1 = sums + Math.Min(1, last) * stride, c2 = sums + Math.Min(2, last) * stride, c3 = sums + Math.Min(3, last) * stride;
        T* c4 = sums + Math.Min(4, last) * stride, c5 = sums + Math.Min(5, last) * stride, c6 = sums + Math.Min(6, last) * stride, c7 = sums + Math.Min(7, last) * stride;
        var b = pair.B + k * row + j * pair.BColumn;
        var ahead = Streams * row;
        var x = 0;
        for (; x <= columns - 2 * w; x += 2 * w)
        {
            TVector s00 = TWide.Load(c0 + x), s01 = TWide.Load(c0 + x + w), s10 = TWide.Load(c1 + x), s11 = TWide.Load(c1 + x + w);
            TVector s20 = TWide.Load(c2 + x), s21 = TWide.Load(c2 + x + w), s30 = TWide.Load(c3 + x), s31 = TWide.Load(c3 + x + w);
            TVector s40 = TWide.Load(c4 + x), s41 = TWide.Load(c4 + x + w), s50 = TWide.Load(c5 + x), s51 = TWide.Load(c5 + x + w);
            TVector s60 = TWide.Load(c6 + x), s61 = TWide.Load(c6 + x + w), s70 = TWide.Load(c7 + x), s71 = TWide.Load(c7 + x + w);
            var from = b + x;
            for (nint q = 0, at = 0; q < depth; q++, at += (nint)step, from += row)
            {
                TVector b0 = TWide.Load(from), b1 = TWide.Load(from + w);
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
                y = TWide.Splat(a4[at]);
                s40 = TWide.MultiplyAdd(y, b0, s40);
                s41 = TWide.MultiplyAdd(y, b1, s41);
                y = TWide.Splat(a5[at]);
                s50 = TWide.MultiplyAdd(y, b0, s50);
                s51 = TWide.MultiplyAdd(y, b1, s51);
                y = TWide.Splat(a6[at]);
                s60 = TWide.MultiplyAdd(y, b0, s60);
                s61 = TWide.MultiplyAdd(y, b1, s61);
                y = TWide.Splat(a7[at]);
                s70 = TWide.MultiplyAdd(y, b0, s70);
                s71 = TWide.MultiplyAdd(y, b1, s71);
            }
            TWide.Store(s00, c0 + x);
            TWide.Store(s01, c0 + x + w);
            TWide.Store(s10, c1 + x);
            TWide.Store(s11, c1 + x + w);
            TWide.Store(s20, c2 + x);
            TWide.Store(s21, c2 + x + w);
            TWide.Store(s30, c3 + x);
            TWide.Store(s31, c3 + x + w);
            TWide.Store(s40, c4 + x);
            TWide.Store(s41, c4 + x + w);
            TWide.Store(s50, c5 + x);
            TWide.Store(s51, c5 + x + w);
            TWide.Store(s60, c6 + x);
            TWide.Store(s61, c6 + x + w);
            TWide.Store(s70, c7 + x);
            TWide.Store(s71, c7 + x + w);
        }
        return x;
    }
}
