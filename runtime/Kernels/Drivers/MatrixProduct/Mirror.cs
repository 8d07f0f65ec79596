using System.Runtime.CompilerServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>Copies what lies below the diagonal of a square matrix to its places above.</summary>
/// <remarks>Bounds: element [i, j] stands at i * row + j, both below n. Eight rows are read before their diagonal and written as eight columns above it;
/// rows behind the last eight go one by one.</remarks>
internal static unsafe class Mirror<T> where T : unmanaged
{
    // Of eight rows each.
    private const int BandsPerChunk = 8;

    public static void Run(T* matrix, long row, int n, int threads)
    {
        var bands = (n + EightRows.Count - 1) / EightRows.Count;
        Chunks.Run((bands + BandsPerChunk - 1) / BandsPerChunk, threads, chunk =>
        {
            for (int band = chunk * BandsPerChunk, end = Math.Min(bands, band + BandsPerChunk); band < end; band++) Band(matrix, row, n, band * EightRows.Count);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Band(T* matrix, long row, int n, int first)
    {
        var rows = Math.Min(EightRows.Count, n - first);
        var whole = rows == EightRows.Count ? first : 0;
        if (whole > 0) EightRows.Transpose(matrix + first * row, row, rows, matrix + first, row, whole);
        for (var j = first; j < first + rows; j++)
            for (var i = whole; i < j; i++) matrix[i * row + j] = matrix[j * row + i];
    }
}
