using Kernels.CompilerServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Chains;

/// <summary>A nest that waits for its turn.</summary>
internal sealed class ChainedNest
{
    public LoopNest Nest;

    /// <summary>The extent of axis 0.</summary>
    public int Rows;

    /// <summary>Elements in a row of the nest.</summary>
    public int RowSize;

    /// <summary>How many rows it runs behind a nest with lag 0.</summary>
    public long Lag;

    /// <summary>How many rows after a chunk's first row it begins there.</summary>
    public long Lead;

    /// <summary>Bytes of cache lines that a row touches.</summary>
    public long RowBytes;
}

/// <summary>Nests in the order of the program, and how far apart they must run, in rows.</summary>
internal sealed class ChainBatch(int most)
{
    /// <summary>What a nest touches, below which it stays in a core's own cache anyway.</summary>
    public const long LeastBytes = 192 << 10;

    // Fewer are as well run as a whole.
    private const int LeastRows = 16;

    // Fewer elements of columns are as well gathered.
    private const int LeastColumn = 512;

    // A row is run by a call of its own at worst, which takes a whole vector.
    private const int LeastRowSize = Hardware.MaxVectorBytes;

    // Of the rows between the first nest's and the last one's: they are to stay in a core's own cache.
    private const long WindowBytes = 384 << 10;

    // Chunks of rows must be longer than the lags and leads, which at their bounds one thread catches up with.
    private const int PartOfRows = 8;

    private readonly ChainedNest[] _nests = new ChainedNest[most];
    private readonly List<ChainBuffer> _buffers = [];
    private readonly ChainAccess[] _accesses = new ChainAccess[LoopArgs.MaxOperands];
    private long _pitches;

    public int Count { get; private set; }

    /// <summary>The most rows of a nest.</summary>
    public int Rows { get; private set; }

    /// <summary>The largest lag and lead.</summary>
    public long Skew { get; private set; }

    public ChainedNest this[int k] => _nests[k];

    public ReadOnlySpan<ChainedNest> Nests => _nests.AsSpan(0, Count);

    /// <summary>Whether the nests have one axis, and go over columns of matrices: nothing but a <see cref="ColumnSweep"/> runs these together.</summary>
    public bool IsOfColumns { get; private set; }

    /// <summary>Whether a nest is of the kind that a chain runs: large, of rows or columns, and on the CPU.</summary>
    public static bool MayTake(ref LoopNest nest) =>
        (long)nest.Size * nest.OperandCount * Hardware.LineBytes >= LeastBytes && nest.CanWait && nest.Shape.Rank switch
        {
            0 => false,
            1 => nest.Size >= LeastColumn,
            _ => nest.Size >= LeastRows * LeastRowSize && nest.Shape[0] >= LeastRows && nest.Size / nest.Shape[0] >= LeastRowSize,
        };

    /// <summary>Adds a nest behind the others.</summary>
    /// <returns>False if the others are to run first: it depends on them otherwise than row by row, or would run too far behind; or, if it is the first, if it is too small.</returns>
    public bool TryAdd(ref LoopNest nest)
    {
        long lag = 0, lead = 0, rowBytes = 0;
        bool isOfColumns = nest.Shape.Rank == 1, isStrided = false;
        if (Count > 0 && (isOfColumns != IsOfColumns || (isOfColumns && nest.Size != Rows))) return false;
        for (var k = 0; k < nest.OperandCount; k++)
        {
            var known = Find(nest.HostData[k]!);
            var access = _accesses[k] = ChainAccess.Of(ref nest, k, known >= 0 ? _buffers[known].First : Earlier(nest.HostData[k]!, k));
            if (access.Pitch < 0) return false;
            if (access.Pitch > 0) rowBytes += NewBytes(k);
            isStrided |= access.Pitch > nest.ElementSize(k);
            if (known >= 0 && !_buffers[known].Follow(access, writes: k >= nest.InputCount, ref lag, ref lead)) return false;
        }
        int rows = nest.Shape[0], mostRows = Math.Max(rows, Rows);
        if (isOfColumns ? Count == 0 && !isStrided : rowBytes * rows < LeastBytes) return false;
        if (isOfColumns && lag + lead > 0) return false;
        if (Count > 0 && lag + lead > 0 && (lag + lead) * PartOfRows * ForkJoin.Threads > mostRows) return false;
        if (Count > 0 && lag * _pitches > WindowBytes) return false;

        for (var k = 0; k < nest.OperandCount; k++)
        {
            var access = _accesses[k];
            var known = Find(access.Buffer);
            var buffer = known >= 0 ? _buffers[known] : new ChainBuffer(access);
            if (known < 0) _pitches += access.Pitch;
            buffer.Touch(access, writes: k >= nest.InputCount, lag, lead);
            if (known >= 0) _buffers[known] = buffer;
            else _buffers.Add(buffer);
            _accesses[k] = default;
        }
        var chained = _nests[Count++] ??= new ChainedNest();
        chained.Nest = nest;
        chained.Nest.IsChained = true;
        chained.Rows = rows;
        chained.RowSize = nest.Size / rows;
        (chained.Lag, chained.Lead, chained.RowBytes) = (lag, lead, rowBytes);
        IsOfColumns = isOfColumns;
        Rows = mostRows;
        Skew = Math.Max(Skew, Math.Max(lag, lead));
        return true;
    }

    /// <summary>Forgets all nests.</summary>
    public void Clear()
    {
        // Not the objects: the next batch fills them again.
        for (var k = 0; k < Count; k++) _nests[k].Nest = default;
        _buffers.Clear();
        (Count, Rows, Skew, _pitches) = (0, 0, 0, 0);
    }

    // Operands in one buffer mostly touch the same lines: of those only the most is counted.
    private long NewBytes(int operand)
    {
        var access = _accesses[operand];
        long counted = 0;
        for (var k = 0; k < operand; k++)
            if (ReferenceEquals(_accesses[k].Buffer, access.Buffer)) counted = Math.Max(counted, _accesses[k].LineBytes);
        return Math.Max(0, access.LineBytes - counted);
    }

    // The first access of the nest's earlier operands to a buffer.
    private ChainAccess? Earlier(object buffer, int operand)
    {
        for (var k = 0; k < operand; k++)
            if (ReferenceEquals(_accesses[k].Buffer, buffer)) return _accesses[k];
        return null;
    }

    private int Find(object buffer)
    {
        for (var k = 0; k < _buffers.Count; k++)
            if (ReferenceEquals(_buffers[k].Buffer, buffer)) return k;
        return -1;
    }
}
