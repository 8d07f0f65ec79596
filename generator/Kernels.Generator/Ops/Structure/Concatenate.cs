using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The arrays joined along an axis that exists.</summary>
internal sealed class Concatenate() : HostOp("concatenate", "Concatenate")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, batch.MapAll(node, operands), Transforms.BatchContext.Shift(node.Attributes.Text("axis") is null ? node.Attributes.With("axis", 0) : node.Attributes, "axis"), node.Source, node.Result.Name);

    // The arrays are the elements of one collection argument.
    public override string Call(Node node, string[] x)
    {
        var axis = node.Attributes.Text("axis") is { } text ? $", axis: {Argument(node, "axis", text, x)}" : "";
        return $"global::Kernels.NDArray.{Method}([{string.Join(", ", x)}]{axis})";
    }
}
