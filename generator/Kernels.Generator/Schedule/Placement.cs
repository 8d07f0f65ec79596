using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Lets a loop write straight into the region that its result replaces: <c>x.At[1..^1].Set(a + b)</c> is one pass without a temporary.</summary>
/// <remarks>Possible where nothing else uses the result. <see cref="Order"/> puts the loop beside its updates, <see cref="Fold"/> makes them one; between
/// the two it is decided which updates write in place.</remarks>
internal static class Placement
{
    /// <summary>Moves loops to just before the updates that take their results, or these to the loop, and updates of one loop together.</summary>
    public static Plan Order(Plan plan) => plan with { Body = Rewrite(plan.Body, Uses(plan.Body), MoveTogether) };

    /// <summary>Makes the updates that follow a loop, and take its results, part of it.</summary>
    public static Plan Fold(Plan plan) => plan with { Body = Rewrite(plan.Body, Uses(plan.Body), Join) };

    private delegate void Rewriter(List<Step> steps, Dictionary<Value, int> uses);

    private static PlanBlock Rewrite(PlanBlock block, Dictionary<Value, int> uses, Rewriter rewriter)
    {
        var steps = block.Steps.Select(s => s is RegionStep region ? region with { Blocks = [.. region.Blocks.Select(b => Rewrite(b, uses, rewriter))] } : s).ToList();
        rewriter(steps, uses);
        return block with { Steps = [.. steps] };
    }

    private static void MoveTogether(List<Step> steps, Dictionary<Value, int> uses)
    {
        foreach (var loop in steps.OfType<LoopStep>().Where(l => l.Reduction is null).ToList())
        {
            var updates = steps.Where(s => IsUpdate(s, loop, uses)).ToList();
            if (updates.Count == 0) continue;
            var (from, to) = (steps.IndexOf(loop), steps.IndexOf(updates[0]));

            // What stands between may need the loop's other results: then the update comes to the loop.
            if (to < from) continue;
            var passed = steps.GetRange(from + 1, to - from - 1);
            if (passed.Any(s => Used(s).Any(loop.Outputs.Contains)))
            {
                var first = steps[to];
                if (!MayPrecede(first, passed, steps)) continue;
                steps.RemoveAt(to);
                steps.Insert(to = from + 1, first);
            }
            else
            {
                steps.RemoveAt(from);
                steps.Insert(to - 1, loop);
            }

            var last = to;
            foreach (var other in updates.Skip(1))
            {
                var position = steps.IndexOf(other);
                var between = steps.GetRange(last + 1, position - last - 1);
                var target = ((HostStep)other).Node.Operands[0];

                // An update that went before a use of its target would have to copy it.
                if (between.Any(s => s.Results.Any(Used(other).Contains) || Used(s).Contains(target)) || steps[last].Results.Any(Used(other).Contains)) continue;
                steps.RemoveAt(position);
                steps.Insert(++last, other);
            }
        }
    }

    // Whether an update can go before others: it needs nothing of theirs, and none of them reads what it writes over, be it by a view that was made before.
    private static bool MayPrecede(Step update, List<Step> others, List<Step> steps)
    {
        var written = new HashSet<Value> { ((HostStep)update).Node.Operands[0] };
        foreach (var view in steps.TakeWhile(s => !ReferenceEquals(s, update)).OfType<HostStep>().Where(h => h.Node.Op.Buffer == ResultBuffer.View && h.Node.Operands.Any(written.Contains)))
            written.UnionWith(view.Node.Results);
        return !others.Any(s => s.Results.Any(Used(update).Contains) || Used(s).Any(written.Contains));
    }

    private static void Join(List<Step> steps, Dictionary<Value, int> uses)
    {
        for (var k = 0; k < steps.Count; k++)
        {
            if (steps[k] is not LoopStep { Reduction: null } loop) continue;
            var made = new HashSet<Value>(loop.Outputs);
            var updates = new List<HostStep>();
            while (k + 1 < steps.Count && IsUpdate(steps[k + 1], loop, uses))
            {
                var update = (HostStep)steps[k + 1];
                if (update.Node.Operands.RemoveAt(update.Node.Operands.Length - 1).Any(made.Contains)) break;
                made.UnionWith(update.Node.Results);
                updates.Add(update);
                steps.RemoveAt(k + 1);
            }

            // In the order of the outputs, which is that in which they are placed.
            if (updates.Count == 0) continue;
            steps[k] = loop with
            {
                Updates = [.. updates.OrderBy(u => loop.Outputs.IndexOf(At.ValueOf(u.Node)))],
                // Of what goes into a region there is no array.
                Spares = [.. loop.Spares.Where(s => !updates.Any(u => ReferenceEquals(At.ValueOf(u.Node), s.Output)))],
            };
        }
    }

    private static bool IsUpdate(Step step, LoopStep loop, Dictionary<Value, int> uses) =>
        step is HostStep { Node: { Op: At } node } && node.Attributes.Text("method") == "Set" && loop.Outputs.Contains(At.ValueOf(node)) && uses[At.ValueOf(node)] == 1;

    /// <summary>How often each value is mentioned.</summary>
    internal static Dictionary<Value, int> Uses(PlanBlock block)
    {
        var uses = new Dictionary<Value, int>();
        void Count(PlanBlock b)
        {
            foreach (var value in b.Steps.Where(s => s is not RegionStep).SelectMany(Used).Concat(b.Yields)) uses[value] = uses.TryGetValue(value, out var n) ? n + 1 : 1;
            foreach (var region in b.Steps.OfType<RegionStep>())
            {
                foreach (var value in region.Node.Operands) uses[value] = uses.TryGetValue(value, out var n) ? n + 1 : 1;
                foreach (var inner in region.Blocks) Count(inner);
            }
        }

        Count(block);
        return uses;
    }

    /// <summary>Everything that a step mentions, were it only for its shape.</summary>
    internal static IEnumerable<Value> Used(Step step)
    {
        switch (step)
        {
            case HostStep host:
                return host.Node.Operands;
            case GuardStep guard:
                return Shapes(guard.Left, guard.Right);
            case LoopStep loop:
                return loop.Inputs.Concat(loop.Scalars).Concat(Shapes([loop.Shape, .. loop.FoldShapes])).Concat(loop.Updates.SelectMany(u => u.Node.Operands));
            case RowStep rows:
                return rows.Inputs.Concat(rows.Loops.SelectMany(l => l.Scalars.Concat(Shapes(l.Shape)))).Concat(Shapes(rows.Shape));
            case JoinStep join:
                return Shapes([.. join.Shapes]);
            case RegionStep region:
                return region.Node.Operands.Concat(region.Blocks.SelectMany(b => b.Steps.SelectMany(Used).Concat(b.Yields)));
            default:
                throw new InvalidOperationException($"Unknown step {step.GetType().Name}.");
        }
    }

    private static IEnumerable<Value> Shapes(params ShapeRef[] shapes) => shapes.Where(s => s.Array is not null).Select(s => s.Array!);
}
