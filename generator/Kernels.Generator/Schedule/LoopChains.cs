using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Lets the elementwise loops of a <c>for</c> or <c>while</c> wait and run together, rows of all turns while they are in a cache: where nothing in a turn
/// needs the elements at once.</summary>
/// <remarks>The runtime knows shapes and strides, and decides which loops follow each other row by row, and which folds of all elements go over their operands together. Here
/// it is only decided that they may wait: no step of a turn reads or writes elements but loops, folds in lanes, the views of arrays, what gives buffers back, and
/// beside folds, what stores their values.</remarks>
internal static class LoopChains
{
    public static Plan Apply(Plan plan) => plan with { Body = Visit(plan.Body) };

    private static PlanBlock Visit(PlanBlock block) => block with { Steps = [.. block.Steps.Select(s => s is RegionStep region ? Visit(region) : s)] };

    // The outermost loop that can, has the chain.
    private static RegionStep Visit(RegionStep region) => region.Node.Op is not If && CanWait(region, HasLoops(region, folds: true)) && HasLoops(region)
        ? region with { Blocks = [.. region.Blocks.Select(Chained)], BeginsChain = true }
        : region with { Blocks = [.. region.Blocks.Select(Visit)] };

    private static bool CanWait(Step step, bool folds) => step switch
    {
        LoopStep loop => loop.Reduction is null || loop.FoldsInLanes,
        RegionStep region => region.Blocks.All(b => b.Steps.All(s => CanWait(s, folds))),
        HostStep host when folds && IsUpdate(host) => true,
        HostStep host => !host.Node.Op.HasEffect && (host.Node.Op.IsView || !Ownership.Reads(host).Any()),
        GuardStep or ReleaseStep => true,
        _ => false,
    };

    private static bool IsUpdate(HostStep host) =>
        host is { InPlace: true, Node: { Op: At } node } && At.ValueOf(node).IsArray && node.Attributes.Required("method") == "Set";

    private static bool HasLoops(Step step, bool folds = false) => step switch
    {
        LoopStep loop => !folds || loop.Reduction is not null,
        RegionStep region => region.Blocks.Any(b => b.Steps.Any(s => HasLoops(s, folds))),
        _ => false,
    };

    private static PlanBlock Chained(PlanBlock block) => block with
    {
        Steps = [.. block.Steps.Select(s => s switch
        {
            LoopStep loop => loop with { IsChained = true },
            HostStep host when IsUpdate(host) => host with { IsChained = true },
            ReleaseStep release => release with { IsChained = true },
            RegionStep region => region with { Blocks = [.. region.Blocks.Select(Chained)] },
            _ => s,
        })],
    };
}
