using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The number of elements, a long.</summary>
internal sealed class Size() : HostOp("size", "Size")
{
    public override bool ReadsElements(int operand) => false;

    public override (int Min, int Max) OperandCount => (1, 1);

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => new ScalarType(DType.I64);

    public override string Call(Node node, string[] x) => node.Attributes.Text("fromAxis") is { } first
        ? $"global::Kernels.CompilerServices.Batching.Size({x[0]}, {first})"
        : $"{x[0]}.Size";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, operands, node.Attributes.With("fromAxis", (node.Attributes.Ints("fromAxis")?[0] ?? 0) + 1), node.Source, node.Result.Name);
}
