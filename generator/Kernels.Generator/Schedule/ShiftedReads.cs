using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Finds the operands of loops that are parts of one array, shifted against each other along what is supposed to be its last axis: those of a stencil. Wide vectors of
/// such parts nearly all cross cache lines, so a loop makes them of the vectors of one part, which it loads once.</summary>
/// <remarks>How an array's axes lie is known at run time; the kernel compares the operands' addresses. Where they say otherwise, each operand is loaded by itself.</remarks>
internal static class ShiftedReads
{
    // Half of the smallest number of lanes that such a loop has.
    private const int MostShift = 4;

    public static Plan Apply(Plan plan)
    {
        var views = new Dictionary<Value, Node>();
        Find(plan.Body, views);
        return views.Count < 2 ? plan : plan with { Body = Visit(plan.Body, views) };
    }

    private static void Find(PlanBlock block, Dictionary<Value, Node> views)
    {
        foreach (var step in block.Steps)
        {
            if (step is HostStep { Node: { Op: Index } node } && node.Operands.Length == 1) views[node.Result] = node;
            if (step is RegionStep region)
                foreach (var inner in region.Blocks) Find(inner, views);
        }
    }

    private static PlanBlock Visit(PlanBlock block, Dictionary<Value, Node> views) => block with
    {
        Steps = [.. block.Steps.Select(s => s switch
        {
            LoopStep { Parts.IsEmpty: true } loop => loop with { Shifted = Groups(loop, views) },
            RegionStep region => region with { Blocks = [.. region.Blocks.Select(b => Visit(b, views))] },
            _ => s,
        })],
    };

    private static ImmutableArray<ShiftedOperands> Groups(LoopStep loop, Dictionary<Value, Node> views)
    {
        var groups = ImmutableArray.CreateBuilder<ShiftedOperands>();
        var left = loop.Inputs.Where(v => v.DType != DType.Bool && v.DType.Size() == loop.ElementSize && loop.ElementSize >= 4 && views.ContainsKey(v))
            .Select(v => (Value: v, Base: views[v].Operands[0], Spec: SliceSpec.Parse(views[v].Attributes.Required("spec")))).Where(p => p.Spec is not null).ToList();
        while (left.Count > 1)
        {
            var first = left[0];
            var members = left.Select(p => (p.Value, At: ReferenceEquals(p.Base, first.Base) ? p.Spec!.Behind(first.Spec!) : null)).Where(p => p.At is not null)
                .OrderBy(p => p.At!.Value).ToList();
            left.RemoveAll(p => members.Any(m => ReferenceEquals(m.Value, p.Value)) || ReferenceEquals(p.Value, first.Value));
            if (members.Count < 2) continue;
            var (middle, at) = members[members.Count / 2];
            ImmutableArray<(Value, int)> others = [.. members.Select(m => (m.Value, m.At!.Value - at!.Value)).Where(m => m.Item2 != 0 && Math.Abs(m.Item2) <= MostShift)];
            if (!others.IsEmpty) groups.Add(new ShiftedOperands(middle, others));
        }

        return groups.ToImmutable();
    }
}

/// <summary>Operands of a loop that are another one, shifted along a row.</summary>
/// <param name="Middle">The one whose vectors are loaded.</param>
/// <param name="Others">The others, and by how many elements they lie behind it.</param>
internal sealed record ShiftedOperands(Value Middle, ImmutableArray<(Value Value, int Shift)> Others);
