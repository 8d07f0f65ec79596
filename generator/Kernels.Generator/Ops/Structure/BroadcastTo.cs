using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The array repeated along new and unit axes, without a copy; the extents are the operands.</summary>
internal sealed class BroadcastTo() : HostOp("broadcast_to", "BroadcastTo")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override string Call(Node node, string[] x) => $"global::Kernels.NDArray.{Method}({x[0]}, [{string.Join(", ", x.Skip(1))}])";
}
