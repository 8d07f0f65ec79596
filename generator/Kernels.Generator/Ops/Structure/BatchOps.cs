using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A matrix product in a batch: <c>leftMapped</c> and <c>rightMapped</c> say which operands have the leading axis, so that the
/// runtime can tell a batch of vectors from a matrix.</summary>
internal sealed class BatchMatMul() : HostOp("batch_matmul", "MatMul")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override ImmutableArray<string> RequiredAttributes => ["leftMapped", "rightMapped"];

    public override string Call(Node node, string[] x) => $"Batching.MatMul({x[0]}, {x[1]}, leftMapped: {node.Attributes.Required("leftMapped")}, rightMapped: {node.Attributes.Required("rightMapped")})";
}

/// <summary>A reshape of each example: the operands after the array are the example's extents.</summary>
internal sealed class BatchReshape() : HostOp("batch_reshape", "Reshape")
{
    public override string Call(Node node, string[] x) => $"Batching.Reshape({x[0]}, [{string.Join(", ", x.Skip(1))}])";
}

/// <summary>The axes of each example in reverse order.</summary>
internal sealed class BatchTranspose() : HostOp("batch_transpose", "Transpose")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override string Call(Node node, string[] x) => $"Batching.Transpose({x[0]})";
}

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

/// <summary>An array that is not mapped, repeated along a new leading axis as long as that of operand 1: a view.</summary>
internal sealed class BatchRepeat() : HostOp("batch_repeat", "Repeat")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override string Call(Node node, string[] x) => $"Batching.Repeat({x[0]}, {x[1]}.Shape[0])";

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}

/// <summary>Moves the mapped axis of an argument to the front, or that of a result from the front: a view.</summary>
internal sealed class BatchMoveAxis() : HostOp("batch_move_axis", "MoveAxis")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override ImmutableArray<string> RequiredAttributes => ["source", "destination"];

    public override string Call(Node node, string[] x) => $"NDArray.MoveAxis({x[0]}, {node.Attributes.Required("source")}, {node.Attributes.Required("destination")})";
}
