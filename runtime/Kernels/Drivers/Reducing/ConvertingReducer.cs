using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kernels.Drivers.Reducing;

/// <summary>Converts integers to double before they are folded: means and variances.</summary>
internal sealed unsafe class ConvertingReducer<T>(Reducer inner) : Reducer where T : unmanaged, INumber<T>
{
    public override Type ResultType => inner.ResultType;

    public override int ResultSize => inner.ResultSize;

    public override void Begin() => inner.Begin();

    [SkipLocalsInit]
    public override void Fold(byte* block, int n)
    {
        var converted = stackalloc double[Block];
        Convert((T*)block, converted, n);
        inner.Fold((byte*)converted, n);
    }

    public override int PartialSize => inner.PartialSize;

    public override void Save(byte* partial) => inner.Save(partial);

    public override void Merge(byte* partial) => inner.Merge(partial);

    public override void End(byte* result, long count) => inner.End(result, count);

    [SkipLocalsInit]
    public override void Rows(byte* data, int elementSize, int rows, int length, byte* results)
    {
        var converted = stackalloc double[Block];
        var together = Block / length;
        for (var row = 0; row < rows; row += together)
        {
            var some = Math.Min(together, rows - row);
            Convert((T*)data + row * length, converted, some * length);
            inner.Rows((byte*)converted, sizeof(double), some, length, results + row * ResultSize);
        }
    }

    public override void BeginColumns(int columns, int groups) => inner.BeginColumns(columns, groups);

    [SkipLocalsInit]
    public override void FoldRow(byte* row, int n)
    {
        var converted = stackalloc double[MaxColumns];
        Convert((T*)row, converted, n);
        inner.FoldRow((byte*)converted, n);
    }

    public override int ColumnPartialSize => inner.ColumnPartialSize;

    public override void SaveColumns(byte* partial, int width) => inner.SaveColumns(partial, width);

    public override void MergeColumns(byte* partial, int width) => inner.MergeColumns(partial, width);

    public override void EndColumns(byte* results, long count) => inner.EndColumns(results, count);

    public override void Dispose() => inner.Dispose();

    private static void Convert(T* p, double* converted, int n)
    {
        for (var i = 0; i < n; i++) converted[i] = double.CreateTruncating(p[i]);
    }
}
