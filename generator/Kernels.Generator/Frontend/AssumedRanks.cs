using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;

namespace Kernels.Generator.Frontend;

/// <summary>The number of axes that a method's loops take for granted of its array parameters: who computes with <c>x[i, j]</c> means elements, though of an array of three axes
/// it were rows. The method is compiled for these ranks besides, where that makes loops over elements of it.</summary>
internal sealed class AssumedRanks
{
    // The parameter of which a value is a version.
    private readonly Dictionary<Value, Value> _origins = [];

    // The most indices of a part of each, and those that mean elements and go on as arrays.
    private readonly Dictionary<Value, int> _axes = [];
    private readonly HashSet<(Value, int)> _elements = [];
    private readonly HashSet<Value> _arrays = [];
    private int _loops;

    private AssumedRanks()
    {
    }

    /// <summary>The ranks by the parameters' names; none if nothing would come of them.</summary>
    public static ImmutableDictionary<string, int> Of(Function function)
    {
        var ranks = new AssumedRanks();
        foreach (var parameter in function.Parameters.Where(p => p is { IsArray: true, Name: not null } && p.Shape.Prefix.Length > 0)) ranks._origins[parameter] = parameter;
        ranks.Used(function.Body);
        ranks.Visit(function.Body);
        return ranks._axes.Where(p => ranks._elements.Contains((p.Key, p.Value))).ToImmutableDictionary(p => p.Key.Name!, p => p.Value);
    }

    /// <summary>Whether a plan for such ranks is worth its code: all that it does is done by element. It has no kernels of its own then, which a consumer with a GPU would
    /// look for in the IR of the other.</summary>
    public static bool AreWorth(Plan plan) => IsByElement(plan.Body) && Writes(plan.Body);

    private static bool IsByElement(PlanBlock block) => block.Steps.All(s => s is not (LoopStep or RowStep) && (s is not RegionStep region || region.Blocks.All(IsByElement)));

    private static bool Writes(PlanBlock block) => block.Steps.OfType<RegionStep>().Any(r => !r.Written.IsEmpty || r.Blocks.Any(Writes));

    // What something besides a conversion to a number takes.
    private void Used(Block block)
    {
        foreach (var node in block.Nodes)
        {
            if (node.Op is not Item) _arrays.UnionWith(node.Operands);
            foreach (var region in node.Regions) Used(region);
        }

        _arrays.UnionWith(block.Yields);
    }

    private void Visit(Block block)
    {
        foreach (var node in block.Nodes)
        {
            switch (node.Op)
            {
                case Ops.Index or At:
                    Indexed(node);
                    if (node.Op is At) Follow(node.Operands[0], node.Result);
                    break;
                case Scatter:
                    Follow(node.Operands[0], node.Result);
                    break;
                case For:
                    for (var k = 3; k < node.Operands.Length; k++) Follow(node.Operands[k], node.Regions[0].Args[k - 2]);
                    Turn(node.Regions[0]);
                    for (var k = 0; k < node.Results.Length; k++) Follow(node.Regions[0].Yields[k], node.Results[k]);
                    break;
                case While:
                    var (head, body) = (node.Regions[0], node.Regions[1]);
                    for (var k = 0; k < node.Operands.Length; k++) Follow(node.Operands[k], head.Args[k]);
                    Turn(head);
                    for (var k = 0; k < body.Args.Length; k++) Follow(head.Yields[k + 1], body.Args[k]);
                    Turn(body);
                    for (var k = 0; k < node.Results.Length; k++) Follow(head.Yields[k + 1], node.Results[k]);
                    break;
                default:
                    foreach (var region in node.Regions) Visit(region);
                    if (node.Op is If)
                        for (var k = 0; k < node.Results.Length; k++) Follow(node.Regions[0].Yields[k], node.Results[k]);
                    break;
            }
        }
    }

    private void Turn(Block block)
    {
        _loops++;
        Visit(block);
        _loops--;
    }

    private void Follow(Value from, Value to)
    {
        if (_origins.TryGetValue(from, out var origin)) _origins[to] = origin;
    }

    private void Indexed(Node node)
    {
        if (!_origins.TryGetValue(node.Operands[0], out var origin)) return;
        var entries = Ops.Index.Entries(node);
        if (entries.Any(e => e.EndsWith("Ellipsis", StringComparison.Ordinal))) return;
        var axes = entries.Count(e => !e.EndsWith("NewAxis", StringComparison.Ordinal));
        _axes[origin] = Math.Max(axes, _axes.TryGetValue(origin, out var most) ? most : 0);
        if (_loops > 0 && node.Op is Ops.Index && Ops.Index.ElementAxes(node) is not null && _arrays.Contains(node.Result)) _elements.Add((origin, axes));
    }
}
