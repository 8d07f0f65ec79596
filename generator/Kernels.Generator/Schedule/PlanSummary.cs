using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Schedule;

/// <summary>What a plan consists of, regions included.</summary>
/// <param name="Loops">Elementwise loops that are not part of a reduction or a row nest.</param>
/// <param name="RowNests">Row nests.</param>
/// <param name="Reductions">Reductions, those of row nests too.</param>
/// <param name="Temporaries">Arrays, of rank 1 at least for all that is known, that are filled by one step for another, and are neither parameter nor result. Views
/// are none, nor is what is written in place.</param>
internal sealed record PlanSummary(int Loops, int RowNests, int Reductions, int Temporaries)
{
    public static PlanSummary Of(Plan plan)
    {
        var steps = AllSteps(plan.Body).ToList();
        return new PlanSummary(
            steps.Count(s => s is LoopStep { Reduction: null }),
            steps.Count(s => s is RowStep),
            steps.Sum(s => s is LoopStep loop ? loop.Reductions.Length : s is RowStep rows ? rows.Stages.Count(r => r is RowReduceStage) : 0),
            CountTemporaries(plan.Body, [.. plan.Body.Yields]));
    }

    public override string ToString() =>
        $"{Count(Loops, "loop", "loops")}, {Count(RowNests, "row nest", "row nests")}, {Count(Reductions, "reduction", "reductions")}, {Count(Temporaries, "temporary", "temporaries")}";

    private static string Count(int n, string one, string many) => $"{Text(n)} {(n == 1 ? one : many)}";

    private static IEnumerable<Step> AllSteps(PlanBlock block) =>
        block.Steps.SelectMany(s => s is RegionStep region ? region.Blocks.SelectMany(AllSteps).Prepend(s) : [s]);

    /// <param name="block">The block.</param>
    /// <param name="kept">The values whose memory is counted outside of the block, or is the caller's.</param>
    private static int CountTemporaries(PlanBlock block, ImmutableHashSet<Value> kept)
    {
        // What a result looks at, or is written into, is its memory.
        foreach (var step in block.Steps.Reverse())
        {
            if (step is HostStep host && kept.Contains(host.Node.Result) && (host.InPlace || host.Node.Op.Buffer == ResultBuffer.View))
                kept = kept.Union(host.Node.Operands.Take(1));
            if (step is RegionStep { Written.IsEmpty: false } region)
            {
                var (initial, arguments) = Ownership.Carried(region);
                kept = kept.Union(region.Continued.Where(c => kept.Contains(region.Node.Results[c.Key]) && arguments.Contains(c.Value)).Select(c => initial[arguments.IndexOf(c.Value)]));
            }

            if (step is LoopStep loop)
                kept = kept.Union(loop.Updates.Where(u => u.InPlace && kept.Contains(u.Node.Result)).Select(u => u.Node.Operands[0]));
        }

        return block.Steps.Sum(step => step switch
        {
            RegionStep region => Made(step).Count(v => IsTemporary(v, kept)) + region.Blocks.Sum(b => CountTemporaries(b, kept.Union(b.Yields))),
            _ => Made(step).Count(v => IsTemporary(v, kept)),
        });
    }

    private static bool IsTemporary(Value value, ImmutableHashSet<Value> kept) => value is { IsArray: true, Shape.IsScalar: false } && !kept.Contains(value);

    // The arrays that a step fills.
    private static IEnumerable<Value> Made(Step step) => step switch
    {
        HostStep { InPlace: true } or HostStep { Product: ProductKind.Feeds } or HostStep { IsInPieces: true } => [],
        HostStep { Node.Op.Buffer: ResultBuffer.View } => [],
        HostStep host => host.Node.Results,
        LoopStep { Reductions.IsEmpty: false } fold => fold.Reductions.SelectMany(r => r.Results),
        LoopStep loop => loop.Arrays.Concat(loop.Updates.Where(u => !u.InPlace).Select(u => u.Node.Result)),
        RowStep rows => rows.Kept,
        RegionStep region => region.Node.Results,
        _ => [],
    };
}
