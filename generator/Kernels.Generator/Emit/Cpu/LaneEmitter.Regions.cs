using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;

namespace Kernels.Generator.Emit.Cpu;

// Control flow of each lane. Lanes that do not take part compute along, on values that nothing reads; a mask holds those that do. What leaves
// a loop is selected when it leaves, which is seldom, and not at each turn.
internal sealed partial class LaneEmitter
{
    // The lanes that take part in the region being printed, for each copy; null for all.
    private string[]? _active;

    // An integer division must not fail for lanes that take no part.
    private bool IsGuarded(Node node) => _active is not null && node.Operands.Length == 2 && node.Op.CanThrow(node.Operands[0].DType)
        && !(constants.TryGetValue(node.Operands[1], out var divisor) && divisor is not ("0" or "-1"));

    private string Guarded(Value divisor, string text, int copy) =>
        $"{LaneNames.Class(divisor.DType)}.ConditionalSelect({lanes.FromMask(divisor.DType, _active![copy])}, {text}, {LaneNames.Literal(divisor.DType, "1")})";

    private void ForLoop(Node node)
    {
        var region = node.Regions[0];
        Count(region);

        // The carried values live in locals under the names of the results.
        var carried = Locals(node.Results, node.Operands.RemoveRange(0, 3), "carried");
        for (var k = 0; k < node.Results.Length; k++) Alias(region.Args[k + 1], node.Results[k]);
        var i = names.Declare(region.Args[0], "k");
        var down = constants.TryGetValue(node.Operands[2], out var step) && step.StartsWith("-", StringComparison.Ordinal);
        var header = $"for ({region.Args[0].DType.Keyword()} {i} = {Scalar(node.Operands[0])}; {i} {(down ? ">" : "<")} {Scalar(node.Operands[1])}; {Increment(i, node.Operands[2])})";
        using (writer.Block(header))
        {
            foreach (var inner in region.Nodes) Print(inner);
            Assign(carried, region.Yields, node.Results);
        }
    }

    private string Increment(string i, Value step) => constants.TryGetValue(step, out var text)
        ? text switch { "1" => $"{i}++", "-1" => $"{i}--", _ => $"{i} += {Literals.Of(step.DType, text)}" }
        : $"{i} += {Scalar(step)}";

    private void WhileLoop(Node node)
    {
        var (head, body) = (node.Regions[0], node.Regions[1]);
        var exits = head.Yields.RemoveAt(0);
        Count(head);
        foreach (var exit in exits) Count(exit);            // goes on to the body, where it must be a name
        Count(body);

        var carried = Locals(head.Args, node.Operands, "carried");
        var (together, apart, conjunctions) = Conjuncts(head);
        var late = Late(node);
        var loop = apart.Count == 0 ? null : Fresh("active");
        var ending = new List<int>();
        for (var k = 0; k < node.Results.Length; k++)
        {
            // While all lanes stay together, what is carried can be read after the loop too.
            if (loop is null && head.Args.Contains(exits[k]))
            {
                Alias(node.Results[k], exits[k]);
                continue;
            }

            var declared = Declare(node.Results[k], "v");
            foreach (var name in declared) writer.Line($"{TypeOf(node.Results[k])} {name} = {(node.Results[k].IsArray ? $"{TypeOf(node.Results[k])}.Zero" : "default")};");
            ending.Add(k);
        }

        if (loop is not null)
            foreach (var c in Copies) writer.Line($"Mask {loop[c]} = {(_active is null ? "Mask.AllBitsSet" : _active[c])};");
        var outer = _active;
        _active = loop ?? outer;
        using (writer.Block("while (true)"))
        {
            foreach (var inner in head.Nodes.Where(n => !late.Contains(n) && !conjunctions.Contains(n))) Print(inner);
            var goesOn = string.Join(" && ", together.Select(t => Expression.Primary(Scalar(t))));
            if (loop is null) LeaveTogether(node, exits, ending, late, goesOn);
            else Leave(node, exits, ending, late, goesOn, apart, loop);

            foreach (var argument in body.FreeArguments()) Alias(argument, exits[body.Args.IndexOf(argument)]);
            foreach (var inner in body.Nodes) Print(inner);
            Assign(carried, body.Yields, head.Args);
        }

        _active = outer;
    }

    private void LeaveTogether(Node node, ImmutableArray<Value> exits, List<int> ending, HashSet<Node> late, string goesOn)
    {
        if (ending.Count == 0)
        {
            writer.Line($"if (!{Expression.Primary(goesOn)}) break;");
            return;
        }

        using (writer.Block($"if (!{Expression.Primary(goesOn)})"))
        {
            foreach (var inner in node.Regions[0].Nodes.Where(late.Contains)) Print(inner);
            foreach (var k in ending)
                foreach (var c in Copies.Take(node.Results[k].IsArray ? copies : 1)) writer.Line($"{Text(node.Results[k], node.Results[k].IsArray, c)} = {Expression.Tidy(Text(exits[k], node.Results[k].IsArray, c))};");
            writer.Line("break;");
        }
    }

    private void Leave(Node node, ImmutableArray<Value> exits, List<int> ending, HashSet<Node> late, string goesOn, List<Value> apart, string[] active)
    {
        var go = Fresh("go");
        foreach (var c in Copies) writer.Line($"Mask {go[c]} = {active[c]} & {string.Join(" & ", apart.Select(m => Expression.Primary(Vector(m, c))))};");
        var some = string.Join(" || ", Copies.Select(c => $"{go[c]} != {active[c]}"));
        var all = goesOn.Length == 0 ? "" : $"!{Expression.Primary(goesOn)}";
        using (writer.Block($"if ({(all.Length == 0 ? "" : $"{all} || ")}{some})"))
        {
            foreach (var inner in node.Regions[0].Nodes.Where(late.Contains)) Print(inner);
            if (all.Length != 0) writer.Line($"if ({all}) {string.Join(" = ", go)} = Mask.Zero;");
            if (ending.Count != 0)
            {
                var left = Fresh("left");
                foreach (var c in Copies) writer.Line($"Mask {left[c]} = {active[c]} & ~{go[c]};");
                foreach (var k in ending)
                {
                    var result = node.Results[k];
                    foreach (var c in Copies)
                        writer.Line($"{Vector(result, c)} = {LaneNames.Class(result.DType)}.ConditionalSelect({lanes.FromMask(result.DType, left[c])}, {Expression.Tidy(Vector(exits[k], c))}, {Vector(result, c)});");
                }
            }

            foreach (var c in Copies) writer.Line($"{active[c]} = {go[c]};");
            writer.Line($"if ({Any(active, "==")}) break;");
        }
    }

    private string Any(string[] masks, string comparison) => $"{(copies == 1 ? masks[0] : $"({string.Join(" | ", masks)})")} {comparison} Mask.Zero";

    // The parts of a loop's condition: those that all lanes share, those that each has its own of, and the nodes that join them.
    private (List<Value> Together, List<Value> Apart, HashSet<Node> Conjunctions) Conjuncts(Block head)
    {
        var (together, apart, conjunctions) = (new List<Value>(), new List<Value>(), new HashSet<Node>());
        void Split(Value value)
        {
            if (constants.TryGetValue(value, out var known) && known == "true") return;
            if (_uses[value] == 1 && Producers(head, value).FirstOrDefault() is { Op: LogicalAnd } and)
            {
                conjunctions.Add(and);
                foreach (var operand in and.Operands) Split(operand);
            }
            else
            {
                (value.IsArray ? apart : together).Add(value);
            }
        }

        Split(head.Yields[0]);
        return (together, apart, conjunctions);
    }

    private static IEnumerable<Node> Producers(Block block, Value value) => block.Nodes.Where(n => n.Results.Contains(value));

    // What only the results of a loop need is computed when something leaves it.
    private static HashSet<Node> Late(Node loop)
    {
        var (head, body) = (loop.Regions[0], loop.Regions[1]);
        var read = new HashSet<Value>(body.FreeArguments());
        var needed = new HashSet<Value> { head.Yields[0] };
        needed.UnionWith(head.Yields.Skip(1).Where((_, k) => read.Contains(body.Args[k])));
        var late = new HashSet<Node>();
        foreach (var node in head.Nodes.Reverse())
        {
            if (node.Results.Any(needed.Contains)) needed.UnionWith(Fusion.Uses(node));
            else late.Add(node);
        }

        return late;
    }

    private void Branch(Node node)
    {
        foreach (var region in node.Regions) Count(region);
        var condition = node.Operands[0];
        var (first, second) = (node.Regions[0], node.Regions[1]);
        if (!condition.IsArray)
        {
            var targets = node.Results.Select(r => Declare(r, "v")).ToList();
            for (var k = 0; k < targets.Count; k++)
                foreach (var name in targets[k]) writer.Line($"{TypeOf(node.Results[k])} {name};");
            using (writer.Block($"if ({Expression.Tidy(Scalar(condition))})")) Side(first, node.Results, targets, null);
            if (second.Nodes.IsEmpty && second.Yields.IsEmpty) return;
            using (writer.Block("else")) Side(second, node.Results, targets, null);
            return;
        }

        var (yes, no) = (Fresh("taken"), Fresh("other"));
        foreach (var c in Copies) writer.Line($"Mask {yes[c]} = {(_active is null ? "" : $"{_active[c]} & ")}{Vector(condition, c)};");

        // A side that computes nothing is where the results begin.
        var results = new List<string[]>();
        var otherIsThere = second.Nodes.Any(n => n.Op is not Constant);
        var sideIsThere = !otherIsThere || first.Nodes.Any(n => n.Op is not Constant);
        for (var k = 0; k < node.Results.Length; k++)
        {
            var begin = !otherIsThere ? Copies.Select(c => Vector(second.Yields[k], c)) : !sideIsThere ? Copies.Select(c => Vector(first.Yields[k], c)) : Copies.Select(_ => $"{TypeOf(node.Results[k])}.Zero");
            var texts = begin.ToArray();
            results.Add(Declare(node.Results[k], "v"));
            foreach (var c in Copies) writer.Line($"{TypeOf(node.Results[k])} {results[k][c]} = {texts[c]};");
        }

        var outer = _active;
        if (sideIsThere)
        {
            _active = yes;
            using (writer.Block($"if ({Any(yes, "!=")})")) Side(first, node.Results, results, otherIsThere ? null : yes);
        }

        if (otherIsThere)
        {
            foreach (var c in Copies) writer.Line($"Mask {no[c]} = {(outer is null ? $"~{yes[c]}" : $"{outer[c]} & ~{yes[c]}")};");
            _active = no;
            using (writer.Block($"if ({Any(no, "!=")})")) Side(second, node.Results, results, no);
        }

        _active = outer;
    }

    // One side of a branch; under a mask, other lanes keep what they have.
    private void Side(Block region, ImmutableArray<Value> results, List<string[]> targets, string[]? mask)
    {
        foreach (var inner in region.Nodes) Print(inner);
        for (var k = 0; k < results.Length; k++)
        {
            for (var c = 0; c < targets[k].Length; c++)
            {
                var text = Text(region.Yields[k], results[k].IsArray, c);
                writer.Line(mask is null ? $"{targets[k][c]} = {Expression.Tidy(text)};"
                    : $"{targets[k][c]} = {LaneNames.Class(results[k].DType)}.ConditionalSelect({lanes.FromMask(results[k].DType, mask[c])}, {Expression.Tidy(text)}, {targets[k][c]});");
            }
        }
    }

    // Locals for what a loop carries.
    private List<string[]> Locals(ImmutableArray<Value> values, ImmutableArray<Value> initial, string fallback)
    {
        var locals = new List<string[]>();
        for (var k = 0; k < values.Length; k++)
        {
            var texts = Copies.Take(values[k].IsArray ? copies : 1).Select(c => Text(initial[k], values[k].IsArray, c)).ToArray();
            locals.Add(Declare(values[k], fallback));
            for (var c = 0; c < texts.Length; c++) writer.Line($"{TypeOf(values[k])} {locals[k][c]} = {Expression.Tidy(texts[c])};");
        }

        return locals;
    }

    // All next values are read before any carried one changes; where none of them reads one that has changed, the order of the text does that.
    private void Assign(List<string[]> targets, ImmutableArray<Value> next, ImmutableArray<Value> like)
    {
        var pairs = targets.SelectMany((t, k) => t.Select((name, c) => (Name: name, Text: Expression.Tidy(Text(next[k], like[k].IsArray, c))))).Where(p => p.Name != p.Text).ToList();
        var inOrder = Enumerable.Range(0, pairs.Count).All(k => !pairs.Skip(k + 1).Any(p => Regex.IsMatch(p.Text, $@"(?<![\w@]){Regex.Escape(pairs[k].Name)}(?!\w)")));
        if (inOrder)
            foreach (var (name, text) in pairs) writer.Line($"{name} = {text};");
        else
            writer.Line($"({string.Join(", ", pairs.Select(p => p.Name))}) = ({string.Join(", ", pairs.Select(p => p.Text))});");
    }
}
