using System.Numerics;

namespace Kernels.Drivers.Reducing;

/// <summary>Converts integers to double before they are folded: means and variances.</summary>
internal sealed unsafe class ConvertingReducer<T>(Reducer inner) : Reducer where T : unmanaged, INumber<T>
{
    private readonly double[] _converted = new double[Block];

    public override Type ResultType => inner.ResultType;

    public override int ResultSize => inner.ResultSize;

    public override void Begin() => inner.Begin();

    public override void Fold(byte* block, int n)
    {
        fixed (double* converted = _converted)
        {
            Convert((T*)block, converted, n);
            inner.Fold((byte*)converted, n);
        }
    }

    public override void End(byte* result, long count) => inner.End(result, count);

    public override void BeginColumns(int columns, int groups) => inner.BeginColumns(columns, groups);

    public override void FoldRow(byte* row, int n)
    {
        fixed (double* converted = _converted)
        {
            Convert((T*)row, converted, n);
            inner.FoldRow((byte*)converted, n);
        }
    }

    public override void EndColumns(byte* results, long count) => inner.EndColumns(results, count);

    public override void Dispose() => inner.Dispose();

    private static void Convert(T* p, double* converted, int n)
    {
        for (var i = 0; i < n; i++) converted[i] = double.CreateTruncating(p[i]);
    }
}
