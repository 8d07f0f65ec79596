using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>All bits turned.</summary>
internal sealed class BitwiseNot() : ElementwiseOp("bitwise_not", 1)
{
    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0].IsInteger() ? operands[0] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"~{x[0]}";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        dtypes[0] == DType.U8 ? $"(byte)~{x[0]}" : $"~{x[0]}";
}
