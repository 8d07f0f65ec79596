using System.Collections.Immutable;
using System.Text;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Schedule;

/// <summary>Prints a plan for people: its steps, what they read and make, why values are stored and loops stand apart, and a count of it all.</summary>
/// <remarks>Values bear the names that they have in the function's text.</remarks>
internal sealed class PlanPrinter
{
    private readonly StringBuilder _text = new();
    private readonly Func<Value, string> _name;
    private readonly Func<Value, string> _type;
    private readonly Dictionary<Value, int> _madeBy = [];
    private readonly PlanSummary _summary;
    private readonly HashSet<Value> _donated = [];
    private int _step;

    private PlanPrinter(Plan plan)
    {
        (_name, _type) = Printer.Namer(plan.Function);
        _summary = PlanSummary.Of(plan);
    }

    /// <summary>The text; the last line is the summary.</summary>
    public static string Print(Plan plan)
    {
        var printer = new PlanPrinter(plan);
        foreach (var donation in plan.Donations)
        {
            printer._donated.Add(donation.Parameter);
            printer._text.Append($"{printer._name(donation.Parameter)} is donated: the caller's array is deleted\n");
        }

        printer.Block(plan.Body, "", "the result is");
        printer._text.Append('\n').Append(printer._summary).Append('\n');
        return printer._text.ToString();
    }

    private void Block(PlanBlock block, string indent, string yields)
    {
        foreach (var step in block.Steps) Step(step, indent);
        if (block.Yields.Length > 0) _text.Append(indent).Append($"{yields} {Names(block.Yields)}\n");
    }

    private void Step(Step step, string indent)
    {
        if (step is HostStep { Node.Op: AsArray or Dimension or Element or Rank or Size or ElementwiseOp } scalar)
        {
            Head(indent, $"scalar: {_name(scalar.Node.Result)} = {Expression(scalar.Node)}", scalar.Node.Source, scalar.Node.Results);
            return;
        }

        switch (step)
        {
            case HostStep { Node.Op: Throw } raising:
                Head(indent, $"throw: {raising.Node.Source.Text}", raising.Node.Source, []);
                break;
            case HostStep { ByElement: true, Node.Op: Elements }:
                break;
            case HostStep host:
                var kind = host.InPlace ? "update in place" : host.IsInPieces ? "pieces" : host.Node.Op.Buffer == ResultBuffer.View && !host.Node.Op.HasEffect ? "view" : "call";
                Head(indent, $"{kind}: {_name(host.Node.Result)} = {Expression(host.Node)}", host.Node.Source, host.Node.Results);
                if (WhatBecomes(host.Product) is { } product) Line(indent, host.Product == ProductKind.Feeds ? "feeds" : "writes", product);
                if (!host.Joined.IsEmpty)
                {
                    Line(indent, "joins", $"{Names(host.Node.Operands.Where(host.Joined.Contains))}, which loops wrote there");
                    if (host.Node.Operands.Where(o => o.IsArray && !host.Joined.Contains(o)).ToList() is { Count: > 0 } copied) Line(indent, "copies", Names(copied));
                }

                if (host.Pieces is { } pieces) Line(indent, host.IsInPieces ? "feeds" : "writes", WhatBecomes(pieces));
                break;
            case GuardStep guard:
                Head(indent, $"check: the shapes of {guard.Source.Text} broadcast", guard.Source, []);
                break;
            case LoopStep loop:
                Loop(loop, indent);
                break;
            case RowStep rows:
                Rows(rows, indent);
                break;
            case RegionStep region:
                Region(region, indent);
                break;
            case ReleaseStep release when _donated.Contains(release.Array):
                Line(indent, "back", $"the buffer of {_name(release.Array)}, which was donated, goes back");
                break;
        }
    }

    private void Loop(LoopStep loop, string indent)
    {
        if (loop.Reduction is { } fold)
        {
            var what = loop.IsDirectReduction ? "reduction of an array as it is" : $"reduction with loop {Text(loop.Index)} before it, whose values are folded as they come";
            if (loop.Reductions.Length > 1) what = $"reductions with loop {Text(loop.Index)} before them, whose values are folded as they come, in one pass";
            Head(indent, $"{what}: {string.Join(", ", loop.Reductions.Select(r => $"{_name(r.Result)} = {Expression(r)}"))}", fold.Source, loop.Results);
            if (!loop.IsDirectReduction) Line(indent, "computes", Ops(loop.Nodes));
        }
        else
        {
            var last = loop.Nodes[loop.Nodes.Length - 1];
            Head(indent, $"loop {Text(loop.Index)}: {Expression(last)}", last.Source, loop.Outputs.Concat(loop.Updates.SelectMany(u => u.Node.Results)));
            Line(indent, "computes", Ops(loop.Nodes));
        }

        if (loop.Parts.Length > 0) Line(indent, "in parts", string.Join(" | ", loop.Parts.Select(p => Ops(p.Nodes))));
        if (loop.Inputs.Length > 0) Line(indent, "reads", Names(loop.Inputs));
        foreach (var group in loop.Shifted)
            Line(indent, "shifted", $"{string.Join(", ", group.Others.Select(o => $"{_name(o.Value)} by {Text(o.Shift)}"))} from {_name(group.Middle)}: where they lie so, wide vectors of them are made of its own");
        if (loop.Scalars.Length > 0) Line(indent, "scalars", Names(loop.Scalars));
        if (loop.Reduction is null)
        {
            foreach (var output in loop.Outputs)
            {
                Line(indent, "writes", loop.Updates.FirstOrDefault(u => ReferenceEquals(At.ValueOf(u.Node), output)) is { } update
                    ? $"{_name(output)} into {update.Node.Source.Text}{(update.InPlace ? ", in place" : ", of a copy")}: no array of it exists"
                    : loop.Joined.FirstOrDefault(j => ReferenceEquals(j.Output, output)) is { } joined
                    ? $"{_name(output)} into {Quoted(joined.Join)}, where it belongs: no array of it exists"
                    : $"{_name(output)} {_type(output)}: {WhyStored(loop.Stored.FirstOrDefault(s => ReferenceEquals(s.Value, output)))}{Where(loop, output)}");
            }
        }

        if (loop.Apart is { } apart && _madeBy.TryGetValue(apart.Other, out var other))
            Line(indent, "apart", $"from step {Text(other)}: {Why(apart, loop.Reduction is { } own ? own.Operands[0] : loop.Outputs[0])}");
    }

    private string Where(LoopStep loop, Value output) =>
        loop.Spares.FirstOrDefault(s => ReferenceEquals(s.Output, output)) is { } spare ? $"; in the buffer of {_name(spare.Array)}, which was donated, where the shapes are equal" : "";

    private void Rows(RowStep rows, string indent)
    {
        var axis = rows.Reduction.Attributes.Text("axis");
        Head(indent, $"row nest over axis {axis}: a block of rows at a time, and what passes between the stages stays in cache", rows.Reduction.Source, rows.Kept);
        if (rows.Inputs.Length > 0) Line(indent, "reads", Names(rows.Inputs));
        foreach (var stage in rows.Stages)
        {
            Line(indent, "stage", stage switch
            {
                RowLoopStage loop => $"loop {Text(loop.Loop.Index)} over {(loop.IsRow ? "the rows' values" : "elements")}: {Names(loop.Loop.Outputs)} = {Ops(loop.Loop.Nodes)}",
                RowReduceStage fold => $"fold each row: {_name(fold.Node.Result)} = {Expression(fold.Node)}",
                RowViewStage view => $"look at the rows' values as: {_name(view.Node.Result)} = {Expression(view.Node)}",
                _ => throw new InvalidOperationException($"Unknown stage {stage.GetType().Name}."),
            });
        }

        if (rows.Body is { } body)
        {
            Line(indent, "rows", "of 17 to 2048 elements in one body: each fold in registers, inside the loop over what it folds"
                + (body.Temporaries.IsEmpty ? "" : $"; {Names(body.Temporaries)} in a row of scratch"));
            if (body.HasPlanes) Line(indent, "rows", "of up to 16 elements in one body along the rows: each fold in registers, nothing stored before its result");
            if (!body.PointInputs.IsEmpty) Line(indent, "points", "of two to four coordinates in a form of their own: nothing but the rows is a loop");
        }

        foreach (var kept in rows.Kept) Line(indent, "writes", $"{_name(kept)} {_type(kept)}");
        foreach (var outside in rows.Outside) Line(indent, "apart", $"{_name(outside.Other)} is not part of it: {Why(outside, rows.Reduction.Operands[0])}");
    }

    private void Region(RegionStep step, string indent)
    {
        var node = step.Node;
        Head(indent, $"{node.Op.Name}{(node.Results.Length > 0 ? $": {Names(node.Results)}" : "")}", node.Source, node.Results);
        // Of a while, not all that is carried is a result.
        var carried = node.Op is For ? 3 : 0;
        foreach (var k in step.Copied.OrderBy(k => k)) Line(indent, "copies", $"{_name(node.Operands[carried + k])} once before the loop, whose turns write into it");
        foreach (var k in step.Written.Keys.OrderBy(k => k)) Line(indent, "elements", $"of {_name(node.Operands[carried + k])} alone are read and written: ready for that once, an array again behind the loop");
        if (step.BeginsChain) Line(indent, "chains", "its loops, where they are large: a block of rows, or a segment of what is folded, goes through those of many turns while it is in a cache");
        for (var k = 0; k < step.Blocks.Length; k++)
        {
            var name = node.Op is If ? k == 0 ? "then" : "else" : node.Op is While && k == 0 ? "condition" : "turn";
            if (step.Blocks[k].Steps.IsEmpty && step.Blocks[k].Yields.IsEmpty) continue;
            Line(indent, name, "");
            Block(step.Blocks[k], indent + "      ", "yields");
        }
    }

    private static string? WhatBecomes(ProductKind product) => product switch
    {
        ProductKind.None => null,
        ProductKind.Feeds => "the loop that reads it, which takes its rows as they are done: no array of it exists",
        ProductKind.Yielded => "an array: a result of its block",
        ProductKind.NoLoop => "an array: it is not one loop alone that reads it",
        ProductKind.Folded => "an array: the loop that reads it is folded",
        ProductKind.Updates => "an array: the loop that reads it writes into a region",
        _ => "an array: something is written in place before the loop that reads it",
    };

    private static string WhatBecomes(InPieces pieces) => pieces switch
    {
        { Kind: PiecesKind.Read } => "the loops that read it, piece by piece where these are not small: no array of it exists",
        { Kind: PiecesKind.Yielded } => "an array: a result of its block",
        { Kind: PiecesKind.Folded, By: { } by } => $"an array: the loop that reads it is folded by {Quoted(by)}",
        { Kind: PiecesKind.Rows } => "an array: a row nest reads it",
        { Kind: PiecesKind.Product, By: { } by } => $"an array: a loop that reads it takes the product {Quoted(by)} too",
        { Kind: PiecesKind.Captured, By: { } by } => $"an array: {by.Op.Name} {by.Source.Location} takes it".TrimEnd(),
        { By: { } by } => $"an array: {Quoted(by)} takes it",
        _ => "an array",
    };

    private static string WhyStored(Stored? stored) => stored switch
    {
        null => "stored",
        { Reason: StoredReason.Yielded } => "a result of its block",
        { Reason: StoredReason.Operand, By.Op: RowFusion.RowsOp } => "an array, since a row nest reads it",
        { Reason: StoredReason.Operand, By: { } by } => $"an array, since {Quoted(by)} takes it",
        { Reason: StoredReason.Captured, By: { } by } => $"an array, since it is captured by {by.Op.Name} {by.Source.Location}".TrimEnd(),
        { Reason: StoredReason.Shared } => "an array, since two loops share it: it is computed once",
        _ => $"an array, since {TooMany}",
    };

    private string Why(Apart apart, Value own) => apart switch
    {
        { Reason: ApartReason.Shapes } when _type(apart.Other) != _type(own) => $"different shapes, {_type(apart.Other)} and {_type(own)}",
        { Reason: ApartReason.Shapes } => "its shape is neither that of the elements nor that of the rows",
        { Reason: ApartReason.Axes } => "it folds other axes, or another shape",
        { Reason: ApartReason.Waits, By.Op: RowFusion.RowsOp } => "it waits for a row nest",
        { Reason: ApartReason.Waits, By: { Op: ReductionOp } by } => $"it waits for the reduction {Quoted(by)}",
        { Reason: ApartReason.Waits, By: { } by } => $"it waits for {Quoted(by)}",
        { Reason: ApartReason.Operands } => TooMany,
        _ => "a loop whose values are folded has no other result",
    };

    private static string TooMany => $"one loop would have too many operands (more than {Text(Scheduler.MaxOperands)} arrays or scalars)";

    private static string Quoted(Node node) => node.Source.Text.Length > 0 ? $"`{node.Source.Text}`" : node.Op.Name;

    private void Head(string indent, string text, Source source, IEnumerable<Value> made)
    {
        _step++;
        foreach (var value in made) _madeBy[value] = _step;
        _text.Append(indent).Append($"{Text(_step)}. {text}{(source.Location.Length > 0 ? $"  [{source.Location}]" : "")}\n");
    }

    private void Line(string indent, string what, string text) => _text.Append($"{indent}     {what.PadRight(9)}{text}".TrimEnd()).Append('\n');

    private string Names(IEnumerable<Value> values) => string.Join(", ", values.Select(_name));

    private static string Ops(ImmutableArray<Node> nodes) => string.Join(", ", nodes.Select(n => n.Op.Name));

    private string Expression(Node node) => node.Source.Text.Length > 0 ? node.Source.Text : $"{node.Op.Name}({Names(node.Operands)})";
}
