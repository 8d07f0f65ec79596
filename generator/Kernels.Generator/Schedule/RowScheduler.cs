using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Cuts a row group into stages: what a reduction needs, the reduction, what its values feed, and so on.</summary>
internal static class RowScheduler
{
    /// <summary>The stages as groups of loop nodes, reductions and views, each after what it uses.</summary>
    public static IEnumerable<object> Stages(RowGroup group, IReadOnlyCollection<Value> wanted, ImmutableHashSet<Value> constants)
    {
        var level = Levels(group);
        var last = group.Members.Max(m => m.Results.Max(r => level[r]));
        for (var k = 0; k <= last; k++)
        {
            foreach (var isRow in new[] { true, false })
            {
                var nodes = group.Members.Where(m => m.Op is not ReductionOp && level[m.Results[0]] == k && group.Rows.Contains(m.Results[0]) == isRow).ToImmutableArray();
                if (nodes.IsEmpty) continue;
                var inside = new HashSet<Node>(nodes);
                var outside = new HashSet<Value>(group.Members.Where(m => !inside.Contains(m)).SelectMany(Fusion.Uses).Concat(wanted));
                var block = new Block([], nodes, [.. nodes.SelectMany(n => n.Results).Where(outside.Contains)]);
                foreach (var stage in Scheduler.TopologicalOrder(block, Fusion.Group(block, constants))) yield return stage;
            }

            foreach (var reduction in group.Members.Where(m => m.Op is ReductionOp && level[m.Result] == k + 1)) yield return reduction;
        }
    }

    // How many reductions stand one after the other before a value.
    internal static Dictionary<Value, int> Levels(RowGroup group)
    {
        var level = new Dictionary<Value, int>();
        foreach (var member in group.Members)
        {
            var own = Fusion.Uses(member).Select(u => level.TryGetValue(u, out var k) ? k : 0).DefaultIfEmpty(0).Max() + (member.Op is ReductionOp ? 1 : 0);
            foreach (var result in member.Results) level[result] = own;
        }

        return level;
    }
}
