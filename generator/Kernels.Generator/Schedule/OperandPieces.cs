using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Finds the concatenations and the like that loops alone read: these read the pieces where they lie, and no array of the whole exists.</summary>
/// <remarks>Runs before <see cref="Ownership"/>, for which such a value is a view of all its operands.</remarks>
internal static class OperandPieces
{
    public static Plan Apply(Plan plan) => plan with { Body = Visit(plan.Body) };

    private static PlanBlock Visit(PlanBlock block)
    {
        var steps = block.Steps.Select(s => s is RegionStep region ? region with { Blocks = [.. region.Blocks.Select(Visit)] } : s).ToImmutableArray();
        block = block with { Steps = steps };
        var kinds = new Dictionary<Value, InPieces>();
        foreach (var step in steps.OfType<HostStep>())
            if (step.Node.Op is HostOp { IsPiecewise: true }) Decide(block, step.Node.Result, kinds);
        return block with { Steps = [.. steps.Select(s => s is HostStep host && kinds.TryGetValue(host.Node.Result, out var kind) ? host with { Pieces = kind } : s)] };
    }

    // Parts of it are in pieces if it is.
    private static void Decide(PlanBlock block, Value value, Dictionary<Value, InPieces> kinds)
    {
        var parts = new List<Value>();
        var kind = Kind(block, value, parts);
        kinds[value] = kind;
        if (kind.Kind != PiecesKind.Read) return;
        foreach (var part in parts) kinds[part] = kind;
    }

    private static InPieces Kind(PlanBlock block, Value value, List<Value> parts)
    {
        if (block.Yields.Contains(value)) return new(PiecesKind.Yielded, null);
        foreach (var step in block.Steps)
        {
            switch (step)
            {
                case HostStep { Node: { Op: Ops.Index, Operands: var operands } node } when ReferenceEquals(operands[0], value) && IsPart(node):
                    parts.Add(node.Result);
                    if (Kind(block, node.Result, parts) is { Kind: not PiecesKind.Read } other) return other;
                    break;
                case HostStep { Node: var node } when node.Operands.Contains(value) && !ReadsShape(node):
                    return new(PiecesKind.Operand, node);
                case LoopStep loop when loop.Inputs.Contains(value):
                    if (loop.Reduction is { } fold) return new(PiecesKind.Folded, fold);
                    // Rows of a product are worth more than the copy.
                    if (loop.Inputs.Select(i => Producer(block, i)).FirstOrDefault(p => p?.Op is MatMul) is { } product) return new(PiecesKind.Product, product);
                    break;
                case RowStep rows when rows.Inputs.Contains(value):
                    return new(PiecesKind.Rows, rows.Reduction);
                case RegionStep region when region.Node.Operands.Contains(value) || region.Node.Regions.Any(r => r.FreeValues().Contains(value)):
                    return new(PiecesKind.Captured, region.Node);
            }
        }

        return new(PiecesKind.Read, null);
    }

    private static Node? Producer(PlanBlock block, Value value) => block.Steps.OfType<HostStep>().FirstOrDefault(s => ReferenceEquals(s.Node.Result, value))?.Node;

    private static bool IsPart(Node node) => SliceSpec.Parse(node.Attributes.Required("spec")) is { KeepsAxes: true };

    private static bool ReadsShape(Node node) => node.Op is Dimension or Rank || (node.Op is Size && node.Attributes.Text("fromAxis") is null);
}
