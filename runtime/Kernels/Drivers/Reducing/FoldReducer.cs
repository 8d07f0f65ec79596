using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    // Made when a result has more than one block; most have one, and go through Rows.
    private T[] _partials = [];
    private long _blocks;
    private int _depth;
    private T* _columns;
    private int _width;
    private int _perGroup;
    private int _groups;
    private long _rows;

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
        var p = (T*)data;
        var r = (T*)results;
        for (var row = 0; row < rows; row++, p += length) r[row] = Finish(LaneFold<T, TOp>.Fold(p, length), length);
    }

    public override void BeginColumns(int columns, int groups)
    {
        var width = columns * groups;
        if (_columns is null) _columns = (T*)NativeMemory.AlignedAlloc((nuint)(3 * MaxColumns * sizeof(T)), 64);
        (_width, _perGroup, _groups, _rows) = (width, columns, groups, 0);
        new Span<T>(_columns, 3 * MaxColumns).Fill(TOp.Identity);
    }

    public override int ColumnPartialSize => sizeof(T);

    public override void SaveColumns(byte* partial, int width)
    {
        var rows = _columns + MaxColumns;
        Unsafe.CopyBlockUnaligned(partial, rows, (uint)(width * sizeof(T)));
        new Span<T>(rows, width).Fill(TOp.Identity);
        _rows = 0;
    }

    public override void MergeColumns(byte* partial, int width)
    {
        LaneFold<T, TOp>.Accumulate(_columns + MaxColumns, (T*)partial, width);
        _rows += Level;
        if (_rows % (Level * Level) == 0) Carry(_columns + MaxColumns, _columns + 2 * MaxColumns);
    }

    public override void FoldRow(byte* row, int n)
    {
        LaneFold<T, TOp>.Accumulate(_columns, (T*)row, n);
        if (++_rows % Level != 0) return;
        Carry(_columns, _columns + MaxColumns);
        if (_rows % (Level * Level) == 0) Carry(_columns + MaxColumns, _columns + 2 * MaxColumns);
    }

    public override void EndColumns(byte* results, long count)
    {
        Carry(_columns, _columns + MaxColumns);
        Carry(_columns + MaxColumns, _columns + 2 * MaxColumns);
        var totals = _columns + 2 * MaxColumns;
        for (var groups = _groups; groups > 1;)
        {
            var half = (groups + 1) / 2;
            LaneFold<T, TOp>.Accumulate(totals, totals + half * _perGroup, (groups - half) * _perGroup);
            groups = half;
        }
        var r = (T*)results;
        for (var i = 0; i < _perGroup; i++) r[i] = Finish(count == 0 ? empty : totals[i], count);
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

    private void Carry(T* from, T* to)
    {
        LaneFold<T, TOp>.Accumulate(to, from, _width);
        new Span<T>(from, _width).Fill(TOp.Identity);
    }

    // A mean of nothing is 0 / 0, NaN as in NumPy; of integers it never gets here.
    private T Finish(T total, long count) => isMean ? total / T.CreateTruncating(count) : total;
}
