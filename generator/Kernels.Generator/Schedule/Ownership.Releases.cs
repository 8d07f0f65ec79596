using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Gives buffers back after their last use, so that the next array of the size lies where the caches still have one.</summary>
/// <remarks>A buffer goes back under the conditions under which it could be overwritten: the method made it, and no value that is live may lie in it. What a
/// loop starts with it also results in, so that is left alone. What a turn made goes back at the end of the next one, unless the loop started with it.</remarks>
internal sealed partial class Ownership
{
    // The carried values that each turn of a loop makes anew, though the loop did not own the first.
    private readonly Dictionary<Node, ImmutableArray<int>> _renewed = [];

    // The arrays behind what reads elements.
    private readonly Dictionary<Value, Value> _read = [];

    private PlanBlock Release(PlanBlock block, ImmutableHashSet<Value> liveOut)
    {
        foreach (var host in block.Steps.OfType<HostStep>().Where(h => h.Node.Op is Elements)) _read[host.Node.Result] = host.Node.Operands[0];
        var liveAfter = LiveAfter(block, liveOut);
        var steps = ImmutableArray.CreateBuilder<Step>();
        for (var k = 0; k < block.Steps.Length; k++)
        {
            var step = block.Steps[k];
            steps.Add(step is RegionStep region ? Release(region, liveAfter[k]) : step);
            var ended = Kept(step).Union(step is LoopStep { Spares: var spares } ? Shared(spares.Select(s => s.Array)) : []);
            foreach (var value in Mentioned(step).SelectMany(v => Arrays(v)).Where(v => v is { IsArray: true, Shape.IsScalar: false } && !liveAfter[k].Contains(v)).Distinct())
            {
                // Of several views, the first gives the buffer back.
                if (!IsFree(value, liveAfter[k]) || _buffers[value].Overlaps(ended)) continue;
                ended = ended.Union(_buffers[value]);
                steps.Add(new ReleaseStep(_read.TryGetValue(value, out var array) ? array : value, null));
            }
        }

        return block with { Steps = steps.ToImmutable() };
    }

    private RegionStep Release(RegionStep step, ImmutableHashSet<Value> live)
    {
        if (step.Node.Op is If) return step with { Blocks = [.. step.Blocks.Select(b => Release(b, live))] };
        var (initial, arguments) = Carried(step);
        var captured = live.Union(step.Node.Regions.SelectMany(r => r.FreeValues()).Where(v => v.IsArray));
        var blocks = step.Blocks.Select(b => Release(b, captured)).ToImmutableArray();
        if (!_renewed.TryGetValue(step.Node, out var renewed)) return step with { Blocks = blocks };
        var body = blocks[blocks.Length - 1];
        return step with
        {
            Blocks = blocks.SetItem(blocks.Length - 1, body with { Steps = [.. body.Steps, .. renewed.Select(k => new ReleaseStep(arguments[k], initial[k]))] }),
        };
    }

    // What a step reads and makes. Values that a loop writes into the region of an update, or into a concatenation, were never arrays.
    private static IEnumerable<Value> Mentioned(Step step) => step switch
    {
        LoopStep loop => Reads(loop).Concat(loop.Results.Where(r => !loop.Outputs.Contains(r) || loop.Arrays.Contains(r))),
        HostStep { Joined: var joined } => Reads(step).Where(v => !joined.Contains(v)).Concat(step.Results),
        _ => Reads(step).Concat(step.Results),
    };

    // A loop's results may lie where the values lie that it starts with.
    private ImmutableHashSet<Buffer> Kept(Step step) => step is RegionStep { Node.Op: not If } loop ? Shared(Carried(loop).Initial) : [];

    /// <summary>What a loop starts with, and the arguments of its turns that take it.</summary>
    internal static (ImmutableArray<Value> Initial, ImmutableArray<Value> Arguments) Carried(RegionStep loop) => loop.Node.Op is For
        ? (loop.Node.Operands.RemoveRange(0, 3), loop.Blocks[0].Args.RemoveAt(0))
        : (loop.Node.Operands, loop.Blocks[0].Args);
}
