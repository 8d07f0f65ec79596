using System.Runtime.CompilerServices;
using Kernels.Drivers.MatrixProduct;

namespace Kernels.Drivers.Chains;

/// <summary>Columns of one buffer that lie beside each other, x[.., k], x[.., k + 1] and so on: element i of a column lies i strides behind its first.</summary>
/// <remarks>Bounds: the columns' operands were checked against their buffer; a block of at most as many positions as there is memory for lies in their nest. Groups of eight
/// columns are written back together only where all eight are written, so nothing between columns is touched.</remarks>
internal sealed unsafe class ColumnPanel(object buffer, long stride, int size, long offset, long first)
{
    // Columns with more than so many others between them are panels of their own.
    private const int WidestGap = 16;

    // Fewer columns than a tile has are copied one by one, an element at a time.
    private const double TileCost = 0.4;

    private bool[] _reads = [];
    private bool[] _writes = [];
    private (int Column, int Count)[] _readRuns = [];
    private (int Column, int Count)[] _writeRuns = [];
    private long _low = offset;
    private long _high = offset;
    private long _first = first;

    /// <summary>The managed array.</summary>
    public object Buffer { get; } = buffer;

    /// <summary>Bytes from an element of a column to the next.</summary>
    public long Stride { get; } = stride;

    /// <summary>Bytes in an element.</summary>
    public int Size { get; } = size;

    /// <summary>Whether a nest writes any of it.</summary>
    public bool IsWritten { get; set; }

    /// <summary>Where it begins in a thread's memory.</summary>
    public long Start { get; set; }

    /// <summary>The number of columns, those in between included.</summary>
    public int Columns => (int)((_high - _low) / Size) + 1;

    /// <summary>Whether elements lie one after the other.</summary>
    public bool IsDense => Stride == Size;

    /// <summary>Takes a column in, if it lies beside the others.</summary>
    /// <param name="offset">Where it begins, in bytes from the buffer's.</param>
    /// <param name="first">The address of that.</param>
    public bool TryAdd(long offset, long first)
    {
        long low = Math.Min(_low, offset), high = Math.Max(_high, offset), gap = WidestGap * Size;
        if (offset < _low - gap || offset > _high + gap || high - low + Size > Stride) return false;
        (_low, _high, _first) = (low, high, Math.Min(_first, first));
        return true;
    }

    /// <summary>The index of a column.</summary>
    public int Column(long offset) => (int)((offset - _low) / Size);

    /// <summary>Takes note of what nests do with a column, in their order.</summary>
    public void Touch(int column, bool writes)
    {
        if (_reads.Length == 0) (_reads, _writes) = (new bool[Columns], new bool[Columns]);
        if (writes) _writes[column] = true;
        else if (!_writes[column]) _reads[column] = true;
    }

    /// <summary>Finds out what is to be copied, when all nests were noted.</summary>
    public void Prepare() => (_readRuns, _writeRuns) = (Runs(_reads), Runs(_writes));

    /// <summary>What it takes to copy the columns to and fro, in strided accesses for each position.</summary>
    public double Cost
    {
        get
        {
            double cost = 0;
            if (!IsDense)
                foreach (var (_, count) in (IEnumerable<(int, int)>)[.. _readRuns, .. _writeRuns]) cost += count >= EightRows.Count ? count * TileCost : count;
            return cost;
        }
    }

    /// <summary>Copies the columns that nests read before they write them.</summary>
    /// <param name="memory">The thread's memory.</param>
    /// <param name="pitch">Elements from a column to the next there.</param>
    /// <param name="from">The first position.</param>
    /// <param name="n">The positions.</param>
    /// <param name="padded">The positions that bodies compute: those behind the last one hold its value, as an integer division by a made-up 0 would throw.</param>
    public void Read(byte* memory, int pitch, long from, int n, int padded)
    {
        foreach (var (column, count) in _readRuns)
        {
            var source = (byte*)_first + (long)column * Size + from * Stride;
            if (Size == 4) Read((uint*)source, (uint*)(memory + Start) + (long)column * pitch, count, pitch, n, padded);
            else Read((ulong*)source, (ulong*)(memory + Start) + (long)column * pitch, count, pitch, n, padded);
        }
    }

    /// <summary>Copies back the columns that nests wrote.</summary>
    public void Write(byte* memory, int pitch, long from, int n)
    {
        foreach (var (column, count) in _writeRuns)
        {
            var target = (byte*)_first + (long)column * Size + from * Stride;
            if (Size == 4) Write((uint*)(memory + Start) + (long)column * pitch, (uint*)target, count, pitch, n);
            else Write((ulong*)(memory + Start) + (long)column * pitch, (ulong*)target, count, pitch, n);
        }
    }

    private void Read<T>(T* source, T* columns, int count, int pitch, int n, int padded) where T : unmanaged
    {
        var stride = Stride / sizeof(T);
        if (IsDense) Unsafe.CopyBlockUnaligned(columns, source, (uint)(n * sizeof(T)));
        else
            // Of less than eight positions the last one stands for the others; there is room for them.
            for (var i = 0; i < n; i += EightRows.Count)
                EightRows.Transpose(source + i * stride, stride, Math.Min(EightRows.Count, n - i), columns + i, pitch, count);
        if (padded == n) return;
        for (var k = 0; k < count; k++) new Span<T>(columns + (long)k * pitch + n, padded - n).Fill(columns[(long)k * pitch + n - 1]);
    }

    private void Write<T>(T* columns, T* target, int count, int pitch, int n) where T : unmanaged
    {
        var stride = Stride / sizeof(T);
        if (IsDense)
        {
            Unsafe.CopyBlockUnaligned(target, columns, (uint)(n * sizeof(T)));
            return;
        }
        var k = 0;
        for (; k <= count - EightRows.Count; k += EightRows.Count)
            EightRows.Transpose(columns + (long)k * pitch, pitch, EightRows.Count, target + k, stride, n);
        for (; k < count; k++)
        {
            var column = columns + (long)k * pitch;
            for (var i = 0; i < n; i++) target[i * stride + k] = column[i];
        }
    }

    /// <summary>The columns of a kind, as first ones and how many follow each other.</summary>
    private static (int Column, int Count)[] Runs(bool[] kind)
    {
        List<(int, int)> runs = [];
        for (var k = 0; k < kind.Length; k++)
        {
            if (!kind[k]) continue;
            var first = k;
            while (k < kind.Length && kind[k]) k++;
            runs.Add((first, k - first));
        }
        return [.. runs];
    }
}
