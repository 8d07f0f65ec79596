using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Whether two arrays have the same shape and equal elements; a truth value of the host program.</summary>
internal sealed class ArrayEqual() : HostOp("array_equal", "ArrayEqual")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        operands[0].DType == operands[1].DType ? new ScalarType(DType.Bool) : throw new IrException("'array_equal' needs arrays of one dtype");
}
