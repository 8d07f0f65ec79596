using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Decides whether the rows of a group can be run from end to end by one body, and what that keeps between its sweeps.</summary>
/// <remarks>What takes a few instructions is computed again where it is used, which costs less than storing and loading it. What takes more is stored
/// in scratch if two sweeps need it, or a fold: its loop is unrolled by the accumulators, and their printed text with it.</remarks>
internal static class RowBodies
{
    /// <summary>Instructions that are worth a store and a load.</summary>
    private const int Light = 6;

    /// <summary>The runtime's limit on the memory that a body knows by number.</summary>
    private const int MaxOperands = 32;

    private const int MostPointInputs = 2, LongestPoint = 20;

    // A division or root occupies its unit for so many instructions.
    private const int SlowInstruction = 5;

    /// <summary>The body, or null if stages must do.</summary>
    public static RowBody? Of(int index, RowGroup group, RowStep step, ImmutableHashSet<Value> constants)
    {
        if (!Takes(group)) return null;
        var views = group.Members.Where(m => RowFusion.ViewOf(m, group.Reduction) is not null).ToImmutableDictionary(m => m.Result, m => m.Operands[0]);
        var producers = group.Members.Where(m => m.Op is ElementwiseOp && !group.Rows.Contains(m.Result)).ToDictionary(m => m.Result);
        var level = RowScheduler.Levels(group);
        var made = step.Stages.SelectMany(Made).ToList();
        Value Viewed(Value v) => views.TryGetValue(v, out var source) ? Viewed(source) : v;
        var kept = new HashSet<Value>(step.Kept.Select(Viewed));
        ImmutableArray<Value> outputs = [.. made.Where(v => kept.Contains(v) && !group.Rows.Contains(v))];
        ImmutableArray<Value> rowOutputs = [.. made.Where(v => kept.Contains(v) && group.Rows.Contains(v))];

        var folds = Enumerable.Range(0, level.Values.Max()).Select(k => group.Members.Where(m => m.Op is ReductionOp && level[m.Result] == k + 1).ToList()).ToList();
        var wanted = folds.Select(f => f.Select(m => m.Operands[0]).ToList()).Append([.. outputs]).ToList();
        var stored = new HashSet<Value>();
        var sweeps = ImmutableArray.CreateBuilder<RowSweep>();
        for (var k = 0; k < folds.Count; k++)
        {
            var now = new HashSet<Value>(Cone(group, producers, wanted[k], stored).SelectMany(n => n.Results));
            var later = new HashSet<Value>(wanted.Skip(k + 1).SelectMany(w => Cone(group, producers, w, stored)).SelectMany(n => n.Results));
            var heavy = wanted[k].Where(v => now.Contains(v) && Cone(group, producers, [v], stored).Sum(Cost) > Light)
                .Concat(now.Where(v => later.Contains(v) && Cost(producers[v]) > 2)).ToImmutableHashSet();
            var own = group.Members.SelectMany(m => m.Results).Where(heavy.Contains).ToImmutableArray();
            var before = Cone(group, producers, own, stored);
            stored.UnionWith(own);
            sweeps.Add(new RowSweep(before, own, [.. folds[k].Select(f => new RowFold(f, Cone(group, producers, f.Operands, stored), Cone(group, producers, f.Operands, [])))],
                [.. group.Members.Where(m => m.Op is ElementwiseOp && group.Rows.Contains(m.Result) && level[m.Result] == k + 1)]));
        }

        var last = Cone(group, producers, outputs, stored);
        var scalars = group.Members.Where(m => m.Op is ElementwiseOp).SelectMany(m => m.Operands).Where(v => !v.IsArray && !constants.Contains(v)).Distinct().ToImmutableArray();
        var values = group.Members.Where(m => group.Rows.Contains(m.Result)).Select(m => m.Result);
        var divisors = Divisors(sweeps.SelectMany(s => s.Before).Concat(last), group, Viewed);
        if (stored.Concat(rowOutputs).Concat(outputs).Concat(NeededLater(sweeps, last, Viewed)).Any(v => v.IsArray && v.DType == DType.Bool)) return null;
        var memory = step.Inputs.Length + outputs.Length + rowOutputs.Length + stored.Count + values.Count() + divisors.Length;
        if (memory > MaxOperands || scalars.Length > Scheduler.MaxOperands) return null;

        var all = sweeps.ToImmutable();
        var twice = sweeps.SelectMany(w => w.Folds).SelectMany(f => f.FromInputs.Where(n => Cost(n) > 2)).GroupBy(n => n).Any(g => g.Count() > 1);
        var hasPlanes = outputs.IsEmpty && !twice;
        return new RowBody(index, step.Inputs, scalars, all, last, outputs, rowOutputs, [.. stored], views, Size(group))
        {
            HasPlanes = hasPlanes,
            PointInputs = hasPlanes ? PointInputs(all, step.Inputs) : [],
            Divisors = divisors,
            ReadFirst = ReadFirst(sweeps[0], step.Inputs, group.Rows),
        };
    }

    // Of few inputs, since there is a form for each way in which they may lie, and of few instructions, since several vectors go side by side.
    private static ImmutableArray<Value> PointInputs(ImmutableArray<RowSweep> sweeps, ImmutableArray<Value> inputs)
    {
        var read = new HashSet<Value>(sweeps.SelectMany(s => s.Folds).SelectMany(f => f.FromInputs.SelectMany(n => n.Operands).Append(f.Operand)));
        ImmutableArray<Value> points = [.. inputs.Where(read.Contains)];
        var instructions = sweeps.Sum(s => s.Values.Sum(Cost) + s.Folds.Sum(f => f.FromInputs.Sum(Cost) + 1));
        return points.Length <= MostPointInputs && instructions <= LongestPoint ? points : [];
    }

    /// <summary>The values of rows that are looked at after the straight line of code that computes them.</summary>
    public static HashSet<Value> NeededLater(RowBody body) => NeededLater(body.Sweeps, body.Last, body.Viewed);

    private static HashSet<Value> NeededLater(IReadOnlyList<RowSweep> sweeps, ImmutableArray<Node> last, Func<Value, Value> viewed)
    {
        var needed = new HashSet<Value>(last.SelectMany(n => n.Operands).Select(viewed));
        for (var k = sweeps.Count - 1; k >= 0; k--)
        {
            needed.UnionWith(sweeps[k].Before.Concat(sweeps[k].Folds.SelectMany(f => f.Nodes)).SelectMany(n => n.Operands).Select(viewed));
            if (k > 0) needed.UnionWith(sweeps[k].Values.SelectMany(n => n.Operands).Select(viewed)
                .Where(v => !sweeps[k].Values.Any(n => ReferenceEquals(n.Result, v)) && !sweeps[k].Folds.Any(f => ReferenceEquals(f.Reduction.Result, v))));
        }

        return needed;
    }

    // Computed values of rows, not inputs, which divide elements.
    private static ImmutableArray<Value> Divisors(IEnumerable<Node> nodes, RowGroup group, Func<Value, Value> viewed) =>
        [.. nodes.Where(n => n.Op is Divide && !group.Rows.Contains(n.Result)).Select(n => viewed(n.Operands[1]))
            .Where(v => group.Members.Any(m => ReferenceEquals(m.Result, v)) && group.Rows.Contains(v)).Distinct()];

    private static ImmutableArray<Value> ReadFirst(RowSweep first, ImmutableArray<Value> inputs, IEnumerable<Value> rows)
    {
        var read = new HashSet<Value>(first.Before.Concat(first.Folds.SelectMany(f => f.Nodes)).SelectMany(n => n.Operands).Concat(first.Folds.Select(f => f.Operand)));
        return [.. inputs.Where(v => read.Contains(v) && !rows.Contains(v))];
    }

    /// <summary>Whether a body can run the group's ops on its dtypes: of one size, so that all vectors are full and lanes are those of the runtime's folds; and ops
    /// that what stands behind a row can't disturb.</summary>
    public static bool Takes(RowGroup group)
    {
        foreach (var member in group.Members)
        {
            if (member.Op is ElementwiseOp op && op.CanThrow(member.Operands[0].DType)) return false;
            if (member.Op is not (ElementwiseOp or Sum or Mean or Prod or Max or Min) && RowFusion.ViewOf(member, group.Reduction) is null) return false;
            if (member.Op is ReductionOp && member.Operands[0].DType != member.Result.DType) return false;
        }

        var made = new HashSet<Value>(group.Members.SelectMany(m => m.Results));
        var inputs = group.Members.SelectMany(m => m.Operands).Where(v => !made.Contains(v));
        var dtypes = group.Members.SelectMany(m => m.Results.Concat(m.Operands)).Where(v => v.IsArray || v.DType != DType.Bool).Select(v => v.DType).Where(d => d != DType.Bool).ToList();
        return Size(group) >= 4 && dtypes.All(d => d.Size() == Size(group)) && !inputs.Any(v => v.IsArray && v.DType == DType.Bool);
    }

    private static int Size(RowGroup group) => group.Reduction.Result.DType.Size();

    private static IEnumerable<Value> Made(RowStage stage) => stage switch
    {
        RowLoopStage loop => loop.Loop.Outputs,
        RowReduceStage fold => [fold.Node.Result],
        _ => [],
    };

    // The nodes that compute values of elements, up to what is there already.
    private static ImmutableArray<Node> Cone(RowGroup group, Dictionary<Value, Node> producers, IEnumerable<Value> values, HashSet<Value> there)
    {
        var nodes = new HashSet<Node>();
        void Take(Value value)
        {
            if (there.Contains(value) || !producers.TryGetValue(value, out var node) || !nodes.Add(node)) return;
            foreach (var operand in node.Operands) Take(operand);
        }

        foreach (var value in values) Take(value);
        return [.. group.Members.Where(nodes.Contains)];
    }

    private static int Cost(Node node) => node.Op switch
    {
        Divide or Remainder or Sqrt or ReciprocalSqrt or Reciprocal => SlowInstruction,
        ElementwiseOp op => op.Instructions,
        _ => 0,
    };
}
