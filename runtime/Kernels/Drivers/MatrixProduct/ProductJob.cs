using System.Numerics;
using System.Runtime.Intrinsics;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>One large product in tiles that threads claim.</summary>
internal unsafe struct ProductJob<T> where T : unmanaged, INumber<T>
{
    // Below about so many multiplications one thread is done before a second has started.
    private const long WorthThreads = 1_500_000;

    // Each tile of the result packs its own panels; of this size that costs a few percent.
    private const int TileRows = 384;
    private const int TileColumns = 2048;

    private readonly MatrixPair<T> _pair;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _tilesAcross;
    private readonly int _tiles;

    private ProductJob(in MatrixPair<T> pair, int threads)
    {
        _pair = pair;
        // The same number of tiles for each thread.
        var down = threads * Divide(pair.M, threads * TileRows);
        _rows = Math.Max(Divide(Divide(pair.M, down), 12) * 12, 12);
        _columns = Math.Min(pair.N, TileColumns);
        _tilesAcross = Divide(pair.N, _columns);
        _tiles = Divide(pair.M, _rows) * _tilesAcross;
    }

    /// <summary>Computes the product, on several threads if it is worth it.</summary>
    public static void Run(in MatrixPair<T> pair, int threads)
    {
        if (threads < 2 || (long)pair.M * pair.N * pair.K < WorthThreads)
        {
            Tile(pair, 0, pair.M, 0, pair.N);
            return;
        }
        var job = new ProductJob<T>(pair, threads);
        ForkJoin.Run(&Claimed, &job, job._tiles, threads);
    }

    private static void Claimed(void* context, int tile)
    {
        ref readonly var job = ref *(ProductJob<T>*)context;
        var i = tile / job._tilesAcross * job._rows;
        var j = tile % job._tilesAcross * job._columns;
        Tile(job._pair, i, Math.Min(i + job._rows, job._pair.M), j, Math.Min(j + job._columns, job._pair.N));
    }

    private static void Tile(in MatrixPair<T> pair, int i0, int i1, int j0, int j1)
    {
        if (Vector512.IsHardwareAccelerated) PackedProduct<T, Wide512<T>, Vector512<T>>.Run(pair, i0, i1, j0, j1);
        else if (Vector256.IsHardwareAccelerated) PackedProduct<T, Wide256<T>, Vector256<T>>.Run(pair, i0, i1, j0, j1);
        else PackedProduct<T, Wide128<T>, Vector128<T>>.Run(pair, i0, i1, j0, j1);
    }

    private static int Divide(int n, int by) => (n + by - 1) / by;
}
