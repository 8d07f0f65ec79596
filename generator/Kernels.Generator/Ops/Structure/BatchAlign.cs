using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An operand that was broadcast beside one of higher rank per example: unit axes are put in behind the leading one
/// until the examples' ranks agree; the other operands only lend their ranks. <c>mapped</c> counts the leading axes of each of those that
/// belong to batches, <c>depth</c> those of the operand itself: more than one where batches nest.</summary>
internal sealed class BatchAlign() : HostOp("batch_align", "Align")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override bool ReadsElements(int operand) => operand == 0;

    public override ImmutableArray<string> RequiredAttributes => ["mapped", "depth"];

    public override string Call(Node node, string[] x)
    {
        var mapped = node.Attributes.Required("mapped").Split(',');
        var ranks = x.Skip(1).Select((other, k) => mapped[k] == "0" ? $"{other}.Rank" : $"{other}.Rank - {mapped[k]}");
        return $"global::Kernels.CompilerServices.Batching.Align({x[0]}, {node.Attributes.Required("depth")}, [{string.Join(", ", ranks)}])";
    }

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        var counts = node.Attributes.Ints("mapped")!.Value.Select((count, k) => count + (batch.IsMapped(node.Operands[k + 1]) ? 1 : 0));
        var x = batch.IsMapped(node.Operands[0]) ? operands[0] : batch.Repeat(operands[0]);
        var attributes = node.Attributes.With("mapped", string.Join(",", counts)).With("depth", node.Attributes.Ints("depth")!.Value[0] + 1);
        return batch.Builder.Add(this, operands.SetItem(0, x), attributes, node.Source, node.Result.Name);
    }

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
