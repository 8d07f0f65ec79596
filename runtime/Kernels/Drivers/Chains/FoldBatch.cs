using Kernels.CompilerServices;
using Kernels.Drivers.Reducing;

namespace Kernels.Drivers.Chains;

/// <summary>Nests that fold all their elements and do not need each other's values, and what small nests do with these values afterwards.</summary>
/// <remarks>The folds run first, whatever the order: so none reads a buffer in which something before it writes.</remarks>
internal sealed class FoldBatch
{
    // Reading memory once for so many costs next to nothing; their values should not wait longer.
    private const int MostFolds = 32;

    private const int MostAfter = 128;

    // What is larger is worth its own place in a chain.
    private const int SmallNest = 4096;

    private readonly ChainedNest[] _nests = new ChainedNest[MostFolds];
    private readonly NestFold[][] _folds = new NestFold[MostFolds][];
    private readonly List<Action> _after = [];
    private readonly HashSet<object> _written = new(ReferenceEqualityComparer.Instance);

    /// <summary>The number of nests that fold.</summary>
    public int Count { get; private set; }

    /// <summary>The nests that fold.</summary>
    public ReadOnlySpan<ChainedNest> Nests => _nests.AsSpan(0, Count);

    /// <summary>The folds of a nest.</summary>
    public NestFold[] Folds(int nest) => _folds[nest];

    /// <summary>What is done with their values, in order.</summary>
    public IReadOnlyList<Action> After => _after;

    /// <summary>Whether a nest's folds are of the kind that waits: over large arrays, in lanes, on the CPU.</summary>
    public static bool MayTake(ref LoopNest nest)
    {
        if (!FoldDriver.Takes(ref nest) || !nest.FoldsCanWait) return false;
        long bytes = 0;
        for (var k = 0; k < nest.InputCount; k++)
            if (nest.Array(k).Shape.Rank > 0) bytes += (long)nest.Array(k).Shape.CheckedSize(nest.Kernel.Name) * nest.ElementSize(k);
        return bytes >= ChainBatch.LeastBytes;
    }

    /// <summary>Adds a nest's folds, whose results it makes.</summary>
    /// <returns>False if the others are to run first: they are too many, or it reads their values, or what is written after them.</returns>
    public bool TryAdd(ref LoopNest nest)
    {
        if (Count == MostFolds) return false;
        for (var k = 0; k < nest.InputCount; k++)
            if (_written.Contains(nest.HostData[k]!)) return false;
        (_nests[Count] ??= new ChainedNest()).Nest = nest;
        var folds = _folds[Count++] = nest.Folds;
        foreach (var fold in folds) _written.Add(fold.Prepare());
        return true;
    }

    /// <summary>Adds a small nest, which may read the folds' values.</summary>
    /// <returns>False if it is none such.</returns>
    public bool TryAddAfter(ref LoopNest nest)
    {
        if (Count == 0 || _after.Count == MostAfter || nest.Size > SmallNest || !nest.CanWait) return false;
        for (var k = nest.InputCount; k < nest.OperandCount; k++) _written.Add(nest.HostData[k]!);
        var waiting = nest;
        _after.Add(() =>
        {
            // On the stack, where nothing moves.
            var own = waiting;
            ElementwiseDriver.Run(ref own);
            GC.KeepAlive(waiting);
        });
        return true;
    }

    /// <summary>Adds something that is done behind the folds.</summary>
    /// <returns>False if no folds wait, or too much waits for them.</returns>
    public bool TryAddAfter(object written, Action action)
    {
        if (Count == 0 || _after.Count == MostAfter) return false;
        _written.Add(written);
        _after.Add(action);
        return true;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        for (var k = 0; k < Count; k++)
        {
            _nests[k].Nest = default;
            _folds[k] = [];
        }
        _after.Clear();
        _written.Clear();
        Count = 0;
    }
}
