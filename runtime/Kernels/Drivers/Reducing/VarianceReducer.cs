using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.Reducing;

/// <summary>The mean squared deviation from the mean. Blocks are computed in two passes, or by Welford's update where columns lie side
/// by side, and merged after Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="ddof">What is subtracted from the count.</param>
internal sealed unsafe class VarianceReducer<T>(int ddof) : Reducer where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Rows between two merges.
    private const int Level = SegmentRows;

    private Moments _total;
    private Moments _segment;
    private int _blocks;
    private Moments* _columns;
    private T* _means;
    private T* _squares;
    private int _width;
    private int _perGroup;
    private int _groups;
    private int _rows;

    public override Type ResultType => typeof(T);

    public override int ResultSize => sizeof(T);

    public override void Begin()
    {
        _total = default;
        _segment = default;
        _blocks = 0;
    }

    public override void Fold(byte* block, int n) => Fold((T*)block, n, LaneFold<T, SumOp<T>>.Fold((T*)block, n));

    public override void FoldBeside(Reducer other, byte* block, byte* others, int n)
    {
        LaneFold<T, SumOp<T>>.FoldTwo((T*)block, (T*)others, n, out var first, out var second);
        Fold((T*)block, n, first);
        ((VarianceReducer<T>)other).Fold((T*)others, n, second);
    }

    private void Fold(T* p, int n, T sum)
    {
        var mean = sum / T.CreateTruncating(n);
        _segment.Merge(new Moments(n, double.CreateTruncating(mean), double.CreateTruncating(DeviationFold<T>.Fold(p, mean, n))));
        if (++_blocks == SegmentBlocks) MergeSegment();
    }

    public override int PartialSize => sizeof(Moments);

    public override void Save(byte* partial) => *(Moments*)partial = _total;

    public override void Merge(byte* partial) => _total.Merge(*(Moments*)partial);

    public override void End(byte* result, long count)
    {
        if (_blocks > 0) MergeSegment();
        *(T*)result = Finish(_total, count);
    }

    public override void Rows(byte* data, int elementSize, int rows, int length, byte* results)
    {
        if (length > ReductionAxes.ShortRow)
        {
            base.Rows(data, elementSize, rows, length, results);
            return;
        }
        // Welford's update, as for columns.
        var r = (T*)results;
        var p = (T*)data;
        for (var row = 0; row < rows; row++, p += length)
        {
            T mean = T.Zero, squares = T.Zero;
            for (var i = 0; i < length; i++)
            {
                var delta = p[i] - mean;
                mean += delta * (T.One / T.CreateTruncating(i + 1));
                squares += delta * (p[i] - mean);
            }
            r[row] = Finish(new Moments(length, double.CreateTruncating(mean), double.CreateTruncating(squares)), length);
        }
    }

    public override void BeginColumns(int columns, int groups)
    {
        if (_columns is null)
        {
            _columns = (Moments*)NativeMemory.AlignedAlloc((nuint)(MaxColumns * (sizeof(Moments) + 2 * sizeof(T))), 64);
            _means = (T*)(_columns + MaxColumns);
            _squares = _means + MaxColumns;
        }
        (_width, _perGroup, _groups, _rows) = (columns * groups, columns, groups, 0);
        new Span<Moments>(_columns, _width).Clear();
        new Span<T>(_means, 2 * MaxColumns).Clear();
    }

    public override int ColumnPartialSize => sizeof(Moments);

    public override void SaveColumns(byte* partial, int width)
    {
        Unsafe.CopyBlockUnaligned(partial, _columns, (uint)(width * sizeof(Moments)));
        new Span<Moments>(_columns, width).Clear();
    }

    public override void MergeColumns(byte* partial, int width)
    {
        for (var i = 0; i < width; i++) _columns[i].Merge(((Moments*)partial)[i]);
    }

    public override void FoldRow(byte* row, int n)
    {
        if (n < _width)
        {
            // The last row does not reach all groups: alone, so that until here all columns have the same count.
            MergeRows();
            for (var i = 0; i < n; i++) _columns[i].Merge(new Moments(1, double.CreateTruncating(((T*)row)[i]), 0));
            return;
        }
        _rows++;
        Welford((T*)row, T.One / T.CreateTruncating(_rows), n);
        if (_rows == Level) MergeRows();
    }

    public override void EndColumns(byte* results, long count)
    {
        MergeRows();
        var r = (T*)results;
        for (var i = 0; i < _perGroup; i++)
        {
            var total = _columns[i];
            for (var group = 1; group < _groups; group++) total.Merge(_columns[group * _perGroup + i]);
            r[i] = Finish(total, count);
        }
    }

    public override void Dispose()
    {
        NativeMemory.AlignedFree(_columns);
        _columns = null;
    }

    private void MergeSegment()
    {
        _total.Merge(_segment);
        _segment = default;
        _blocks = 0;
    }

    private T Finish(in Moments total, long count) => T.CreateTruncating(total.Squares / Math.Max(count - ddof, 0));

    private void MergeRows()
    {
        if (_rows == 0) return;
        for (var i = 0; i < _width; i++)
            _columns[i].Merge(new Moments(_rows, double.CreateTruncating(_means[i]), double.CreateTruncating(_squares[i])));
        new Span<T>(_means, 2 * MaxColumns).Clear();
        _rows = 0;
    }

    private void Welford(T* row, T share, int n)
    {
        T* means = _means, squares = _squares;
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var shares = Vector256.Create(share);
            for (; i <= n - Vector256<T>.Count; i += Vector256<T>.Count)
            {
                var x = Vector256.Load(row + i);
                var mean = Vector256.Load(means + i);
                var delta = x - mean;
                mean += delta * shares;
                (Vector256.Load(squares + i) + delta * (x - mean)).Store(squares + i);
                mean.Store(means + i);
            }
        }
        for (; i < n; i++)
        {
            var delta = row[i] - means[i];
            means[i] += delta * share;
            squares[i] += delta * (row[i] - means[i]);
        }
    }

    /// <summary>Count, mean, and sum of squared deviations from it.</summary>
    private struct Moments(double count, double mean, double squares)
    {
        private double _count = count;
        private double _mean = mean;

        public double Squares { get; private set; } = squares;

        public void Merge(in Moments other)
        {
            if (_count == 0)
            {
                this = other;
                return;
            }
            var count = _count + other._count;
            var delta = other._mean - _mean;
            _mean += delta * other._count / count;
            Squares += other.Squares + delta * delta * _count * other._count / count;
            _count = count;
        }
    }
}
