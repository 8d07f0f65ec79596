namespace Kernels.Drivers.Reducing;

/// <summary>Folds elements that the driver hands over in a fixed order and in fixed blocks, either one result after the other or
/// many columns side by side. A reducer is one thread's: others fold segments of the same result, which are merged in their order.</summary>
/// <remarks>Bounds: addresses hold as many elements as the accompanying count says; column widths do not exceed that of
/// <see cref="BeginColumns"/>.</remarks>
internal abstract unsafe class Reducer : IDisposable
{
    /// <summary>Elements in every block but the last of a result.</summary>
    public const int Block = 2048;

    /// <summary>The most columns that are folded side by side: a row of them is a block.</summary>
    public const int MaxColumns = Block;

    /// <summary>With fewer columns, several rows are taken for one of up to so many.</summary>
    public const int GroupColumns = 512;

    /// <summary>Blocks in a segment, a power of two.</summary>
    public const int SegmentBlocks = 16;

    /// <summary>Elements in a segment of a result.</summary>
    public const int Segment = SegmentBlocks * Block;

    /// <summary>Rows in a segment of columns side by side.</summary>
    public const int SegmentRows = 64;

    public abstract Type ResultType { get; }

    /// <summary>Bytes in a result.</summary>
    public abstract int ResultSize { get; }

    /// <summary>Starts a result.</summary>
    public abstract void Begin();

    /// <summary>Adds a block to the result.</summary>
    public abstract void Fold(byte* block, int n);

    /// <summary>Adds a block here and another one to another result's reducer of the same kind.</summary>
    public virtual void FoldBeside(Reducer other, byte* block, byte* others, int n)
    {
        Fold(block, n);
        other.Fold(others, n);
    }

    /// <summary>Folds two whole segments, block by block by turns, and writes the state of each.</summary>
    /// <param name="other">Another reducer of the same kind, for the second.</param>
    /// <param name="one">The first segment's elements.</param>
    /// <param name="two">The second one's.</param>
    /// <param name="elementSize">Bytes in an element.</param>
    /// <param name="partial">The first one's state, of <see cref="PartialSize"/> bytes.</param>
    /// <param name="partialOfTwo">The second one's.</param>
    public virtual void FoldSegments(Reducer other, byte* one, byte* two, int elementSize, byte* partial, byte* partialOfTwo)
    {
        Begin();
        other.Begin();
        long bytes = Block * elementSize;
        for (var block = 0; block < SegmentBlocks; block++) FoldBeside(other, one + (block * bytes), two + (block * bytes), Block);
        Save(partial);
        other.Save(partialOfTwo);
    }

    /// <summary>Bytes of the virtual lanes in which a body folds a block: see <see cref="FillLanes"/>.</summary>
    public const int LaneBytes = 256;

    /// <summary>Starts blocks that a body folds: lanes that hold nothing yet. Only sums, products, extremes and means have such.</summary>
    public virtual void FillLanes(byte* lanes, int blocks) => throw new NotSupportedException();

    /// <summary>Combines the first <paramref name="n"/> lanes with others.</summary>
    public virtual void CombineLanes(byte* lanes, byte* others, int n) => throw new NotSupportedException();

    /// <summary>Adds the blocks that lanes were folded from, as <see cref="Fold"/> would.</summary>
    public virtual void FoldLanes(byte* lanes, int blocks) => throw new NotSupportedException();

    /// <summary>Bytes of a segment's state.</summary>
    public abstract int PartialSize { get; }

    /// <summary>Writes what was folded since <see cref="Begin"/>, a whole segment.</summary>
    public abstract void Save(byte* partial);

    /// <summary>Adds a whole segment to the result, as its blocks would; only whole segments came before it.</summary>
    public abstract void Merge(byte* partial);

    /// <summary>Writes the result of <paramref name="count"/> elements.</summary>
    public abstract void End(byte* result, long count);

    /// <summary>Writes the result of each of several rows that lie one after the other, each at most a block. Rows of up to
    /// <see cref="ReductionAxes.ShortRow"/> elements are folded as columns would be.</summary>
    public virtual void Rows(byte* data, int elementSize, int rows, int length, byte* results)
    {
        for (var row = 0; row < rows; row++)
        {
            Begin();
            Fold(data, length);
            End(results, length);
            data += (long)length * elementSize;
            results += ResultSize;
        }
    }

    /// <summary>Starts <paramref name="groups"/> times <paramref name="columns"/> results side by side; the groups of a column are
    /// combined at the end.</summary>
    public abstract void BeginColumns(int columns, int groups);

    /// <summary>Adds an element to each result; only the last row may be shorter than all columns of all groups.</summary>
    public abstract void FoldRow(byte* row, int n);

    /// <summary>Adds several rows, so many bytes apart, as <see cref="FoldRow"/> would.</summary>
    public virtual void FoldRows(byte* first, long apart, int rows, int n)
    {
        for (var row = 0; row < rows; row++) FoldRow(first + row * apart, n);
    }

    /// <summary>Writes the result of each of several columns of at most <see cref="ReductionAxes.ShortRow"/> elements; the columns' first elements lie
    /// one after the other, then their second ones, and so on.</summary>
    public virtual void Planes(byte* data, int elementSize, int columns, int length, byte* results)
    {
        for (int from = 0, some; from < columns; from += some)
        {
            some = Math.Min(columns - from, MaxColumns);
            BeginColumns(some, 1);
            FoldRows(data + ((long)from * elementSize), (long)columns * elementSize, length, some);
            EndColumns(results + ((long)from * ResultSize), length);
        }
    }

    /// <summary>Bytes of the state of a segment of columns, for each of them.</summary>
    public abstract int ColumnPartialSize { get; }

    /// <summary>Writes what <see cref="SegmentRows"/> rows came to, each of all <paramref name="width"/> columns, and forgets them.</summary>
    public abstract void SaveColumns(byte* partial, int width);

    /// <summary>Adds the rows of a segment, as <see cref="FoldRow"/> would; only whole segments came before it.</summary>
    public abstract void MergeColumns(byte* partial, int width);

    /// <summary>Writes a result for each column, of <paramref name="count"/> elements.</summary>
    public abstract void EndColumns(byte* results, long count);

    /// <summary>Frees the columns' memory.</summary>
    public abstract void Dispose();
}
