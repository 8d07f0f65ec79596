using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers.Reducing;

/// <summary>A reduction in chunks, each of some results or of some segments of results.</summary>
/// <remarks>Lies on the caller's stack; chunks get its address. Bounds: ranges of results and segments lie in the nest, each result and
/// each segment's state is written by one chunk.</remarks>
internal unsafe struct ReductionWork<TIn, TOut>
{
    // Rows of at least so many elements are handed over one at a time if that saves packing them.
    private const int LongRow = 256;

    private readonly void* _nest;
    private readonly byte** _origins;
    private readonly byte* _results;
    private readonly ReductionSpec _spec;
    private readonly ReductionAxes _axes;
    private readonly InputCopy* _copies;
    private readonly int _groups;
    private readonly long _stripes;
    private readonly int _stripe;
    private byte* _partials;
    private long _units;
    private long _ticks;

    /// <param name="nest">The nest, on the caller's stack.</param>
    /// <param name="origins">The address of each input's element 0 of its buffer, pinned.</param>
    /// <param name="results">The address of the first result, pinned.</param>
    /// <param name="spec">The reduction.</param>
    /// <param name="axes">Its axes, with at least one element for each result.</param>
    /// <param name="copies">Null, or for each input a copy to read instead.</param>
    public ReductionWork(void* nest, byte** origins, byte* results, in ReductionSpec spec, in ReductionAxes axes, InputCopy* copies)
    {
        _copies = copies;
        _nest = nest;
        _origins = origins;
        _results = results;
        _spec = spec;
        _axes = axes;
        // Few rows are added one by one, as in a short row of one result.
        _groups = axes.IsSideBySide ? 1 : (int)Math.Max(1, Math.Min(Reducer.GroupColumns / axes.Columns, axes.Count));
        _stripes = InRows ? 1 : (axes.Columns + Reducer.MaxColumns - 1) / Reducer.MaxColumns;
        // Equal ones, of whole cache lines.
        _stripe = (int)((axes.Columns + _stripes - 1) / _stripes + 63) & -64;
        _stripes = InRows ? 1 : (axes.Columns + _stripe - 1) / _stripe;
        Results = axes.Outer * _stripes;
        // The end of a result, and a row that does not reach all groups, are no whole segment.
        Segments = InRows ? axes.Count / Reducer.Segment : axes.Count / _groups / Reducer.SegmentRows;
    }

    /// <summary>Results that are folded one after the other; where columns lie side by side, so many of them that they fit in L1.</summary>
    public long Results { get; }

    /// <summary>Whole segments of each result.</summary>
    public long Segments { get; }

    public int Chunks { get; private set; }

    /// <summary>What the chunks took, together.</summary>
    public readonly long Ticks => _ticks;

    private readonly bool InRows => _axes.Columns == 1;

    // With groups there is one stripe.
    private readonly int MaxWidth => (int)Math.Min(_axes.Columns * _groups, _stripe * (long)_groups);

    /// <summary>Bytes of a segment's state.</summary>
    public readonly int PartialBytes()
    {
        using var reducer = Reducers.Create<TIn, TOut>(_spec);
        return InRows ? reducer.PartialSize : reducer.ColumnPartialSize * MaxWidth;
    }

    /// <summary>Splits into at most so many chunks: of segments if there is memory for their states, else of results.</summary>
    public void Split(byte* partials, int chunks)
    {
        _partials = partials;
        _units = partials is null ? Results : Results * Segments;
        Chunks = (int)Math.Min(chunks, _units);
    }

    /// <summary>Folds the results of a chunk.</summary>
    [SkipLocalsInit]
    public static void Result(void* context, int chunk)
    {
        ref var work = ref Unsafe.AsRef<ReductionWork<TIn, TOut>>(context);
        var start = Stopwatch.GetTimestamp();
        var (from, to) = (work._units * chunk / work.Chunks, work._units * (chunk + 1) / work.Chunks);
        work.Fold(from, to, &FoldResults);
        Interlocked.Add(ref work._ticks, Stopwatch.GetTimestamp() - start);
    }

    /// <summary>Folds the segments of a chunk.</summary>
    public static void Segment(void* context, int chunk)
    {
        ref var work = ref Unsafe.AsRef<ReductionWork<TIn, TOut>>(context);
        var start = Stopwatch.GetTimestamp();
        var (from, to) = (work._units * chunk / work.Chunks, work._units * (chunk + 1) / work.Chunks);
        work.Fold(from, to, &FoldSegments);
        Interlocked.Add(ref work._ticks, Stopwatch.GetTimestamp() - start);
    }

    /// <summary>Merges the segments of each result and folds the rest.</summary>
    public static void Join(void* context)
    {
        ref var work = ref Unsafe.AsRef<ReductionWork<TIn, TOut>>(context);
        work.Fold(0, work.Results, &FoldResults);
    }

    [SkipLocalsInit]
    private void Fold(long from, long to, delegate*<ref ReductionWork<TIn, TOut>, ref LoopNest, in BlockSource, Reducer, long, long, void> fold)
    {
        ref var nest = ref Unsafe.AsRef<LoopNest>(_nest);
        var size = Unsafe.SizeOf<TIn>();
        var scratch = stackalloc byte[NestWalker.ScratchBytes + Hardware.MaxVectorBytes];
        var block = stackalloc byte[BlockSource.BlockBytes(size) + Hardware.MaxVectorBytes];
        var splats = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        var plan = stackalloc byte[NestWalker.PlanBytes(nest.Shape.Rank, nest.InputCount)];
        var args = nest.Args;
        var walker = new NestWalker(ref nest, _origins, _axes.Order, plan, splats, ElementwiseDriver.Align(scratch), copies: _copies);
        var source = new BlockSource(ref nest, walker, &args, ElementwiseDriver.Align(block), size);
        using var reducer = Reducers.Create<TIn, TOut>(_spec);
        fold(ref this, ref nest, source, reducer, from, to);
    }

    private static void FoldResults(ref ReductionWork<TIn, TOut> work, ref LoopNest nest, in BlockSource source, Reducer reducer, long from, long to)
    {
        if (!work.InRows)
            for (var unit = from; unit < to; unit++) work.FoldColumns(ref nest, source, reducer, unit);
        else if (work._axes.Count > Reducer.Block)
            work.FoldLongRows(ref nest, source, reducer, from, to);
        else
            work.FoldShortRows(ref nest, source, reducer, from, to);
    }

    private readonly void FoldShortRows(ref LoopNest nest, in BlockSource source, Reducer reducer, long from, long to)
    {
        var length = _axes.Count;
        var together = source.PrefersRows && length >= LongRow ? 1 : Reducer.Block / length;
        for (var row = from; row < to; row += together)
        {
            var rows = Math.Min(together, to - row);
            var data = source.Get(ref nest, row * length, (int)(rows * length));
            reducer.Rows(data, Unsafe.SizeOf<TIn>(), (int)rows, (int)length, _results + row * reducer.ResultSize);
        }
    }

    private readonly void FoldLongRows(ref LoopNest nest, in BlockSource source, Reducer reducer, long from, long to)
    {
        var row = from;
        if (source.IsWhole && _partials is null && to - from > 1)
        {
            // Memory gives more to two readers than to one, if they are far apart.
            using var beside = Reducers.Create<TIn, TOut>(_spec);
            var half = (to - from) / 2;
            for (; row < from + half; row++)
            {
                reducer.Begin();
                beside.Begin();
                for (long i = 0; i < _axes.Count; i += Reducer.Block)
                {
                    var n = (int)Math.Min(Reducer.Block, _axes.Count - i);
                    reducer.FoldBeside(beside, source.Get(ref nest, (row * _axes.Count) + i, n), source.Get(ref nest, ((row + half) * _axes.Count) + i, n), n);
                }
                reducer.End(_results + (row * reducer.ResultSize), _axes.Count);
                beside.End(_results + ((row + half) * reducer.ResultSize), _axes.Count);
            }
            row += half;
        }
        for (; row < to; row++) FoldRow(ref nest, source, reducer, row);
    }

    private readonly void FoldRow(ref LoopNest nest, in BlockSource source, Reducer reducer, long row)
    {
        reducer.Begin();
        long start = 0;
        if (_partials is not null)
        {
            for (long segment = 0; segment < Segments; segment++) reducer.Merge(_partials + (row * Segments + segment) * reducer.PartialSize);
            start = Segments * Reducer.Segment;
        }
        FoldBlocks(ref nest, source, reducer, row, start, _axes.Count);
        reducer.End(_results + row * reducer.ResultSize, _axes.Count);
    }

    private readonly void FoldBlocks(ref LoopNest nest, in BlockSource source, Reducer reducer, long row, long from, long to)
    {
        for (var i = from; i < to; i += Reducer.Block)
        {
            var n = (int)Math.Min(Reducer.Block, to - i);
            reducer.Fold(source.Get(ref nest, row * _axes.Count + i, n), n);
        }
    }

    private readonly void FoldColumns(ref LoopNest nest, in BlockSource source, Reducer reducer, long unit)
    {
        var (first, columns) = Stripe(unit);
        reducer.BeginColumns(columns, _groups);
        long start = 0;
        if (_partials is not null)
        {
            var width = columns * _groups;
            // Equally far apart, though the last stripe may be narrower.
            var apart = (long)reducer.ColumnPartialSize * MaxWidth;
            for (long segment = 0; segment < Segments; segment++) reducer.MergeColumns(_partials + (unit * Segments + segment) * apart, width);
            start = Segments * Reducer.SegmentRows * _groups;
        }
        FoldSteps(ref nest, source, reducer, first, columns, start, _axes.Count);
        var outer = unit / _stripes;
        reducer.EndColumns(_results + (outer * _axes.Columns + unit % _stripes * _stripe) * reducer.ResultSize, _axes.Count);
    }

    private readonly void FoldSteps(ref LoopNest nest, in BlockSource source, Reducer reducer, long first, int columns, long from, long to)
    {
        if (source.IsWhole && to - from >= _groups)
        {
            var rows = (int)((to - from) / _groups);
            var data = source.Get(ref nest, first + from * _axes.Columns, columns);
            reducer.FoldRows(data, (long)_groups * _axes.Columns * Unsafe.SizeOf<TIn>(), rows, _groups * columns);
            from += (long)rows * _groups;
        }
        for (var row = from; row < to; row += _groups)
        {
            var n = (int)Math.Min(_groups, to - row) * columns;
            reducer.FoldRow(source.Get(ref nest, first + row * _axes.Columns, n), n);
        }
    }

    /// <summary>The first element and the number of columns of a unit.</summary>
    private readonly (long First, int Columns) Stripe(long unit)
    {
        var outer = unit / _stripes;
        var column = unit % _stripes * _stripe;
        return (outer * _axes.Count * _axes.Columns + column, (int)Math.Min(_stripe, _axes.Columns - column));
    }

    private static void FoldSegments(ref ReductionWork<TIn, TOut> work, ref LoopNest nest, in BlockSource source, Reducer reducer, long from, long to)
    {
        var first = from;
        if (work.InRows && source.IsWhole && to - from > 1)
        {
            using var beside = Reducers.Create<TIn, TOut>(work._spec);
            var size = reducer.PartialSize;
            for (; first < to - 1; first += 2)
            {
                // Memory gives more to two readers than to one.
                var one = source.Get(ref nest, work.Start(first), Reducer.Segment);
                var other = source.Get(ref nest, work.Start(first + 1), Reducer.Segment);
                reducer.FoldSegments(beside, one, other, Unsafe.SizeOf<TIn>(), work._partials + (first * size), work._partials + ((first + 1) * size));
            }
        }
        for (var index = first; index < to; index++)
        {
            long unit = index / work.Segments, segment = index % work.Segments;
            if (work.InRows)
            {
                reducer.Begin();
                work.FoldBlocks(ref nest, source, reducer, unit, segment * Reducer.Segment, (segment + 1) * Reducer.Segment);
                reducer.Save(work._partials + index * reducer.PartialSize);
                continue;
            }
            var (column, columns) = work.Stripe(unit);
            if (index == from || segment == 0) reducer.BeginColumns(columns, work._groups);
            long rows = Reducer.SegmentRows * work._groups, row = segment * rows;
            work.FoldSteps(ref nest, source, reducer, column, columns, row, row + rows);
            var apart = (long)reducer.ColumnPartialSize * work.MaxWidth;
            reducer.SaveColumns(work._partials + index * apart, columns * work._groups);
        }
    }

    /// <summary>The first element of a segment of a row.</summary>
    private readonly long Start(long index) => (index / Segments * _axes.Count) + (index % Segments * Reducer.Segment);
}
