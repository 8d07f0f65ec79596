using Kernels.Generator.IR;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Ops;

/// <summary>Axes of an example that count from the end, in C#: the runtime checks that they do not reach the axes of the batch.</summary>
internal static class BatchedAxis
{
    /// <summary>The axis, or where the node stands in a batch and the axis counts from the end, a call that finds it.</summary>
    /// <param name="node">The node, whose attribute <c>batched</c> counts the leading axes that belong to batches.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="rank">C# for the rank that it counts in.</param>
    public static string CSharp(Node node, int axis, string rank) => axis < 0 && node.Attributes.Text("batched") is { } depth
        ? $"global::Kernels.CompilerServices.Batching.Axis({Text(axis)}, {depth}, {rank}, {Literals.Quote(node.Source.Text)})"
        : Text(axis);

    /// <summary>One axis, or a collection expression of several.</summary>
    public static string CSharp(Node node, IReadOnlyList<int> axes, string rank) =>
        axes.Count == 1 ? CSharp(node, axes[0], rank) : $"[{string.Join(", ", axes.Select(a => CSharp(node, a, rank)))}]";
}
