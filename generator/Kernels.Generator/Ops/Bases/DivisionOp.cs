using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Division and remainder: integers truncate and raise an error on a zero divisor, as in C#; no vector instruction does that.</summary>
internal abstract class DivisionOp(string name, string symbol, string method) : ArithmeticOp(name, symbol)
{
    public override bool CanThrow(DType dtype) => dtype.IsInteger();

    /// <summary>Whether vectors of the dtype have the operator.</summary>
    protected abstract bool HasOperator(DType dtype);

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        HasOperator(dtypes[0]) ? base.Lanes(lanes, dtypes, x, attributes)
        : dtypes[0].IsFloat() ? $"VectorMath.{method}({x[0]}, {x[1]})"
        : lanes.IsFull(dtypes[0]) ? $"Lanes.{method}({x[0]}, {x[1]})"
        : $"Lanes.{method}_{lanes.ElementSize.ToString(System.Globalization.CultureInfo.InvariantCulture)}({x[0]}, {x[1]})";

    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        HasOperator(dtypes[0]) ? base.Gpu(dtypes, x, attributes) : $"GpuMath.{method}({x[0]}, {x[1]})";
}
