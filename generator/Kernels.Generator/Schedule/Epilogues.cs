using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Finds the matrix products whose elements one loop alone reads: it takes their rows as they are done, while they are in cache, and no
/// array of the product exists.</summary>
/// <remarks>The last pass. The product is computed where the loop runs, so until then nothing may write into its operands, or give them back.</remarks>
internal static class Epilogues
{
    public static Plan Apply(Plan plan) => plan with { Body = Visit(plan.Body) };

    private static PlanBlock Visit(PlanBlock block)
    {
        var steps = block.Steps.ToBuilder();
        for (var k = 0; k < steps.Count; k++)
        {
            if (steps[k] is RegionStep region)
            {
                steps[k] = region with { Blocks = [.. region.Blocks.Select(Visit)] };
            }
            else if (steps[k] is HostStep { Node.Op: MatMul } product)
            {
                var kind = Kind(block with { Steps = steps.ToImmutable() }, k, product.Node.Result);
                steps[k] = product with { Product = kind };
                if (kind == ProductKind.Feeds) Keep(steps, k, product.Node.Result);
            }
        }

        return block with { Steps = steps.ToImmutable() };
    }

    // What would be given back before the loop runs is given back after it: it may be the operands. The product itself has no buffer.
    private static void Keep(ImmutableArray<Step>.Builder steps, int at, Value product)
    {
        for (var k = steps.Count - 1; k > at; k--)
            if (steps[k] is ReleaseStep own && ReferenceEquals(own.Array, product)) steps.RemoveAt(k);
        var loop = at + 1;
        while (!ReadsElements(steps[loop], product)) loop++;
        // Nor may its results lie where the product still reads.
        if (steps[loop] is LoopStep { Spares: { IsEmpty: false } spares } taking)
        {
            steps[loop] = taking with { Spares = [] };
            steps.InsertRange(loop + 1, spares.Select(s => new ReleaseStep(s.Array, null)));
        }

        for (var k = loop - 1; k > at; k--)
        {
            if (steps[k] is not ReleaseStep release) continue;
            steps.Insert(loop + 1, release);
            steps.RemoveAt(k);
            loop--;
        }
    }

    private static ProductKind Kind(PlanBlock block, int at, Value product)
    {
        if (block.Yields.Contains(product)) return ProductKind.Yielded;
        var readers = Enumerable.Range(at + 1, block.Steps.Length - at - 1).Where(k => ReadsElements(block.Steps[k], product)).ToList();
        if (readers.Count != 1 || block.Steps[readers[0]] is not LoopStep loop) return ProductKind.NoLoop;
        if (loop.Reduction is not null) return ProductKind.Folded;
        if (!loop.Updates.IsEmpty || !loop.Joined.IsEmpty) return ProductKind.Updates;
        for (var k = at + 1; k < readers[0]; k++)
            if (WritesInPlace(block.Steps[k])) return ProductKind.Writes;
        return ProductKind.Feeds;
    }

    // A step that takes an array for its shape alone reads none of its elements.
    private static bool ReadsElements(Step step, Value value) => step switch
    {
        HostStep host => host.Node.Operands.Contains(value),
        LoopStep loop => loop.Inputs.Contains(value) || loop.Updates.Any(u => u.Node.Operands.Contains(value)),
        RowStep rows => rows.Inputs.Contains(value),
        RegionStep region => region.Node.Operands.Contains(value) || region.Node.Regions.Any(r => r.FreeValues().Contains(value)),
        _ => false,
    };

    private static bool WritesInPlace(Step step) => step switch
    {
        HostStep host => host.InPlace,
        LoopStep loop => loop.Updates.Any(u => u.InPlace) || !loop.Spares.IsEmpty,
        RegionStep => true,
        _ => false,
    };
}
