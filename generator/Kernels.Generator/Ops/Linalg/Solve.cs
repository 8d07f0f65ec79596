using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The solution of a x = b. Whether b is a vector the run knows; in a batch <c>left</c> and <c>right</c> count the leading axes of the operands
/// that examples do not have.</summary>
internal sealed class Solve() : LinalgOp("solve", "Solve", arity: 2)
{
    protected override string Function(Node node, string[] x) => node.Attributes.Text("left") is null ? base.Function(node, x)
        : $"global::Kernels.CompilerServices.Batching.Solve({x[0]}, {x[1]}, left: {node.Attributes.Required("left")}, right: {node.Attributes.Required("right")})";

    protected override ImmutableArray<Value> Mapped(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands, out Attributes attributes)
    {
        var half = operands.Length / 2;
        bool left = node.Operands.Take(half).Any(batch.IsMapped), right = node.Operands.Skip(half).Any(batch.IsMapped);
        // The batch of a batch: where one operand has fewer leading axes, these are the outer ones.
        if (node.Attributes.Text("left") is not null)
        {
            operands = batch.MapAll(node, operands);
            (left, right) = (true, true);
        }

        attributes = node.Attributes.With("left", node.Attributes.Int("left") + (left ? 1 : 0)).With("right", node.Attributes.Int("right") + (right ? 1 : 0));
        return operands;
    }
}
