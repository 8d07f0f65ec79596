using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The axes of each example in reverse order.</summary>
internal sealed class BatchTranspose() : HostOp("batch_transpose", "Transpose")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override (int Min, int Max) OperandCount => (1, 1);

    public override string Call(Node node, string[] x) => $"global::Kernels.CompilerServices.Batching.Transpose({x[0]})";
}
