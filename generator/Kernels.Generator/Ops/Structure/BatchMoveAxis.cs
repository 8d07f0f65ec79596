using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Moves the mapped axis of an argument to the front, or that of a result from the front: a view.</summary>
internal sealed class BatchMoveAxis() : HostOp("batch_move_axis", "MoveAxis")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override (int Min, int Max) OperandCount => (1, 1);

    public override ImmutableArray<string> RequiredAttributes => ["source", "destination"];

    public override string Call(Node node, string[] x) => $"global::Kernels.NDArray.MoveAxis({x[0]}, {node.Attributes.Required("source")}, {node.Attributes.Required("destination")})";
}
