using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An operand that was broadcast beside one of higher rank per example: unit axes are put in behind the leading one
/// until the examples' ranks agree; the other operands only lend their ranks. <c>mapped</c> flags each operand.</summary>
internal sealed class BatchAlign() : HostOp("batch_align", "Align")
{
    public override ImmutableArray<string> RequiredAttributes => ["mapped"];

    public override string Call(Node node, string[] x)
    {
        var mapped = node.Attributes.Required("mapped").Split(',');
        var ranks = x.Skip(1).Select((other, k) => mapped[k] == "1" ? $"{other}.Rank - 1" : $"{other}.Rank");
        return $"Batching.Align({x[0]}, [{string.Join(", ", ranks)}])";
    }

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
