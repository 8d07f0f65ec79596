using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A vector as it broadcasts along <c>axis</c> of operand 1; an array of its shape stays as it is.</summary>
internal sealed class AlignAxis() : HostOp("align_axis", "AlignAxis")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override bool ReadsElements(int operand) => operand == 0;

    public override string Call(Node node, string[] x) =>
        $"global::Kernels.CompilerServices.Batching.AlignAxis({x[0]}, {x[1]}, {node.Attributes.Text("axis") ?? "null"}, {node.Attributes.CSharp("batched", "0")}, {Literals.Quote(node.Source.Text)})";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) => batch.IsMapped(node.Operands[0])
        ? throw new IrException("it cannot be mapped over its weights; only over what they belong to")
        : batch.Repeat(batch.Builder.Add(this, operands, node.Attributes.With("batched", node.Attributes.Int("batched") + 1), node.Source, node.Result.Name));

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
