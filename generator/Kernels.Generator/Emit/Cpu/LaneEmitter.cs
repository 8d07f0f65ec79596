using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;

namespace Kernels.Generator.Emit.Cpu;

/// <summary>Prints what one turn of a loop computes, in vectors of one width: loads, the nodes, stores.</summary>
internal sealed class LaneEmitter(SourceWriter writer, LaneNames lanes, Names names, IReadOnlyDictionary<Value, string> constants)
{
    private const int LongestInlined = 96;

    private readonly Dictionary<Value, int> _uses = [];
    private readonly Dictionary<Value, string> _inlined = [];

    /// <summary>Prints the nodes of a step; the inputs bear their names already.</summary>
    public void Nodes(ImmutableArray<Node> nodes, IEnumerable<Value> outputs)
    {
        foreach (var use in nodes.SelectMany(Fusion.Uses).Concat(outputs)) Count(use);
        foreach (var node in nodes) Print(node);
    }

    /// <summary>A value as a vector.</summary>
    public string Vector(Value value)
    {
        if (value.IsArray) return _inlined.TryGetValue(value, out var text) ? text : names[value];
        if (constants.TryGetValue(value, out var constant)) return LaneNames.Literal(value.DType, constant);
        var scalar = Scalar(value);
        return value.DType == DType.Bool ? $"({scalar} ? Mask.AllBitsSet : Mask.Zero)" : $"{LaneNames.Class(value.DType)}.Create({scalar})";
    }

    private string Scalar(Value value) =>
        constants.TryGetValue(value, out var constant) ? Literals.Of(value.DType, constant)
        : _inlined.TryGetValue(value, out var text) ? text : names[value];

    private void Count(Value value) => _uses[value] = _uses.TryGetValue(value, out var n) ? n + 1 : 1;

    private void Print(Node node)
    {
        if (node.Op is Constant) return;            // printed where it is used
        if (node.Op is RegionOp)
        {
            Loop(node);
            return;
        }

        var op = (ElementwiseOp)node.Op;
        var dtypes = node.Operands.Select(o => o.DType).ToImmutableArray();
        var isVector = node.Result.IsArray;
        string[] operands = [.. node.Operands.Select(o => Expression.Primary(isVector ? Vector(o) : Scalar(o)))];
        var text = isVector ? op.Lanes(lanes, dtypes, operands, node.Attributes) : op.Host(dtypes, operands, node.Attributes);

        // What is used once and has no name of the user's stays inside the expression that uses it.
        var uses = _uses.TryGetValue(node.Result, out var n) ? n : 0;
        if (uses == 1 && node.Result.Name is null && text.Length <= LongestInlined)
        {
            _inlined[node.Result] = text;
            return;
        }

        var type = isVector ? LaneNames.Type(node.Result.DType) : node.Result.DType.Keyword();
        writer.Line($"{type} {names.Declare(node.Result, "v")} = {Expression.Tidy(text)};");
    }

    private void Loop(Node node)
    {
        if (node.Op is not For) throw new InvalidOperationException($"No lanes for '{node.Op.Name}'.");
        var region = node.Regions[0];
        foreach (var use in region.Nodes.SelectMany(Fusion.Uses).Concat(region.Yields)) Count(use);

        // The carried values live in locals under the names of the results.
        var carried = new List<string>();
        for (var k = 0; k < node.Results.Length; k++)
        {
            var (result, argument, initial) = (node.Results[k], region.Args[k + 1], node.Operands[k + 3]);
            var name = names.Declare(result, "carried");
            names.Alias(argument, name);
            carried.Add(name);
            writer.Line(result.IsArray
                ? $"{LaneNames.Type(result.DType)} {name} = {Vector(initial)};"
                : $"{result.DType.Keyword()} {name} = {Scalar(initial)};");
        }

        var i = names.Declare(region.Args[0], "k");
        var down = constants.TryGetValue(node.Operands[2], out var step) && step.StartsWith("-", StringComparison.Ordinal);
        var header = $"for ({region.Args[0].DType.Keyword()} {i} = {Scalar(node.Operands[0])}; {i} {(down ? ">" : "<")} {Scalar(node.Operands[1])}; {Increment(i, node.Operands[2])})";
        using (writer.Block(header))
        {
            foreach (var inner in region.Nodes) Print(inner);

            // All next values are read before any carried one changes.
            var next = region.Yields.Select((y, k) => (Name: carried[k], Text: node.Results[k].IsArray ? Vector(y) : Scalar(y))).Where(p => p.Name != p.Text).ToList();
            if (next.Count == 1) writer.Line($"{next[0].Name} = {next[0].Text};");
            else if (next.Count > 1) writer.Line($"({string.Join(", ", next.Select(p => p.Name))}) = ({string.Join(", ", next.Select(p => p.Text))});");
        }
    }

    private string Increment(string i, Value step) => constants.TryGetValue(step, out var text)
        ? text switch { "1" => $"{i}++", "-1" => $"{i}--", _ => $"{i} += {Literals.Of(step.DType, text)}" }
        : $"{i} += {Scalar(step)}";
}
