using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>Transposes eight contiguous rows, of elements of 4 or 8 bytes, to columns of eight.</summary>
/// <remarks>Bounds: whole vectors are loaded only where a row has as many elements left. Bits are moved, whatever they mean.</remarks>
internal static unsafe class EightRows
{
    /// <summary>The rows.</summary>
    public const int Count = 8;

    /// <summary>Copies element (r, k) of the rows to k * <paramref name="stride"/> + r. Of less than eight rows the last one stands for those
    /// that are missing.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="row">The elements from one row to the next.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="to">The first column.</param>
    /// <param name="stride">The elements from one column to the next, eight or more.</param>
    /// <param name="depth">The elements of a row.</param>
    public static void Transpose<T>(T* from, long row, int rows, T* to, long stride, int depth) where T : unmanaged
    {
        var last = rows - 1;
        T* r0 = from, r1 = from + Math.Min(1, last) * row, r2 = from + Math.Min(2, last) * row, r3 = from + Math.Min(3, last) * row;
        T* r4 = from + Math.Min(4, last) * row, r5 = from + Math.Min(5, last) * row, r6 = from + Math.Min(6, last) * row, r7 = from + Math.Min(7, last) * row;
        var k = 0;
        if (Avx512F.IsSupported && sizeof(T) == sizeof(float))
            k = Floats((float*)r0, (float*)r1, (float*)r2, (float*)r3, (float*)r4, (float*)r5, (float*)r6, (float*)r7, (float*)to, stride, depth);
        else if (Avx512F.IsSupported && sizeof(T) == sizeof(double))
            k = Doubles((double*)r0, (double*)r1, (double*)r2, (double*)r3, (double*)r4, (double*)r5, (double*)r6, (double*)r7, (double*)to, stride, depth);
        for (to += k * stride; k < depth; k++, to += stride)
            (to[0], to[1], to[2], to[3], to[4], to[5], to[6], to[7]) = (r0[k], r1[k], r2[k], r3[k], r4[k], r5[k], r6[k], r7[k]);
    }

    /// <summary>Sixteen columns at a time; gives the columns done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Floats(
        float* r0, float* r1, float* r2, float* r3, float* r4, float* r5, float* r6, float* r7, float* to, long stride, int depth)
    {
        var low = Vector512.Create(0L, 1, 8, 9, 2, 3, 10, 11);
        var high = Vector512.Create(4L, 5, 12, 13, 6, 7, 14, 15);
        var k = 0;
        for (; k <= depth - 16; k += 16, to += 16 * stride)
        {
            Vector512<float> x0 = Vector512.Load(r0 + k), x1 = Vector512.Load(r1 + k), x2 = Vector512.Load(r2 + k), x3 = Vector512.Load(r3 + k);
            Vector512<float> x4 = Vector512.Load(r4 + k), x5 = Vector512.Load(r5 + k), x6 = Vector512.Load(r6 + k), x7 = Vector512.Load(r7 + k);
            // In each quarter: two columns of two rows.
            Vector512<double> a0 = Avx512F.UnpackLow(x0, x1).AsDouble(), a1 = Avx512F.UnpackHigh(x0, x1).AsDouble();
            Vector512<double> b0 = Avx512F.UnpackLow(x2, x3).AsDouble(), b1 = Avx512F.UnpackHigh(x2, x3).AsDouble();
            Vector512<double> c0 = Avx512F.UnpackLow(x4, x5).AsDouble(), c1 = Avx512F.UnpackHigh(x4, x5).AsDouble();
            Vector512<double> d0 = Avx512F.UnpackLow(x6, x7).AsDouble(), d1 = Avx512F.UnpackHigh(x6, x7).AsDouble();
            // A column of four rows: quarter q of the first two has column 4 q, of the next two 4 q + 1, and so on.
            Vector512<double> u0 = Avx512F.UnpackLow(a0, b0), v0 = Avx512F.UnpackLow(c0, d0), u1 = Avx512F.UnpackHigh(a0, b0), v1 = Avx512F.UnpackHigh(c0, d0);
            Vector512<double> u2 = Avx512F.UnpackLow(a1, b1), v2 = Avx512F.UnpackLow(c1, d1), u3 = Avx512F.UnpackHigh(a1, b1), v3 = Avx512F.UnpackHigh(c1, d1);
            Halves(Avx512F.PermuteVar8x64x2(u0, low, v0), to, to + 4 * stride);
            Halves(Avx512F.PermuteVar8x64x2(u1, low, v1), to + stride, to + 5 * stride);
            Halves(Avx512F.PermuteVar8x64x2(u2, low, v2), to + 2 * stride, to + 6 * stride);
            Halves(Avx512F.PermuteVar8x64x2(u3, low, v3), to + 3 * stride, to + 7 * stride);
            Halves(Avx512F.PermuteVar8x64x2(u0, high, v0), to + 8 * stride, to + 12 * stride);
            Halves(Avx512F.PermuteVar8x64x2(u1, high, v1), to + 9 * stride, to + 13 * stride);
            Halves(Avx512F.PermuteVar8x64x2(u2, high, v2), to + 10 * stride, to + 14 * stride);
            Halves(Avx512F.PermuteVar8x64x2(u3, high, v3), to + 11 * stride, to + 15 * stride);
        }
        return k;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halves(Vector512<double> two, float* first, float* second)
    {
        two.GetLower().AsSingle().Store(first);
        two.GetUpper().AsSingle().Store(second);
    }

    /// <summary>Eight columns at a time; gives the columns done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Doubles(
        double* r0, double* r1, double* r2, double* r3, double* r4, double* r5, double* r6, double* r7, double* to, long stride, int depth)
    {
        var k = 0;
        for (; k <= depth - 8; k += 8, to += 8 * stride)
        {
            Vector512<double> x0 = Vector512.Load(r0 + k), x1 = Vector512.Load(r1 + k), x2 = Vector512.Load(r2 + k), x3 = Vector512.Load(r3 + k);
            Vector512<double> x4 = Vector512.Load(r4 + k), x5 = Vector512.Load(r5 + k), x6 = Vector512.Load(r6 + k), x7 = Vector512.Load(r7 + k);
            // In quarter q: column 2 q of two rows, and column 2 q + 1.
            Quarters(Avx512F.UnpackLow(x0, x1), Avx512F.UnpackLow(x2, x3), Avx512F.UnpackLow(x4, x5), Avx512F.UnpackLow(x6, x7), to, 2 * stride);
            Quarters(Avx512F.UnpackHigh(x0, x1), Avx512F.UnpackHigh(x2, x3), Avx512F.UnpackHigh(x4, x5), Avx512F.UnpackHigh(x6, x7), to + stride, 2 * stride);
        }
        return k;
    }

    /// <summary>Transposes four vectors of four quarters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, double* to, long stride)
    {
        Vector512<double> ab0 = Avx512F.Shuffle4x128(a, b, 0x44), cd0 = Avx512F.Shuffle4x128(c, d, 0x44);
        Vector512<double> ab1 = Avx512F.Shuffle4x128(a, b, 0xEE), cd1 = Avx512F.Shuffle4x128(c, d, 0xEE);
        Avx512F.Shuffle4x128(ab0, cd0, 0x88).Store(to);
        Avx512F.Shuffle4x128(ab0, cd0, 0xDD).Store(to + stride);
        Avx512F.Shuffle4x128(ab1, cd1, 0x88).Store(to + 2 * stride);
        Avx512F.Shuffle4x128(ab1, cd1, 0xDD).Store(to + 3 * stride);
    }
}
