using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The norm of vectors along one axis or of matrices along two, of an order that operand 1 says.</summary>
internal sealed class NormOfOrder() : HostOp("norm_of_order", "Norm")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override bool IsOperand(string parameter) => parameter == "ord";

    public override string Call(Node node, string[] x) => base.Call(node, [x[0], $"ord: {x[1]}"]);

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
