using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Lets the elementwise loops of a <c>for</c> or <c>while</c> wait and run together, rows of all turns while they are in a cache: where nothing in a turn
/// needs the elements at once.</summary>
/// <remarks>The runtime knows shapes and strides, and decides which loops follow each other row by row. Here it is only decided that they may wait: no step of a turn reads
/// or writes elements but loops, the views of arrays, and what gives buffers back.</remarks>
internal static class LoopChains
{
    public static Plan Apply(Plan plan) => plan with { Body = Visit(plan.Body) };

    private static PlanBlock Visit(PlanBlock block) => block with { Steps = [.. block.Steps.Select(s => s is RegionStep region ? Visit(region) : s)] };

    // The outermost loop that can, has the chain.
    private static RegionStep Visit(RegionStep region) => region.Node.Op is not If && CanWait(region) && HasLoops(region)
        ? region with { Blocks = [.. region.Blocks.Select(Chained)], BeginsChain = true }
        : region with { Blocks = [.. region.Blocks.Select(Visit)] };

    private static bool CanWait(Step step) => step switch
    {
        LoopStep loop => loop.Reduction is null,
        RegionStep region => region.Blocks.All(b => b.Steps.All(CanWait)),
        HostStep host => !host.Node.Op.HasEffect && (host.Node.Op.IsView || !Ownership.Reads(host).Any()),
        GuardStep or ReleaseStep => true,
        _ => false,
    };

    private static bool HasLoops(Step step) => step is LoopStep || (step is RegionStep region && region.Blocks.Any(b => b.Steps.Any(HasLoops)));

    private static PlanBlock Chained(PlanBlock block) => block with
    {
        Steps = [.. block.Steps.Select(s => s switch
        {
            LoopStep loop => loop with { IsChained = true },
            ReleaseStep release => release with { IsChained = true },
            RegionStep region => region with { Blocks = [.. region.Blocks.Select(Chained)] },
            _ => s,
        })],
    };
}
