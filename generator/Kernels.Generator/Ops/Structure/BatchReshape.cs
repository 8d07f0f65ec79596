using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A reshape of each example: the operands after the array are the example's extents.</summary>
internal sealed class BatchReshape() : HostOp("batch_reshape", "Reshape")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override string Call(Node node, string[] x) => $"global::Kernels.CompilerServices.Batching.Reshape({x[0]}, [{string.Join(", ", x.Skip(1))}])";
}
