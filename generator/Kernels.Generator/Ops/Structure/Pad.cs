using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The array with a border: operands are the array, the width or (<c>pairs</c>) widths before and after each axis, and (<c>hasValue</c>) the border's
/// value.</summary>
internal sealed class Pad() : HostOp("pad", "Pad")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override (int Min, int Max) OperandCount => (2, int.MaxValue);

    public override bool IsPiecewise => true;

    public override bool IsOperand(string parameter) => parameter is "width" or "widths" or "value";

    public override Attributes WithOperand(Attributes attributes, string parameter) => parameter switch
    {
        "widths" => attributes.With("pairs", true),
        "value" => attributes.With("hasValue", true),
        _ => attributes,
    };

    public override string Call(Node node, string[] x) => $"global::Kernels.NDArray.Pad({Arguments(node, x)})";

    public override string CallInPieces(Node node, string[] x) => $"global::Kernels.CompilerServices.Pieces.Pad({Arguments(node, x)})";

    public override bool TakesPieces => true;

    public override string CallJoined(Node node, string[] x) => $"global::Kernels.CompilerServices.Joined.Pad<{node.Result.DType.Keyword()}>({Arguments(node, x)})";

    // Which axes all those of an example are only the rank can tell.
    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        if (operands.Skip(1).Any(o => o.IsArray)) throw new IrException("'pad' cannot be mapped over its widths or its value; only over its array");
        if (node.Attributes.Flag("pairs"))
        {
            var none = batch.Builder.Constant(DType.I32, "0");
            return batch.Builder.Add(this, [operands[0], none, none, .. operands.Skip(1)], node.Attributes, node.Source, node.Result.Name);
        }

        var attributes = node.Attributes.Ints("axis") is null ? node.Attributes.With("fromAxis", node.Attributes.Int("fromAxis") + 1) : Transforms.BatchContext.Shift(node.Attributes, "axis");
        return batch.Builder.Add(this, operands, attributes, node.Source, node.Result.Name);
    }

    private string Arguments(Node node, string[] x)
    {
        var widths = x.Skip(1).Take(x.Length - (node.Attributes.Flag("hasValue") ? 2 : 1)).ToList();
        var text = node.Attributes.Flag("pairs")
            ? $"[{string.Join(", ", Enumerable.Range(0, widths.Count / 2).Select(k => $"({widths[2 * k]}, {widths[2 * k + 1]})"))}]" : widths[0];
        var mode = node.Attributes.Text("mode") is { } number ? $", mode: (global::Kernels.PadMode){number}" : "";
        var value = node.Attributes.Flag("hasValue") ? $", value: {x[x.Length - 1]}" : "";
        var axis = node.Attributes.Text("fromAxis") is { } first ? $", axis: global::Kernels.CompilerServices.Batching.AxesFrom({first}, {x[0]}.Rank)"
            : node.Attributes.Text("axis") is { } axes ? $", axis: {Argument(node, "axis", axes, x)}" : "";
        return $"{x[0]}, {text}{mode}{value}{axis}";
    }

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
