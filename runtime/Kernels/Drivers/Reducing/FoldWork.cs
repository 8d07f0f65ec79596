using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers.Reducing;

/// <summary>Folds of all elements of a nest by its kernel's own body, whole or in chunks of segments.</summary>
/// <remarks>Lies on the caller's stack; chunks get its address. Bounds: ranges lie in the nest; the body is called for whole turns of lanes, and what is
/// left of the last one is copied to where there is a turn of each input. Each segment's state is written by one chunk.</remarks>
internal unsafe struct FoldWork
{
    /// <summary>Bytes for a result, and for a segment's state: a scalar.</summary>
    public const int ValueSize = sizeof(long);

    // With shorter rows, copying them costs less than a call of the body for each.
    private const int LongRow = 256;

    // Blocks that one call of the body folds: what a call costs is shared by them.
    private const int Together = 16;

    private readonly void* _nest;
    private readonly byte** _origins;
    private readonly byte* _values;
    private readonly NestFold[] _folds;
    private byte* _partials;
    private int _chunks;
    private long _ticks;

    /// <param name="nest">The nest, on the caller's stack.</param>
    /// <param name="origins">The address of each input's element 0 of its buffer, pinned.</param>
    /// <param name="folds">The folds; each takes a scalar's state.</param>
    /// <param name="values">Receives <see cref="ValueSize"/> bytes for each.</param>
    public FoldWork(void* nest, byte** origins, NestFold[] folds, byte* values)
    {
        _nest = nest;
        _origins = origins;
        _values = values;
        _folds = folds;
        Segments = Unsafe.AsRef<LoopNest>(nest).Size / Reducer.Segment;
    }

    /// <summary>Whole segments.</summary>
    public long Segments { get; }

    /// <summary>What the chunks took, together.</summary>
    public readonly long Ticks => _ticks;

    /// <summary>Prepares for so many chunks of segments, whose states go to some memory.</summary>
    public void Split(byte* partials, int chunks)
    {
        _partials = partials;
        _chunks = chunks;
    }

    /// <summary>Folds the segments of a chunk.</summary>
    public static void Segment(void* context, int chunk)
    {
        ref var work = ref Unsafe.AsRef<FoldWork>(context);
        var start = Stopwatch.GetTimestamp();
        Fold(ref Unsafe.AsRef<LoopNest>(work._nest), work._origins, Reducers(work._folds), work._partials, work.Segments * chunk / work._chunks, work.Segments * (chunk + 1) / work._chunks, values: null);
        Interlocked.Add(ref work._ticks, Stopwatch.GetTimestamp() - start);
    }

    /// <summary>Merges the segments that chunks folded, folds the rest, and writes the values.</summary>
    public static void Finish(void* context)
    {
        ref var work = ref Unsafe.AsRef<FoldWork>(context);
        var start = Stopwatch.GetTimestamp();
        Fold(ref Unsafe.AsRef<LoopNest>(work._nest), work._origins, Reducers(work._folds), work._partials, 0, 0, work._values);
        Interlocked.Add(ref work._ticks, Stopwatch.GetTimestamp() - start);
    }

    /// <summary>What folds, for one thread.</summary>
    public static Reducer[] Reducers(NestFold[] folds)
    {
        var reducers = new Reducer[folds.Length];
        for (var k = 0; k < reducers.Length; k++) reducers[k] = folds[k].CreateReducer();
        return reducers;
    }

    /// <summary>Folds segments [from, to) of a nest, or finishes: merges the segments and folds the rest.</summary>
    /// <param name="nest">The nest.</param>
    /// <param name="origins">The address of each input's element 0 of its buffer, pinned.</param>
    /// <param name="reducers">One for each fold.</param>
    /// <param name="partials"><see cref="ValueSize"/> bytes for each segment's folds, or null if none was folded.</param>
    /// <param name="from">The first segment.</param>
    /// <param name="to">Behind the last one.</param>
    /// <param name="values">Null, or <see cref="ValueSize"/> bytes for each fold's value: then it finishes.</param>
    [SkipLocalsInit]
    public static void Fold(ref LoopNest nest, byte** origins, Reducer[] reducers, byte* partials, long from, long to, byte* values)
    {
        var scratch = stackalloc byte[NestWalker.ScratchBytes + Hardware.MaxVectorBytes];
        var splats = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        var plan = stackalloc byte[NestWalker.PlanBytes(nest.Shape.Rank, nest.InputCount)];
        // A turn of each input, for constants and for the last elements; then lanes of each fold's blocks, and others for these elements.
        var turns = stackalloc byte[((nest.InputCount + (reducers.Length * (Together + 1))) * Reducer.LaneBytes) + Hardware.MaxVectorBytes];
        var args = nest.Args;
        var walker = new NestWalker(ref nest, origins, default, plan, splats, ElementwiseDriver.Align(scratch));
        var source = new LaneSource(ref nest, walker, &args, ElementwiseDriver.Align(turns), reducers);
        if (values is null)
        {
            for (var segment = from; segment < to; segment++)
            {
                foreach (var reducer in reducers) reducer.Begin();
                source.Fold(ref nest, segment * Reducer.Segment, (segment + 1) * Reducer.Segment);
                for (var k = 0; k < reducers.Length; k++) reducers[k].Save(Partial(partials, segment, reducers.Length, k));
            }
            return;
        }
        foreach (var reducer in reducers) reducer.Begin();
        long start = 0;
        if (partials is not null)
        {
            var segments = nest.Size / Reducer.Segment;
            start = (long)segments * Reducer.Segment;
            for (long segment = 0; segment < segments; segment++)
                for (var k = 0; k < reducers.Length; k++) reducers[k].Merge(Partial(partials, segment, reducers.Length, k));
        }
        source.Fold(ref nest, start, nest.Size);
        for (var k = 0; k < reducers.Length; k++) reducers[k].End(values + (k * ValueSize), nest.Size);
    }

    private static byte* Partial(byte* partials, long segment, int folds, int fold) => partials + (((segment * folds) + fold) * ValueSize);

    /// <summary>Gives a kernel's body its inputs, block by block, and reducers the lanes that it folds them into.</summary>
    private readonly ref struct LaneSource
    {
        private readonly NestWalker _walker;
        private readonly LoopArgs* _args;
        private readonly byte* _turns;
        private readonly Reducer[] _reducers;
        private readonly int _turn;
        private readonly int _blocks;
        private readonly int _chunk;
        private readonly bool _alongRows;

        public LaneSource(ref LoopNest nest, NestWalker walker, LoopArgs* args, byte* turns, Reducer[] reducers)
        {
            _walker = walker;
            _args = args;
            _turns = turns;
            _reducers = reducers;
            _turn = Reducer.LaneBytes / nest.Kernel.ElementSize;
            _blocks = walker.AllDirect ? Together : 1;
            _chunk = Math.Min(walker.Block, _blocks * Reducer.Block);
            _alongRows = !walker.AllDirect && walker.RowsAreDirect && walker.Inner >= LongRow;
        }

        private byte* Lanes(int inputs, int fold) => _turns + ((inputs + (fold * Together)) * Reducer.LaneBytes);

        private byte* Others(int inputs, int fold) => _turns + ((inputs + (_reducers.Length * Together) + fold) * Reducer.LaneBytes);

        /// <summary>Adds elements [from, to), from a block's start on.</summary>
        public void Fold(ref LoopNest nest, long from, long to)
        {
            var inputs = nest.InputCount;
            while (from < to)
            {
                var n = (int)Math.Min(_blocks * Reducer.Block, to - from);
                var blocks = (n + Reducer.Block - 1) / Reducer.Block;
                for (var k = 0; k < _reducers.Length; k++) _reducers[k].FillLanes(Lanes(inputs, k), blocks);
                FoldBlocks(ref nest, from, n);
                for (var k = 0; k < _reducers.Length; k++) _reducers[k].FoldLanes(Lanes(inputs, k), blocks);
                from += n;
            }
        }

        // One block, or several where nothing has to be copied.
        private void FoldBlocks(ref LoopNest nest, long start, int n)
        {
            ref var args = ref *_args;
            for (var k = 0; k < _reducers.Length; k++) args.Addresses[nest.InputCount + k] = (long)Lanes(nest.InputCount, k);
            var whole = n - (n % _turn);
            for (var done = 0; done < whole;)
            {
                // A chunk of blocks is whole turns; a turn across the end of a long row is a chunk of its own, which is copied.
                var count = Math.Min(whole - done, _chunk);
                if (_alongRows)
                {
                    var row = _walker.Inner - ((start + done) % _walker.Inner);
                    if (row < count) count = Math.Max(_turn, (int)row / _turn * _turn);
                }
                _walker.Bind(ref args, start + done, count);
                SpreadConstants(ref nest);
                nest.Kernel.Folds!(ref args, count);
                done += count;
            }
            if (whole < n) FoldRest(ref nest, start + whole, n - whole, whole / Reducer.Block);
        }

        // A body reads a turn of an operand; of a constant one there is a vector.
        private void SpreadConstants(ref LoopNest nest)
        {
            ref var args = ref *_args;
            for (var k = 0; k < nest.InputCount; k++)
            {
                if (args.Steps[k] != 0) continue;
                var copies = _turns + (k * Reducer.LaneBytes);
                for (var at = 0; at < Reducer.LaneBytes; at += Hardware.MaxVectorBytes)
                    Unsafe.CopyBlock(copies + at, (void*)(nint)args.Addresses[k], Hardware.MaxVectorBytes);
                args.Addresses[k] = (long)copies;
            }
        }

        // Less than a turn: in lanes of its own, of which the first ones count. The others get values of the operands, lest an integer be divided by 0.
        private void FoldRest(ref LoopNest nest, long start, int n, int block)
        {
            ref var args = ref *_args;
            var inputs = nest.InputCount;
            for (var k = 0; k < inputs; k++)
            {
                var copies = _turns + (k * Reducer.LaneBytes);
                var size = nest.ElementSize(k);
                _walker.Copy(k, copies, start, n);
                for (var i = n; i < _turn; i++) Unsafe.CopyBlockUnaligned(copies + (i * size), copies + ((n - 1) * size), (uint)size);
                args.Addresses[k] = (long)copies;
                args.Steps[k] = -1;
            }
            for (var k = 0; k < _reducers.Length; k++)
            {
                var others = Others(inputs, k);
                _reducers[k].FillLanes(others, 1);
                args.Addresses[inputs + k] = (long)others;
            }
            nest.Kernel.Folds!(ref args, _turn);
            for (var k = 0; k < _reducers.Length; k++) _reducers[k].CombineLanes(Lanes(inputs, k) + (block * Reducer.LaneBytes), Others(inputs, k), n);
        }
    }
}
