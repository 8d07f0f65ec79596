using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The second operand where the first is true, else the third; NumPy's <c>where</c>.</summary>
internal sealed class Where() : ElementwiseOp("where", 3)
{
    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0] == DType.Bool && operands[1] == operands[2] ? operands[1] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{LaneNames.Class(dtypes[1])}.ConditionalSelect({lanes.FromMask(dtypes[1], x[0])}, {x[1]}, {x[2]})";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"({x[0]} ? {x[1]} : {x[2]})";
}
