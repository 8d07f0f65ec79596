using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The arrays joined along an axis that exists.</summary>
internal sealed class Concatenate() : HostOp("concatenate", "Concatenate")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, batch.MapAll(node, operands), Transforms.BatchContext.Shift(node.Attributes.Text("axis") is null ? node.Attributes.With("axis", 0) : node.Attributes, "axis"), node.Source, node.Result.Name);

    public override bool IsPiecewise => true;

    public override string Call(Node node, string[] x) => $"global::Kernels.NDArray.{Method}({Arguments(node, x)})";

    public override string CallInPieces(Node node, string[] x) => $"global::Kernels.CompilerServices.Pieces.{Method}({Arguments(node, x)})";

    public override bool TakesPieces => true;

    public override string CallJoined(Node node, string[] x) => $"global::Kernels.CompilerServices.Joined.{Method}<{node.Result.DType.Keyword()}>({Arguments(node, x)})";

    // The arrays are the elements of one collection argument.
    private string Arguments(Node node, string[] x) =>
        $"[{string.Join(", ", x)}]{(node.Attributes.Text("axis") is { } text ? $", axis: {Argument(node, "axis", text, x)}" : "")}";
}
