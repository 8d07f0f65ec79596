using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.Reducing;

/// <summary>Sum, product, maximum, minimum, mean.</summary>
/// <typeparam name="T">The dtype of elements, accumulators and result.</typeparam>
/// <typeparam name="TOp">What two values combine to.</typeparam>
/// <param name="empty">The result of no elements.</param>
/// <param name="isMean">Whether the result is divided by the count.</param>
/// <param name="result">The type of the result, which is <typeparamref name="T"/> or of the same bits.</param>
internal sealed unsafe class FoldReducer<T, TOp>(T empty, bool isMean, Type result) : Reducer
    where T : unmanaged, INumber<T>
    where TOp : struct, IFoldOp<T>
{
    // Rows of columns are summed in three levels of so many, so that an error grows with their number and not with that of all rows.
    private const int Level = SegmentRows;
    private const int Levels = 3;

    // Made when a result has more than one block; most have one, and go through Rows.
    private T[] _partials = [];
    private long _blocks;
    private int _depth;
    private T* _columns;
    private int _width;
    private int _perGroup;
    private int _groups;
    private long _rows;

    // A bit for each level that holds something.
    private int _filled;

    public override Type ResultType => result;

    public override int ResultSize => sizeof(T);

    public override void Begin()
    {
        _blocks = 0;
        _depth = 0;
    }

    public override void Fold(byte* block, int n)
    {
        var partial = LaneFold<T, TOp>.Fold((T*)block, n);
        Push(partial, ++_blocks);
    }

    public override void FoldBeside(Reducer other, byte* block, byte* others, int n)
    {
        var beside = (FoldReducer<T, TOp>)other;
        LaneFold<T, TOp>.FoldTwo((T*)block, (T*)others, n, out var first, out var second);
        Push(first, ++_blocks);
        beside.Push(second, ++beside._blocks);
    }

    [SkipLocalsInit]
    public override void FoldSegments(Reducer other, byte* one, byte* two, int elementSize, byte* partial, byte* partialOfTwo)
    {
        // As Push would combine them, without its branches: each that is guessed wrong stops the loads that are under way ahead of it.
        var sums = stackalloc T[2 * SegmentBlocks];
        for (var block = 0; block < SegmentBlocks; block++)
            LaneFold<T, TOp>.FoldTwo((T*)one + (block * Block), (T*)two + (block * Block), Block, out sums[block], out sums[SegmentBlocks + block]);
        for (var half = SegmentBlocks; half >= 2; half /= 2)
            for (var i = 0; i < half; i++) sums[i] = TOp.Combine(sums[2 * i], sums[(2 * i) + 1]);
        *(T*)partial = sums[0];
        *(T*)partialOfTwo = sums[1];
    }

    public override void FillLanes(byte* lanes, int blocks) => new Span<T>(lanes, blocks * LaneFold<T, TOp>.Lanes).Fill(TOp.Identity);

    public override void CombineLanes(byte* lanes, byte* others, int n) => LaneFold<T, TOp>.Accumulate((T*)lanes, (T*)others, n);

    public override void FoldLanes(byte* lanes, int blocks)
    {
        for (; blocks > 0; blocks--, lanes += LaneBytes) Push(LaneFold<T, TOp>.Total((T*)lanes), ++_blocks);
    }

    // The fold of a segment is a node of the tree that its blocks make: merging gives the same bits as folding them here.
    public override int PartialSize => sizeof(T);

    public override void Save(byte* partial) => *(T*)partial = _partials[0];

    public override void Merge(byte* partial)
    {
        _blocks += SegmentBlocks;
        Push(*(T*)partial, _blocks / SegmentBlocks);
    }

    public override void End(byte* result, long count)
    {
        if (_depth == 0)
        {
            *(T*)result = Finish(empty, count);
            return;
        }
        var total = _partials[--_depth];
        while (_depth > 0) total = TOp.Combine(_partials[--_depth], total);
        *(T*)result = Finish(total, count);
    }

    public override void Rows(byte* data, int elementSize, int rows, int length, byte* results)
    {
        var r = (T*)results;
        if (length <= ReductionAxes.ShortRow) RowFold<T, TOp>.InOrder((T*)data, rows, length, r);
        else RowFold<T, TOp>.InLanes((T*)data, rows, length, r);
        if (isMean) Divide(r, r, rows, length);
    }

    public override void Planes(byte* data, int elementSize, int columns, int length, byte* results)
    {
        var r = (T*)results;
        RowFold<T, TOp>.InPlanes((T*)data, columns, length, r);
        if (isMean) Divide(r, r, columns, length);
    }

    public override void BeginColumns(int columns, int groups)
    {
        var width = columns * groups;
        if (_columns is null) _columns = (T*)NativeMemory.AlignedAlloc((nuint)(Levels * MaxColumns * sizeof(T)), 64);
        (_width, _perGroup, _groups, _rows, _filled) = (width, columns, groups, 0, 0);
    }

    public override int ColumnPartialSize => sizeof(T);

    public override void SaveColumns(byte* partial, int width)
    {
        Unsafe.CopyBlockUnaligned(partial, _columns + MaxColumns, (uint)(width * sizeof(T)));
        _filled = 0;
        _rows = 0;
    }

    public override void MergeColumns(byte* partial, int width)
    {
        Add(1, (T*)partial, width);
        _rows += Level;
        if (_rows % (Level * Level) == 0) Carry(1);
    }

    public override void FoldRow(byte* row, int n)
    {
        Add(0, (T*)row, n);
        if (++_rows % Level == 0) CarryRows();
    }

    public override void FoldRows(byte* first, long apart, int rows, int n)
    {
        for (int done = 0, some; done < rows; done += some)
        {
            var row = first + done * apart;
            some = 1;
            if ((_filled & 1) != 0 && rows - done >= RowFold<T, TOp>.Together && _rows % Level <= Level - RowFold<T, TOp>.Together)
            {
                // The accumulators are read and written once for several rows, which come from memory in as many streams.
                some = RowFold<T, TOp>.Together;
                RowFold<T, TOp>.Accumulate(_columns, (T*)row, apart, n);
            }
            else
            {
                Add(0, (T*)row, n);
            }
            _rows += some;
            if (_rows % Level == 0) CarryRows();
        }
    }

    public override void EndColumns(byte* results, long count)
    {
        T* totals = null;
        for (var level = 0; level < Levels; level++)
        {
            if ((_filled >> level & 1) == 0) continue;
            var sums = _columns + level * MaxColumns;
            if (totals is not null) LaneFold<T, TOp>.Accumulate(sums, totals, _width);
            totals = sums;
        }
        for (var groups = _groups; groups > 1;)
        {
            var half = (groups + 1) / 2;
            LaneFold<T, TOp>.Accumulate(totals, totals + half * _perGroup, (groups - half) * _perGroup);
            groups = half;
        }
        if (isMean) Divide((T*)results, totals, _perGroup, count);
        else Unsafe.CopyBlockUnaligned(results, totals, (uint)(_perGroup * sizeof(T)));
    }

    public override void Dispose()
    {
        NativeMemory.AlignedFree(_columns);
        _columns = null;
    }

    /// <summary>Pairwise: two partials of 2^k blocks make one of 2^(k+1).</summary>
    /// <param name="partial">What a block or a segment came to.</param>
    /// <param name="number">How many of its size there are with it.</param>
    private void Push(T partial, long number)
    {
        if (_partials.Length == 0) _partials = new T[48];
        for (; (number & 1) == 0; number >>= 1) partial = TOp.Combine(_partials[--_depth], partial);
        _partials[_depth++] = partial;
    }

    private void CarryRows()
    {
        Carry(0);
        if (_rows % (Level * Level) == 0) Carry(1);
    }

    private void Carry(int level)
    {
        Add(level + 1, _columns + level * MaxColumns, _width);
        _filled &= ~(1 << level);
    }

    /// <summary>Adds a row to those of a level; the first is copied.</summary>
    private void Add(int level, T* row, int n)
    {
        var sums = _columns + level * MaxColumns;
        if ((_filled >> level & 1) != 0)
        {
            LaneFold<T, TOp>.Accumulate(sums, row, n);
            return;
        }
        Unsafe.CopyBlockUnaligned(sums, row, (uint)(n * sizeof(T)));
        new Span<T>(sums + n, _width - n).Fill(TOp.Identity);
        _filled |= 1 << level;
    }

    private static void Divide(T* quotients, T* totals, int n, long count)
    {
        var i = 0;
        var divisor = T.CreateTruncating(count);
        if (Vector256.IsHardwareAccelerated)
        {
            var divisors = Vector256.Create(divisor);
            for (; i <= n - Vector256<T>.Count; i += Vector256<T>.Count) (Vector256.Load(totals + i) / divisors).Store(quotients + i);
        }
        for (; i < n; i++) quotients[i] = totals[i] / divisor;
    }

    // A mean of nothing is 0 / 0, NaN as in NumPy; of integers it never gets here.
    private T Finish(T total, long count) => isMean ? total / T.CreateTruncating(count) : total;
}
