using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Finds the updates that may write into the array they update: the method made its buffer, and nothing that shares it is used any more.</summary>
/// <remarks>
/// <para>Each array value is mapped to the buffers that it may lie in: one for each step that makes an array, for each parameter, and for each
/// value that a loop carries. A value is overwritten where all of these are the method's own and no other value that is live after the step,
/// in this block or around it, may lie in one of them.</para>
/// <para>What a loop carries is owned at every turn if it is so at the first and if the turn keeps it so: what it yields is made in the turn, or
/// came from an owned value, and no other yield shares it. This is assumed of all, and taken back where it does not hold. Where a
/// value that the turns write into is not owned before the loop, the loop starts with a copy: one instead of one a turn.</para>
/// </remarks>
internal sealed partial class Ownership
{
    private readonly Dictionary<Value, ImmutableHashSet<Buffer>> _buffers = [];

    // The arrays behind what is in pieces.
    private readonly Dictionary<Value, ImmutableArray<Value>> _pieces = [];

    // Buffers that a step writes into as their owner, and those that a loop's results continue.
    private readonly HashSet<Buffer> _needed = [];
    private readonly Dictionary<Buffer, ImmutableHashSet<Buffer>> _origins = [];

    /// <summary>Where arrays may lie; one is another's alias if they have such a place in common.</summary>
    /// <param name="isOwned">Whether the method made it, or was given it.</param>
    /// <param name="isDonated">Whether the method was given it; also of what took the buffer of such an array.</param>
    private sealed class Buffer(bool isOwned, bool isDonated = false)
    {
        public bool IsOwned { get; } = isOwned;

        public bool IsDonated { get; } = isDonated;
    }

    public static Plan Apply(Plan plan)
    {
        var ownership = new Ownership();
        for (var k = 0; k < plan.Function.Parameters.Length; k++)
        {
            var isDonated = plan.Function.Donated.Contains(k);
            ownership.Place(plan.Function.Parameters[k], [new Buffer(isDonated, isDonated)]);
            ownership._passed.Add(plan.Function.Parameters[k]);
        }

        plan = Placement.Fold(plan with { Body = ownership.Visit(plan.Body, []) });
        return plan with { Body = ownership.Release(plan.Body, []), Donations = ownership.Donations(plan) };
    }

    /// <param name="block">Its arguments have their places.</param>
    /// <param name="liveOut">Values used after it, besides what it yields.</param>
    private PlanBlock Visit(PlanBlock block, ImmutableHashSet<Value> liveOut)
    {
        var liveAfter = LiveAfter(block, liveOut);
        var steps = block.Steps.ToBuilder();
        // Its own results do not stand in the way of a step.
        for (var k = 0; k < steps.Count; k++) steps[k] = Visit(steps[k], liveAfter[k].Except(steps[k].Results));
        return block with { Steps = steps.ToImmutable() };
    }

    // The arrays that are used after each step, be it by the blocks around.
    private static ImmutableHashSet<Value>[] LiveAfter(PlanBlock block, ImmutableHashSet<Value> liveOut)
    {
        var liveAfter = new ImmutableHashSet<Value>[block.Steps.Length];
        var live = liveOut.Union(block.Yields.Where(y => y.IsArray));
        for (var k = block.Steps.Length - 1; k >= 0; k--)
        {
            liveAfter[k] = live;
            // What a step makes is not there before it.
            live = live.Except(block.Steps[k].Results).Union(Reads(block.Steps[k]));
        }

        return liveAfter;
    }

    private Step Visit(Step step, ImmutableHashSet<Value> live)
    {
        switch (step)
        {
            case HostStep { Node: { Op: At or Scatter } update } written:
                var inPlace = IsFree(update.Operands[0], live);
                if (inPlace) Need(_buffers[update.Operands[0]]);
                Place(update.Result, inPlace ? _buffers[update.Operands[0]] : [new Buffer(true)]);
                return written with { InPlace = inPlace };
            case HostStep { Node: { Result.IsArray: true } node } host:
                if (host.IsInPieces) _pieces[node.Result] = [.. node.Operands.Where(v => v.IsArray).SelectMany(v => Arrays(v))];
                Place(node.Result, host.IsInPieces ? Shared(node.Operands) : node.Op.Buffer switch
                {
                    ResultBuffer.Fresh => [new Buffer(true)],
                    // Whose shape alone is read has no part in it.
                    ResultBuffer.View => Shared(node.Operands.Where((_, k) => node.Op.ReadsElements(k))),
                    _ => Shared(node.Operands).Add(new Buffer(false)),
                });
                if (node.Op.Buffer != ResultBuffer.Fresh) Pass(node.Operands, node.Results);
                return step;
            case LoopStep loop:
                loop = loop with { Spares = Spares(loop, live) };
                foreach (var result in loop.Results) Place(result, [new Buffer(true)]);
                foreach (var spare in loop.Spares)
                {
                    Need(_buffers[spare.Array]);
                    Place(spare.Output, _buffers[spare.Array].Add(new Buffer(true, isDonated: true)));
                }

                return loop;
            case RowStep rows:
                // Where a view of rows' values is kept, what it is a view of may be kept too.
                var hasView = rows.Stages.OfType<RowViewStage>().Any(v => rows.Kept.Contains(v.Node.Result));
                foreach (var result in rows.Kept) Place(result, [new Buffer(!hasView)]);
                return step;
            case RegionStep { Node.Op: If } branch:
                var blocks = branch.Blocks.Select(b => Visit(b, live)).ToImmutableArray();
                for (var k = 0; k < branch.Node.Results.Length; k++) Place(branch.Node.Results[k], Shared(blocks.Select(b => b.Yields[k])));
                Pass(blocks.SelectMany(b => b.Yields), branch.Node.Results);
                return branch with { Blocks = blocks };
            case RegionStep loop:
                return Loop(loop, live);
            default:
                return step;
        }
    }

    private RegionStep Loop(RegionStep step, ImmutableHashSet<Value> live)
    {
        var node = step.Node;
        var body = step.Blocks[step.Blocks.Length - 1];
        var (initial, arguments) = Carried(step);
        var carried = Enumerable.Range(0, initial.Length).Where(k => initial[k].IsArray).ToImmutableArray();

        // Every turn may read what the loop takes from outside.
        var outside = node.Regions.SelectMany(r => r.FreeValues()).Where(v => v.IsArray).ToImmutableArray();
        var captured = live.Union(outside);
        // Through the turns anything may become any of the results.
        Pass(initial.Concat(outside), [.. step.Blocks.SelectMany(b => b.Args), .. node.Results]);
        var free = carried.Where(k => IsFree(initial[k], captured.Union(carried.Where(j => j != k).Select(j => initial[j])))
            && carried.Count(j => ReferenceEquals(initial[j], initial[k])) == 1).ToImmutableHashSet();
        var owned = carried.ToImmutableHashSet();
        while (true)
        {
            var outer = _needed.ToList();
            _needed.Clear();
            var own = carried.ToDictionary(k => k, k => new Buffer(owned.Contains(k), owned.Contains(k) && free.Contains(k) && IsDonated(initial[k])));
            foreach (var k in carried) Place(arguments[k], owned.Contains(k) ? [own[k]] : _buffers[initial[k]].Add(own[k]));

            var blocks = step.Blocks;
            if (blocks.Length == 2)
            {
                // The first region ends in what the second takes, or the loop results in.
                blocks = blocks.SetItem(0, Visit(blocks[0], captured));
                for (var k = 0; k < body.Args.Length; k++)
                    if (body.Args[k].IsArray) Place(body.Args[k], _buffers[blocks[0].Yields[k + 1]]);
            }

            blocks = blocks.SetItem(blocks.Length - 1, Visit(body, captured));
            var yields = body.Yields;
            var used = NeededBy(carried, own, yields);
            _needed.UnionWith(outer);

            var kept = owned.Where(k => _buffers[yields[k]].All(b => b.IsOwned && IsOfThisTurn(b, own, captured))
                && carried.All(j => j == k || !_buffers[yields[j]].Overlaps(_buffers[yields[k]]))
                && (free.Contains(k) || used.Contains(k))).ToImmutableHashSet();
            if (kept.Count < owned.Count)
            {
                owned = kept;
                continue;
            }

            // Whose owner this loop is for the sake of its turns, it must be before the loop too.
            foreach (var k in owned.Where(k => free.Contains(k) && used.Contains(k))) Need(_buffers[initial[k]]);
            // Nothing that a turn leaves behind lies where it began.
            var renewed = carried.Where(k => !owned.Contains(k) && _buffers[yields[k]].All(b => b.IsOwned && !own.ContainsValue(b) && IsOfThisTurn(b, own, captured))
                && carried.All(j => j == k || (!_buffers[yields[j]].Overlaps(_buffers[yields[k]]) && !_buffers[yields[j]].Contains(own[k])))).ToImmutableArray();
            if (renewed.Length != 0) _renewed[node] = renewed;
            var ends = node.Op is For ? yields : blocks[0].Yields.RemoveAt(0);
            for (var j = 0; j < node.Results.Length; j++)
            {
                if (!node.Results[j].IsArray) continue;

                // A result that is a carried value continues it; of any other it is known only what it may share.
                var k = node.Op is For ? j : arguments.IndexOf(ends[j]);
                var continues = k >= 0 && owned.Contains(k) && (node.Op is For || Enumerable.Range(0, node.Results.Length)
                    .All(i => i == j || !node.Results[i].IsArray || !_buffers[ends[i]].Overlaps(_buffers[ends[j]])));
                var result = new Buffer(continues, continues && own[k].IsDonated);
                Place(node.Results[j], continues ? [result] : _buffers[ends[j]].Union(Shared(initial)).Add(result));
                if (continues && free.Contains(k)) _origins[result] = _buffers[initial[k]];
            }

            return step with { Blocks = blocks, Copied = [.. owned.Where(k => !free.Contains(k))] };
        }
    }

    // What a turn yields must come from the turn or from what the loop carries: a buffer of an outer value is there at the next turn again.
    private bool IsOfThisTurn(Buffer buffer, Dictionary<int, Buffer> own, ImmutableHashSet<Value> captured) =>
        own.ContainsValue(buffer) || !captured.Any(v => _buffers.TryGetValue(v, out var places) && places.Contains(buffer));

    // The carried values whose ownership the turn makes use of, and those that become one of them at the next turn.
    private HashSet<int> NeededBy(ImmutableArray<int> carried, Dictionary<int, Buffer> own, ImmutableArray<Value> yields)
    {
        var used = new HashSet<int>(carried.Where(k => _needed.Contains(own[k])));
        bool grew;
        do
        {
            grew = false;
            foreach (var k in used.ToList())
                foreach (var j in carried.Where(j => _buffers[yields[k]].Contains(own[j])))
                    grew |= used.Add(j);
        }
        while (grew);
        return used;
    }

    private bool IsFree(Value value, ImmutableHashSet<Value> live)
    {
        var places = _buffers[value];
        return places.All(b => b.IsOwned) && !live.Any(v => _buffers.TryGetValue(v, out var others) && others.Overlaps(places));
    }

    private void Need(IEnumerable<Buffer> buffers)
    {
        foreach (var buffer in buffers)
            if (_needed.Add(buffer) && _origins.TryGetValue(buffer, out var before)) Need(before);
    }

    private ImmutableArray<Value> Arrays(Value value) => _pieces.TryGetValue(value, out var arrays) ? arrays : [value];

    private void Place(Value value, IEnumerable<Buffer> buffers)
    {
        if (value.IsArray) _buffers[value] = [.. buffers];
    }

    private ImmutableHashSet<Buffer> Shared(IEnumerable<Value> values) =>
        [.. values.Where(v => v.IsArray).SelectMany(v => _buffers.TryGetValue(v, out var places) ? places : [])];

    /// <summary>Arrays whose elements a step reads; a shape outlives its array's elements.</summary>
    internal static IEnumerable<Value> Reads(Step step) => (step switch
    {
        HostStep host => host.Node.Operands.Where((_, k) => host.Node.Op.ReadsElements(k)),
        RegionStep region => region.Node.Operands.Concat(region.Node.Regions.SelectMany(r => r.FreeValues())),
        LoopStep loop => loop.Inputs.Concat(loop.Updates.Select(u => u.Node.Operands[0])),
        RowStep rows => rows.Inputs,
        _ => Enumerable.Empty<Value>(),
    }).Where(v => v.IsArray);
}
