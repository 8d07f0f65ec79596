using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The subarrays at given indices along <c>axis</c>; without one, of the array as a vector.</summary>
internal sealed class Take() : HostOp("take", "Take")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    protected override DType ResultDType(ImmutableArray<Value> operands)
    {
        if (!operands[1].IsArray || operands[1].DType is not (DType.I32 or DType.I64)) throw new IrException($"indices must be an array of int or long, not {operands[1].Type}");
        return operands[0].DType;
    }
}
