using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The absolute value; the smallest integer stays itself.</summary>
internal sealed class Abs() : ElementwiseOp("abs", 1)
{
    public override string[] SystemMath => ["Abs"];

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0] == DType.Bool ? null : operands[0];

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{LaneNames.Class(dtypes[0])}.Abs({x[0]})";

    // Math.Abs throws on the smallest integer, vectors wrap.
    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        dtypes[0].IsFloat() ? $"{dtypes[0].Keyword()}.Abs({x[0]})" : dtypes[0] == DType.U8 ? x[0] : $"({x[0]} < 0 ? -{x[0]} : {x[0]})";

    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        dtypes[0].IsFloat() ? $"GpuMath.Abs({x[0]})" : Host(dtypes, x, attributes);
}
