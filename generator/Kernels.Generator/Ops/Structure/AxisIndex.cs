using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The position of each element along <c>axis</c>, -1 or -2, as an array of ints whose other axes have extent 1.</summary>
internal sealed class AxisIndex() : HostOp("axis_index", "AxisIndex")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override ImmutableArray<string> RequiredAttributes => ["axis"];

    public override bool ReadsElements(int operand) => false;

    public override string Call(Node node, string[] x) =>
        $"global::Kernels.CompilerServices.Positions.Along({x[0]}, {node.Attributes.Required("axis")}, {node.Attributes.CSharp("batched", "0")}, {Literals.Quote(node.Source.Text)})";

    // Counted from the end, so the same for all examples: the axis of the batch has extent 1 too.
    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, operands, node.Attributes.With("batched", node.Attributes.Int("batched") + 1), node.Source, node.Result.Name);

    protected override DType ResultDType(ImmutableArray<Value> operands) => DType.I32;

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].Shape.DeriveKept($"i{attributes.Required("axis")}");
}
