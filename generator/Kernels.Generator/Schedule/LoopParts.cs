using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>A part of a loop's body: it runs over a block of elements before the next part does.</summary>
/// <param name="Inputs">The arrays that it reads: the loop's own, or what earlier parts left.</param>
/// <param name="Scalars">The host scalars that it takes.</param>
/// <param name="Nodes">What it computes for each element.</param>
/// <param name="Outputs">What it leaves: values that later parts need, of the last one the loop's outputs.</param>
internal sealed record LoopPart(ImmutableArray<Value> Inputs, ImmutableArray<Value> Scalars, ImmutableArray<Node> Nodes, ImmutableArray<Value> Outputs);

/// <summary>Cuts long loop bodies into parts. A body of several functions needs more registers than there are, since the compiler keeps the
/// constants of all of them at hand and spills what it computes; and the core does not see from one element's work into the next one's. In parts,
/// a block of elements each, the same work takes about half the time, and what one part leaves to the next stays in L1.</summary>
internal static class LoopParts
{
    /// <summary>The elements of a block are so many bytes of the widest dtype.</summary>
    public const int BlockBytes = 1024;

    // Two functions, or one and what usually stands around it, are best left together.
    internal const int LongBody = 100;
    private const int LongPart = 64;

    /// <summary>The parts of a loop, in order; none if it runs as a whole.</summary>
    public static ImmutableArray<LoopPart> Of(LoopStep loop)
    {
        // Of control flow nothing is known but that it has a length of its own.
        if (loop.Nodes.Any(n => n.Op is not (ElementwiseOp or Constant) || !(n.Op is Constant || n.Result.IsArray))) return [];
        if (loop.Nodes.Sum(Instructions) <= LongBody) return [];

        var parts = Cut(loop);
        if (parts.Count == 1) return [];
        var result = ImmutableArray.CreateBuilder<LoopPart>();
        for (var k = 0; k < parts.Count; k++)
        {
            var own = new HashSet<Value>(parts[k].SelectMany(n => n.Results));
            var isLast = k == parts.Count - 1;
            var later = new HashSet<Value>(parts.Skip(k + 1).SelectMany(p => p).SelectMany(n => n.Operands).Concat(loop.Outputs));

            // The last part alone writes the loop's outputs: they may lie where its inputs do, which all parts read.
            var used = parts[k].SelectMany(n => n.Operands).Concat(isLast ? loop.Outputs : []).Where(v => !own.Contains(v)).Distinct().ToList();
            result.Add(new LoopPart(
                [.. used.Where(v => v.IsArray)], [.. used.Where(loop.Scalars.Contains)], [.. parts[k]],
                isLast ? loop.Outputs : [.. parts[k].SelectMany(n => n.Results).Where(later.Contains)]));
        }

        return result.ToImmutable();
    }

    private static List<List<Node>> Cut(LoopStep loop)
    {
        var places = new int[loop.Nodes.Length];
        var (part, length) = (0, 0);
        for (var k = 0; k < places.Length; k++)
        {
            var instructions = Instructions(loop.Nodes[k]);
            if (length + instructions > LongPart && length > 0) (part, length) = (part + 1, 0);
            places[k] = part;
            length += instructions;
        }

        // What little is computed from the loop's inputs alone is computed where it is used: they can be read there as well as its result.
        var producers = loop.Nodes.SelectMany((n, k) => n.Results.Select(r => (r, k))).ToDictionary(p => p.r, p => p.k);
        var light = new bool[places.Length];
        for (var k = 0; k < places.Length; k++)
            light[k] = Instructions(loop.Nodes[k]) <= 1 && loop.Nodes[k].Operands.All(o => !producers.TryGetValue(o, out var from) || light[from]);
        for (var k = places.Length - 1; k >= 0; k--)
        {
            if (!light[k] || loop.Nodes[k].Results.Any(loop.Outputs.Contains)) continue;
            places[k] = Enumerable.Range(k + 1, places.Length - k - 1).Where(u => loop.Nodes[u].Operands.Any(loop.Nodes[k].Results.Contains)).Select(u => places[u]).DefaultIfEmpty(places[k]).Min();
        }

        return [.. Enumerable.Range(0, part + 1).Select(p => loop.Nodes.Where((_, k) => places[k] == p).ToList()).Where(p => p.Count > 0)];
    }

    /// <summary>About how many instructions a node takes for a vector of elements.</summary>
    internal static int Instructions(Node node) => node.Op is ElementwiseOp op ? op.Instructions : 0;
}
