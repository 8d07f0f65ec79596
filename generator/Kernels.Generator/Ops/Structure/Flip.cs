using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The elements along the axes in reverse order: a view.</summary>
internal sealed class Flip() : HostOp("flip", "Flip")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, operands, node.Attributes.Ints("axis") is null
            ? node.Attributes.With("fromAxis", (node.Attributes.Ints("fromAxis")?[0] ?? 0) + 1)
            : Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);

    // All axes of an example are all but the leading ones, which only the rank can tell.
    public override string Call(Node node, string[] x) => node.Attributes.Text("fromAxis") is { } first
        ? $"global::Kernels.NDArray.Flip({x[0]}, global::Kernels.CompilerServices.Batching.AxesFrom({first}, {x[0]}.Rank))"
        : base.Call(node, x);
}
