using System.Numerics;
using System.Runtime.ExceptionServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>One large product in tiles that threads claim: the caller works too, and never waits for a helper that has not started.</summary>
#pragma warning disable CA1001 // The event is never disposed: a helper may still be inside Set when the caller goes on. It holds no handle unless waited on.
internal sealed unsafe class ProductJob<T> : IThreadPoolWorkItem where T : unmanaged, INumber<T>
#pragma warning restore CA1001
{
    // Below about so many multiplications one thread is done before a second has started.
    private const long WorthThreads = 4_000_000;

    // Each tile of the result packs its own panels; of this size that costs a few percent.
    private const int TileRows = 384;
    private const int TileColumns = 2048;

    private readonly MatrixPair<T> _pair;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _tilesAcross;
    private readonly int _tiles;
    private readonly ManualResetEventSlim _done = new();
    private int _claimed;
    private int _finished;
    private ExceptionDispatchInfo? _failure;

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
        for (var i = 1; i < Math.Min(threads, job._tiles); i++) ThreadPool.UnsafeQueueUserWorkItem(job, preferLocal: false);
        job.Execute();
        job._done.Wait();
        job._failure?.Throw();
    }

    /// <summary>Claims tiles until there are none. A helper that comes late finds none and touches no memory.</summary>
    public void Execute()
    {
        for (int tile; (tile = Interlocked.Increment(ref _claimed) - 1) < _tiles;)
        {
            try
            {
                var i = tile / _tilesAcross * _rows;
                var j = tile % _tilesAcross * _columns;
                Tile(_pair, i, Math.Min(i + _rows, _pair.M), j, Math.Min(j + _columns, _pair.N));
            }
#pragma warning disable CA1031 // Whatever a helper throws is thrown again on the caller's thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _failure = ExceptionDispatchInfo.Capture(e);
            }
            if (Interlocked.Increment(ref _finished) == _tiles) _done.Set();
        }
    }

    private static void Tile(in MatrixPair<T> pair, int i0, int i1, int j0, int j1)
    {
        if (Vector512.IsHardwareAccelerated) PackedProduct<T, Wide512<T>, Vector512<T>>.Run(pair, i0, i1, j0, j1);
        else if (Vector256.IsHardwareAccelerated) PackedProduct<T, Wide256<T>, Vector256<T>>.Run(pair, i0, i1, j0, j1);
        else PackedProduct<T, Wide128<T>, Vector128<T>>.Run(pair, i0, i1, j0, j1);
    }

    private static int Divide(int n, int by) => (n + by - 1) / by;
}
