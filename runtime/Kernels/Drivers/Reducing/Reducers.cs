using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels.Drivers.Reducing;

/// <summary>The reducer of a reduction and its dtypes.</summary>
internal static class Reducers
{
    /// <exception cref="NotSupportedException">There is no such reduction of this dtype.</exception>
    public static Reducer Create<TIn, TOut>(in ReductionSpec spec)
    {
        var reducer =
            typeof(TIn) == typeof(float) ? Floating<float>(spec)
            : typeof(TIn) == typeof(double) ? Floating<double>(spec)
            : typeof(TIn) == typeof(int) ? Integer<int>(spec)
            : typeof(TIn) == typeof(long) ? Integer<long>(spec)
            : typeof(TIn) == typeof(byte) ? Integer<byte>(spec)
            : typeof(TIn) == typeof(bool) ? Logical(spec)
            : null;
        return reducer is not null && reducer.ResultType == typeof(TOut)
            ? reducer
            : throw new NotSupportedException($"{spec.Kind} of {typeof(TIn).Name} to {typeof(TOut).Name} is not supported.");
    }

    private static Reducer? Floating<T>(in ReductionSpec spec) where T : unmanaged, IBinaryFloatingPointIeee754<T> => spec.Kind switch
    {
        Reduction.Mean => new FoldReducer<T, SumOp<T>>(T.Zero, isMean: true, typeof(T)),
        Reduction.Var => new VarianceReducer<T>(spec.Ddof),
        _ => Numeric<T>(spec),
    };

    private static Reducer? Integer<T>(in ReductionSpec spec) where T : unmanaged, INumber<T> => spec.Kind switch
    {
        Reduction.Mean or Reduction.Var => new ConvertingReducer<T>(Floating<double>(spec)!),
        _ => Numeric<T>(spec),
    };

    private static Reducer? Numeric<T>(in ReductionSpec spec) where T : unmanaged, INumber<T> => spec.Kind switch
    {
        Reduction.Sum => new FoldReducer<T, SumOp<T>>(T.Zero, isMean: false, typeof(T)),
        Reduction.Prod => new FoldReducer<T, ProdOp<T>>(T.One, isMean: false, typeof(T)),
        Reduction.Max => new FoldReducer<T, MaxOp<T>>(MaxOp<T>.Identity, isMean: false, typeof(T)),
        Reduction.Min => new FoldReducer<T, MinOp<T>>(MinOp<T>.Identity, isMean: false, typeof(T)),
        Reduction.ArgMax => new ArgReducer<T, MaxOp<T>>(),
        Reduction.ArgMin => new ArgReducer<T, MinOp<T>>(),
        _ => null,
    };

    // A bool is a byte, 0 or 1: any is the largest, all the smallest.
    private static Reducer? Logical(in ReductionSpec spec) => spec.Kind switch
    {
        Reduction.Any => new FoldReducer<byte, MaxOp<byte>>(0, isMean: false, typeof(bool)),
        Reduction.All => new FoldReducer<byte, MinOp<byte>>(1, isMean: false, typeof(bool)),
        Reduction.ArgMax => new ArgReducer<byte, MaxOp<byte>>(),
        Reduction.ArgMin => new ArgReducer<byte, MinOp<byte>>(),
        Reduction.Max => new FoldReducer<byte, MaxOp<byte>>(0, isMean: false, typeof(bool)),
        Reduction.Min => new FoldReducer<byte, MinOp<byte>>(1, isMean: false, typeof(bool)),
        _ => null,
    };
}
