using System.ComponentModel;
using Kernels.Drivers.Chains;

namespace Kernels.CompilerServices;

/// <summary>Elementwise loops of a <c>for</c> or <c>while</c> that run later, together: all of them over some rows, then over the next ones.</summary>
/// <remarks>
/// <para>A program that sweeps over large arrays again and again, such as a stencil in time, waits for memory. A chain collects the nests of several sweeps
/// and runs each a few rows behind the one it depends on, so that rows are still in a cache when the next sweep comes (loop chaining, Krieger et al. 2013; time
/// skewing, Wonnacott 2000). Each element is computed by the same operations as ever, from the same operands.</para>
/// <para>Folds of all elements wait too, while small nests do what is done with their values: many folds of the same arrays, such as one a turn, go over these together, a
/// segment of the fold at a time. Nests that run by rows and folds do not wait at the same time.</para>
/// <para>Used by generated code: <see cref="LoopNest.Run(LoopChain)"/> inside of a loop that reads no elements otherwise, <see cref="Run"/> after it. The arrays
/// in between are the method's own, so nobody sees that they are not done yet. If the loop ends by an exception, what has not run never does.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LoopChain
{
    // More are not kept waiting: their plans would take the cache's place.
    private const int MostNests = 64;

    // Arrays that wait only for the chain, besides those that are used over again.
    private const long MostBytes = 64 << 20;

    // So many batches of a single nest say that the nests can't follow each other.
    private const int Patience = 4;

    private readonly ChainBatch _batch = new(MostNests);
    private readonly FoldBatch _folds = new();
    private readonly List<Storage> _free = [];
    private long _bytes;
    private int _lonely;
    private int _lonelyFolds;

    /// <summary>Whether nothing waits.</summary>
    internal bool IsEmpty => _batch.Count == 0 && _folds.Count == 0;

    /// <summary>Runs what has been added.</summary>
    public void Run()
    {
        if (_folds.Count != 0)
        {
            _lonelyFolds = _folds.Count == 1 ? _lonelyFolds + 1 : 0;
            try
            {
                FoldBatchDriver.Run(_folds);
            }
            finally
            {
                _folds.Clear();
            }
        }
        if (_batch.Count != 0)
        {
            _lonely = _batch.Count == 1 ? _lonely + 1 : 0;
            try
            {
                ChainDriver.Run(_batch);
            }
            finally
            {
                _batch.Clear();
            }
        }
        _bytes = 0;
        if (_free.Count == 0) return;
        foreach (var storage in _free) storage.Release();
        _free.Clear();
    }

    /// <summary><see cref="Temporaries.Release{T}(NDArray{T})"/>, once the nests that read the array have run; before that a nest of the chain may write
    /// its result there.</summary>
    /// <param name="x">As there.</param>
    public void Release<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Storage is not HostStorage<T> storage) return;
        if (IsEmpty) storage.Release();
        else _free.Add(storage);
    }

    /// <inheritdoc cref="Temporaries.Release{T}(NDArray{T}, NDArray{T})"/>
    public void Release<T>(NDArray<T> x, NDArray<T> unless)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(unless);
        if (!ReferenceEquals(x.Storage, unless.Storage)) Release(x);
    }

    /// <summary>A buffer that was released and that the chain's nests write after all others have read it.</summary>
    internal HostStorage<T>? Take<T>(int size)
    {
        // What waits for folds may still read an array by its storage.
        if (_folds.Count != 0) return null;
        for (var k = _free.Count - 1; k >= 0; k--)
        {
            if (_free[k] is not HostStorage<T> { Use: BufferUse.Own, IsReleased: false } storage || storage.Length - storage.Start != size) continue;
            _free.RemoveAt(k);
            return storage.Renew();
        }
        return null;
    }

    /// <summary>Takes note of a result that has a buffer of its own.</summary>
    internal void Rented(long bytes) => _bytes += bytes;

    internal void ReleaseLater(Storage storage) => _free.Add(storage);

    /// <summary>Adds a nest, if it is one that can wait.</summary>
    /// <returns>False if it is to run at once, after what has been added.</returns>
    internal bool TryAdd(ref LoopNest nest)
    {
        if (_folds.Count != 0)
        {
            if (_folds.TryAddAfter(ref nest)) return true;
            Run();
        }
        if (_lonely >= Patience || !ChainBatch.MayTake(ref nest)) return false;
        if (_batch.Count == MostNests || _bytes > MostBytes) Run();
        if (!_batch.TryAdd(ref nest))
        {
            Run();
            if (!_batch.TryAdd(ref nest)) return false;
        }
        return true;
    }

    /// <summary>Adds a nest that folds, if it can wait.</summary>
    /// <returns>False if it is to run at once, after what has been added.</returns>
    internal bool TryAddFolds(ref LoopNest nest)
    {
        if (_lonelyFolds >= Patience || !FoldBatch.MayTake(ref nest)) return false;
        if (_batch.Count != 0 || !_folds.TryAdd(ref nest))
        {
            Run();
            return _folds.TryAdd(ref nest);
        }
        return true;
    }

    /// <summary>Has something done after the folds that wait.</summary>
    /// <param name="written">The buffer in which it writes.</param>
    /// <param name="action">What is done.</param>
    /// <returns>False if it is to be done at once: no folds wait.</returns>
    internal bool TryAddAfter(object written, Action action) => _batch.Count == 0 && _folds.TryAddAfter(written, action);
}
