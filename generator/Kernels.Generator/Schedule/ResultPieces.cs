using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Finds the concatenations and the like whose operands loops compute for nothing else: these loops write into the result, and no arrays of
/// the operands exist.</summary>
/// <remarks>The result is there before the loops run, whose shapes are known then. They stand just before the step that finishes it.</remarks>
internal static class ResultPieces
{
    public static Plan Apply(Plan plan)
    {
        var uses = Placement.Uses(plan.Body);
        return plan with { Body = Visit(plan.Body, uses) };
    }

    private static PlanBlock Visit(PlanBlock block, Dictionary<Value, int> uses)
    {
        var steps = block.Steps.Select(s => s is RegionStep region ? region with { Blocks = [.. region.Blocks.Select(b => Visit(b, uses))] } : s).ToList();
        foreach (var host in steps.OfType<HostStep>().Where(h => h.Node.Op is HostOp { TakesPieces: true } && !h.IsInPieces).ToList())
            Join(steps, host, uses);
        return block with { Steps = [.. steps] };
    }

    private static void Join(List<Step> steps, HostStep host, Dictionary<Value, int> uses)
    {
        var node = host.Node;
        var arrays = node.Operands.Where(o => o.IsArray).ToImmutableArray();
        var loops = steps.OfType<LoopStep>().Where(l => l.Reduction is null && arrays.Any(a => l.Outputs.Contains(a) && uses[a] == 1) && CanMove(steps, l, host)).ToList();
        if (loops.Count == 0) return;
        var made = arrays.Where(a => uses[a] == 1 && loops.Any(l => l.Outputs.Contains(a))).ToImmutableHashSet();

        foreach (var loop in loops) steps.Remove(loop);
        var end = steps.IndexOf(host);
        steps[end] = host with { Joined = made };
        steps.InsertRange(end, loops.Select(l => l with { Joined = l.Joined.AddRange(l.Outputs.Where(made.Contains).Select(o => new JoinedOutput(o, node, arrays.IndexOf(o)))) }));
        steps.Insert(end, new JoinStep(node, [.. arrays.Select(a => loops.FirstOrDefault(l => l.Outputs.Contains(a)) is { } loop && made.Contains(a) ? loop.Shape : ShapeRef.Of(a))]));
    }

    // What stands between must not need the loop's other results; nor may it write in place what the loop reads.
    private static bool CanMove(List<Step> steps, LoopStep loop, HostStep host)
    {
        var (from, to) = (steps.IndexOf(loop), steps.IndexOf(host));
        return to > from && !steps.GetRange(from + 1, to - from - 1).Any(s => s is RegionStep or HostStep { Node.Op: At or Scatter } || Placement.Used(s).Any(loop.Outputs.Contains));
    }
}
