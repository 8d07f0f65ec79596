using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The elements moved along each of several axes by an operand of its own; those that leave at the end come in at the start.</summary>
internal sealed class RollAxes() : HostOp("roll_axes", "Roll")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override ImmutableArray<string> RequiredAttributes => ["axis"];

    public override bool IsOperand(string parameter) => parameter == "shifts";

    public override string Call(Node node, string[] x) =>
        $"global::Kernels.NDArray.Roll({x[0]}, global::Kernels.Axes.Create([{string.Join(", ", x.Skip(1))}]), axis: {Argument(node, "axis", node.Attributes.Required("axis"), x)})";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) => operands.Skip(1).Any(o => o.IsArray)
        ? EachExample.Of(batch, node, operands)
        : batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].Shape;
}
