using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The elements moved along axes by operand 1; those that leave at the end come in at the start.</summary>
internal sealed class Roll() : HostOp("roll", "Roll")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override (int Min, int Max) OperandCount => (2, 2);

    public override ImmutableArray<string> RequiredAttributes => ["axis"];

    public override bool IsPiecewise => true;

    public override bool IsOperand(string parameter) => parameter == "shift";

    public override string CallInPieces(Node node, string[] x) =>
        $"global::Kernels.CompilerServices.Pieces.Roll({x[0]}, {x[1]}, axis: {Argument(node, "axis", node.Attributes.Required("axis"), x)})";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) => operands[1].IsArray
        ? EachExample.Of(batch, node, operands)
        : batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
