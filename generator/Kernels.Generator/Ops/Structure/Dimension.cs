using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The extent of an axis, <c>x.Shape[i]</c>: operands x and i; with <c>fromEnd</c>, <c>x.Shape[^i]</c>; with
/// <c>rank</c>, of a shape that is deconstructed into so many.</summary>
internal sealed class Dimension() : HostOp("dimension", "Shape")
{
    public override bool ReadsElements(int operand) => false;

    public override (int Min, int Max) OperandCount => (2, 2);

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => new ScalarType(DType.I32);

    public override string Call(Node node, string[] x) =>
        node.Attributes.Text("rank") is { } rank ? $"global::Kernels.CompilerServices.ShapeGuard.Extent({x[0]}.Shape, {x[1]}, {rank})"
        : node.Attributes.Flag("fromEnd") ? $"{x[0]}.Shape[^{x[1]}]" : $"{x[0]}.Shape[{x[1]}]";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        var axis = node.Attributes.Flag("fromEnd") ? operands[1]
            : batch.Builder.Add(OpTable.Add, [operands[1], batch.Builder.Constant(DType.I32, "1")]);
        var attributes = node.Attributes.Text("rank") is null ? node.Attributes : node.Attributes.With("rank", node.Attributes.Int("rank") + 1);
        return batch.Builder.Add(this, [operands[0], axis], attributes, node.Source, node.Result.Name);
    }
}
