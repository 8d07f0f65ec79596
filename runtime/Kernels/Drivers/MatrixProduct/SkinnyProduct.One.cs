using System.Runtime.CompilerServices;
using Kernels.Simd;

namespace Kernels.Drivers.MatrixProduct;

// A vector times a matrix: its elements stay in registers, and a sum is loaded and stored once for eight rows.
internal static unsafe partial class SkinnyProduct<T, TWide, TVector>
{
    /// <summary>Adds eight rows of B, times elements of the one row of A, to the sums of a strip: the same sums in the same order as <c>Sweep</c>.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SweepOne(in MatrixPair<T> pair, int k, int j, T* sums, int columns)
    {
        var w = TWide.Count;
        long step = pair.AColumn, row = pair.BRow;
        var a = pair.A + k * step;
        TVector y0 = TWide.Splat(a[0]), y1 = TWide.Splat(a[step]), y2 = TWide.Splat(a[2 * step]), y3 = TWide.Splat(a[3 * step]);
        TVector y4 = TWide.Splat(a[4 * step]), y5 = TWide.Splat(a[5 * step]), y6 = TWide.Splat(a[6 * step]), y7 = TWide.Splat(a[7 * step]);
        T* b0 = pair.B + k * row + j * pair.BColumn, b1 = b0 + row, b2 = b1 + row, b3 = b2 + row, b4 = b3 + row, b5 = b4 + row, b6 = b5 + row, b7 = b6 + row;
        nint x = 0, ahead = (nint)(Streams * row);
        for (; x <= columns - 2 * w; x += 2 * w, ahead += 2 * w)
        {
            // A row of the next sweep for each of this one.
            Ahead.Line(b0 + ahead);
            Ahead.Line(b0 + ahead + w);
            Ahead.Line(b1 + ahead);
            Ahead.Line(b1 + ahead + w);
            Ahead.Line(b2 + ahead);
            Ahead.Line(b2 + ahead + w);
            Ahead.Line(b3 + ahead);
            Ahead.Line(b3 + ahead + w);
            Ahead.Line(b4 + ahead);
            Ahead.Line(b4 + ahead + w);
            Ahead.Line(b5 + ahead);
            Ahead.Line(b5 + ahead + w);
            Ahead.Line(b6 + ahead);
            Ahead.Line(b6 + ahead + w);
            Ahead.Line(b7 + ahead);
            Ahead.Line(b7 + ahead + w);
            var sum = TWide.MultiplyAdd(y0, TWide.Load(b0 + x), TWide.Load(sums + x));
            var next = TWide.MultiplyAdd(y0, TWide.Load(b0 + x + w), TWide.Load(sums + x + w));
            sum = TWide.MultiplyAdd(y1, TWide.Load(b1 + x), sum);
            next = TWide.MultiplyAdd(y1, TWide.Load(b1 + x + w), next);
            sum = TWide.MultiplyAdd(y2, TWide.Load(b2 + x), sum);
            next = TWide.MultiplyAdd(y2, TWide.Load(b2 + x + w), next);
            sum = TWide.MultiplyAdd(y3, TWide.Load(b3 + x), sum);
            next = TWide.MultiplyAdd(y3, TWide.Load(b3 + x + w), next);
            sum = TWide.MultiplyAdd(y4, TWide.Load(b4 + x), sum);
            next = TWide.MultiplyAdd(y4, TWide.Load(b4 + x + w), next);
            sum = TWide.MultiplyAdd(y5, TWide.Load(b5 + x), sum);
            next = TWide.MultiplyAdd(y5, TWide.Load(b5 + x + w), next);
            sum = TWide.MultiplyAdd(y6, TWide.Load(b6 + x), sum);
            next = TWide.MultiplyAdd(y6, TWide.Load(b6 + x + w), next);
            sum = TWide.MultiplyAdd(y7, TWide.Load(b7 + x), sum);
            next = TWide.MultiplyAdd(y7, TWide.Load(b7 + x + w), next);
            TWide.Store(sum, sums + x);
            TWide.Store(next, sums + x + w);
        }
        if (x <= columns - w)
        {
            var sum = TWide.MultiplyAdd(y0, TWide.Load(b0 + x), TWide.Load(sums + x));
            sum = TWide.MultiplyAdd(y1, TWide.Load(b1 + x), sum);
            sum = TWide.MultiplyAdd(y2, TWide.Load(b2 + x), sum);
            sum = TWide.MultiplyAdd(y3, TWide.Load(b3 + x), sum);
            sum = TWide.MultiplyAdd(y4, TWide.Load(b4 + x), sum);
            sum = TWide.MultiplyAdd(y5, TWide.Load(b5 + x), sum);
            sum = TWide.MultiplyAdd(y6, TWide.Load(b6 + x), sum);
            sum = TWide.MultiplyAdd(y7, TWide.Load(b7 + x), sum);
            TWide.Store(sum, sums + x);
            x += w;
        }
        if (x == columns) return;

        // What is left of the row, in a vector of its own.
        var rest = columns - (int)x;
        var last = TWide.MultiplyAdd(y0, TWide.LoadPart(b0 + x, rest), TWide.LoadPart(sums + x, rest));
        last = TWide.MultiplyAdd(y1, TWide.LoadPart(b1 + x, rest), last);
        last = TWide.MultiplyAdd(y2, TWide.LoadPart(b2 + x, rest), last);
        last = TWide.MultiplyAdd(y3, TWide.LoadPart(b3 + x, rest), last);
        last = TWide.MultiplyAdd(y4, TWide.LoadPart(b4 + x, rest), last);
        last = TWide.MultiplyAdd(y5, TWide.LoadPart(b5 + x, rest), last);
        last = TWide.MultiplyAdd(y6, TWide.LoadPart(b6 + x, rest), last);
        last = TWide.MultiplyAdd(y7, TWide.LoadPart(b7 + x, rest), last);
        var aside = stackalloc T[w];
        TWide.Store(last, aside);
        for (var i = 0; i < rest; i++) sums[x + i] = aside[i];
    }
}
