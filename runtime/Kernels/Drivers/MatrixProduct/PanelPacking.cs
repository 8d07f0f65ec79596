using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>Copies operands of any strides in the order in which <see cref="RegisterTile{T, TWide, TVector}"/> reads them, padded with zeros.</summary>
internal static unsafe class PanelPacking<T, TWide, TVector>
    where T : unmanaged, INumber<T>
    where TWide : struct, IWide<T, TVector>
{
    private const int Rows = 6;

    private static int Columns => RegisterTile<T, TWide, TVector>.Columns;

    /// <summary>Up to six rows of the left operand: element (r, k) at k * Rows + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Left(T* a, long row, long column, T* panel, int rows, int depth)
    {
        if (rows == Rows && column == 1 && Sse2.IsSupported && (sizeof(T) == 4 || sizeof(T) == 8))
        {
            // Bits are moved, whatever they mean.
            if (sizeof(T) == 4) PackRows((float*)a, row, (float*)panel, depth);
            else PackRows((double*)a, row, (double*)panel, depth);
            return;
        }
        if (rows == Rows)
        {
            T* a0 = a, a1 = a + row, a2 = a1 + row, a3 = a2 + row, a4 = a3 + row, a5 = a4 + row;
            for (var k = 0; k < depth; k++, panel += Rows)
            {
                var at = k * column;
                panel[0] = a0[at];
                panel[1] = a1[at];
                panel[2] = a2[at];
                panel[3] = a3[at];
                panel[4] = a4[at];
                panel[5] = a5[at];
            }
            return;
        }
        for (var k = 0; k < depth; k++)
            for (var r = 0; r < Rows; r++) panel[k * Rows + r] = r < rows ? a[r * row + k * column] : T.Zero;
    }

    /// <summary>Up to <see cref="RegisterTile{T, TWide, TVector}.Columns"/> columns of the right operand: element (k, s) at k * Columns + s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Right(T* b, long row, long column, T* panel, int depth, int columns)
    {
        var w = TWide.Count;
        if (columns == Columns && column == 1)
        {
            for (var k = 0; k < depth; k++, b += row, panel += Columns)
            {
                TWide.Store(TWide.Load(b), panel);
                TWide.Store(TWide.Load(b + w), panel + w);
            }
            return;
        }
        for (var s = 0; s < columns; s++)
        {
            var from = b + s * column;
            for (var k = 0; k < depth; k++) panel[k * Columns + s] = from[k * row];
        }
        for (var s = columns; s < Columns; s++)
            for (var k = 0; k < depth; k++) panel[k * Columns + s] = T.Zero;
    }

    /// <summary>Six contiguous rows, transposed four columns at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(float* a, long row, float* to, int depth)
    {
        float* a0 = a, a1 = a + row, a2 = a1 + row, a3 = a2 + row, a4 = a3 + row, a5 = a4 + row;
        var k = 0;
        for (; k <= depth - 4; k += 4, to += 4 * Rows)
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
        for (; k < depth; k++, to += Rows) (to[0], to[1], to[2], to[3], to[4], to[5]) = (a0[k], a1[k], a2[k], a3[k], a4[k], a5[k]);
    }

    /// <summary>Six contiguous rows, transposed two columns at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(double* a, long row, double* to, int depth)
    {
        double* a0 = a, a1 = a + row, a2 = a1 + row, a3 = a2 + row, a4 = a3 + row, a5 = a4 + row;
        var k = 0;
        for (; k <= depth - 2; k += 2, to += 2 * Rows)
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
        for (; k < depth; k++, to += Rows) (to[0], to[1], to[2], to[3], to[4], to[5]) = (a0[k], a1[k], a2[k], a3[k], a4[k], a5[k]);
    }
}
