using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The first operand, repeated to the shape that both broadcast to: for results that do not depend on every mapped argument.</summary>
internal sealed class Like() : ElementwiseOp("like", 2)
{
    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) => operands[0];

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => x[0];

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => x[0];
}
