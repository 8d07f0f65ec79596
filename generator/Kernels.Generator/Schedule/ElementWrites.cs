using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Finds the arrays of which the turns of a loop read and write single elements alone: they are made ready for that once, before the outermost such loop, and
/// are arrays again behind it.</summary>
/// <remarks>The updates are proved to be in place, so all versions of the array, from the loop's argument to what it yields, are one buffer, which none of them outlives. What
/// is found out here is that nothing else is done with any of them.</remarks>
internal static class ElementWrites
{
    public static Plan Apply(Plan plan) => plan with { Body = Visit(plan.Body) };

    private static PlanBlock Visit(PlanBlock block) => block with { Steps = [.. block.Steps.Select(s => s is RegionStep region ? Visit(region) : s)] };

    private static RegionStep Visit(RegionStep region)
    {
        if (region.Node.Op is not If && !region.BeginsChain)
        {
            var (_, arguments) = Ownership.Carried(region);
            for (var k = 0; k < arguments.Length; k++)
                if (arguments[k].IsArray && !region.Passed.Contains(k) && new Chain(arguments[k]).Follow(region, k) is { } followed) region = followed;
        }

        return region with { Blocks = [.. region.Blocks.Select(Visit)] };
    }

    /// <summary>The versions of one array, and the steps that use them.</summary>
    private sealed class Chain(Value root)
    {
        private readonly HashSet<Value> _versions = [root];

        // How many indices an element has; all have as many.
        private int _axes;
        private bool _isWritten;

        /// <summary>The loop with what it does to the array marked, or null if it does anything else.</summary>
        public RegionStep? Follow(RegionStep loop, int position)
        {
            if (Loop(loop, position) is not { } marked || !_isWritten) return null;
            return marked with { Written = marked.Written.Add(position, _axes) };
        }

        private RegionStep? Loop(RegionStep loop, int position)
        {
            var head = loop.Blocks[0];
            _versions.Add(Ownership.Carried(loop).Arguments[position]);
            if (Block(head) is not { } first) return null;
            if (loop.Node.Op is For)
            {
                if (!OnlyAt(first.Yields, position)) return null;
                _versions.Add(loop.Node.Results[position]);
                return loop with { Blocks = [first], Continued = loop.Continued.SetItem(position, root) };
            }

            // The first region ends in what the second takes, of which the first are the loop's results.
            var exits = first.Yields.RemoveAt(0);
            if (exits.Count(_versions.Contains) > 1) return null;
            for (var k = 0; k < exits.Length; k++)
                if (_versions.Contains(exits[k])) _versions.Add(loop.Blocks[1].Args[k]);
            if (Block(loop.Blocks[1]) is not { } body || !OnlyAt(body.Yields, position)) return null;
            var continued = loop.Continued;
            for (var k = 0; k < loop.Node.Results.Length; k++)
            {
                if (!_versions.Contains(exits[k])) continue;
                _versions.Add(loop.Node.Results[k]);
                continued = continued.SetItem(k, root);
            }

            return loop with { Blocks = [first, body], Continued = continued };
        }

        private bool OnlyAt(ImmutableArray<Value> yields, int position) =>
            yields.Select((v, k) => _versions.Contains(v) == (k == position)).All(b => b);

        private PlanBlock? Block(PlanBlock block)
        {
            var steps = ImmutableArray.CreateBuilder<Step>();
            foreach (var step in block.Steps)
            {
                if (Visit(step) is not { } marked) return null;
                steps.Add(marked);
            }

            return block with { Steps = steps.ToImmutable() };
        }

        private Step? Visit(Step step)
        {
            switch (step)
            {
                case HostStep host:
                    return Host(host);
                case RegionStep { Node.Op: If } branch:
                    return Branch(branch);
                case RegionStep loop:
                    var carried = Ownership.Carried(loop).Initial.Select((v, k) => (Value: v, Position: k)).Where(c => _versions.Contains(c.Value)).ToList();
                    if (carried.Count == 0)
                    {
                        var blocks = loop.Blocks.Select(Block).ToList();
                        return blocks.Any(b => b is null) ? null : loop with { Blocks = [.. blocks.Select(b => b!)] };
                    }

                    if (carried.Count > 1 || loop.Copied.Contains(carried[0].Position)) return null;
                    return Loop(loop, carried[0].Position) is { } inner ? inner with { Passed = inner.Passed.Add(carried[0].Position) } : null;
                default:
                    return Mentioned(step).Any(_versions.Contains) ? null : step;
            }
        }

        private RegionStep? Branch(RegionStep branch)
        {
            var blocks = branch.Blocks.Select(Block).ToList();
            if (blocks.Any(b => b is null)) return null;
            var continued = branch.Continued;
            for (var k = 0; k < branch.Node.Results.Length; k++)
            {
                var ends = blocks.Count(b => _versions.Contains(b!.Yields[k]));
                if (ends == 0) continue;
                if (ends < blocks.Count) return null;
                _versions.Add(branch.Node.Results[k]);
                continued = continued.SetItem(k, root);
            }

            return branch with { Blocks = [.. blocks.Select(b => b!)], Continued = continued };
        }

        private HostStep? Host(HostStep host)
        {
            var node = host.Node;
            var uses = node.Operands.Count(_versions.Contains);
            if (uses == 0) return host;
            if (uses > 1 || !_versions.Contains(node.Operands[0])) return null;
            switch (node.Op)
            {
                case Dimension or Rank:
                    break;
                case Element:
                    if (!Has(Index.ElementAxes(node)!.Value)) return null;
                    break;
                case Elements:
                    if (!Has(node.Attributes.Int("axes"))) return null;
                    _versions.Add(node.Result);
                    break;
                case At when host.InPlace && At.ElementAxes(node) is { } axes:
                    if (!Has(axes)) return null;
                    _isWritten = true;
                    _versions.Add(node.Result);
                    break;
                default:
                    return null;
            }

            return host with { ByElement = true };
        }

        private bool Has(int axes)
        {
            if (_axes == 0) _axes = axes;
            return _axes == axes;
        }

        private static IEnumerable<Value> Mentioned(Step step) => step switch
        {
            LoopStep loop => Ownership.Reads(loop).Concat(Of(loop.Shape)).Concat(loop.FoldShapes.SelectMany(Of)).Concat(loop.Spares.Select(s => s.Array)),
            RowStep rows => Ownership.Reads(rows).Concat(Of(rows.Shape)).Concat(rows.Loops.SelectMany(l => Of(l.Shape))),
            GuardStep guard => Of(guard.Left).Concat(Of(guard.Right)),
            JoinStep join => join.Shapes.SelectMany(Of).Concat(join.Node.Operands),
            ReleaseStep { Unless: { } other } release => [release.Array, other],
            ReleaseStep release => [release.Array],
            _ => throw new InvalidOperationException($"Unknown step {step.GetType().Name}."),
        };

        private static IEnumerable<Value> Of(ShapeRef shape) => shape.Array is { } array ? [array] : [];
    }
}
