using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;

namespace Kernels.Generator.Emit.Cpu;

/// <summary>Prints what one turn of a loop computes, in vectors of one width: loads, the nodes, stores.</summary>
/// <param name="writer">Receives the statements.</param>
/// <param name="lanes">The width.</param>
/// <param name="names">Names the values; those of the scalars are there already.</param>
/// <param name="constants">The scalars that are known, by value.</param>
/// <param name="copies">How many vectors a turn computes side by side, so that one can wait for its operands while another goes on.</param>
internal sealed partial class LaneEmitter(SourceWriter writer, LaneNames lanes, Names names, IReadOnlyDictionary<Value, string> constants, int copies = 1)
{
    private const int LongestInlined = 96;

    private readonly Dictionary<Value, int> _uses = [];
    private readonly Dictionary<Value, string> _inlined = [];
    private readonly Dictionary<Value, string[]> _vectors = [];

    /// <summary>The reciprocals of divisors that stay the same through the loop, by the divisor.</summary>
    public Dictionary<Value, string> Reciprocals { get; } = [];

    /// <summary>Names the vectors of an input, which the caller loads.</summary>
    public string[] Input(Value value) => Declare(value, "a");

    /// <summary>Prints the nodes of a step; the inputs bear their names already.</summary>
    public void Nodes(ImmutableArray<Node> nodes, IEnumerable<Value> outputs)
    {
        foreach (var use in nodes.SelectMany(Fusion.Uses).Concat(outputs)) Count(use);
        foreach (var node in nodes) Print(node);
    }

    /// <summary>A value as a vector.</summary>
    public string Vector(Value value, int copy = 0)
    {
        if (value.IsArray) return _vectors.TryGetValue(value, out var vectors) ? vectors[copy] : names[value];
        if (constants.TryGetValue(value, out var constant)) return LaneNames.Literal(value.DType, constant);
        var scalar = Scalar(value);
        return value.DType == DType.Bool ? $"({scalar} ? Mask.AllBitsSet : Mask.Zero)" : $"{LaneNames.Class(value.DType)}.Create({scalar})";
    }

    private string Scalar(Value value) =>
        constants.TryGetValue(value, out var constant) ? Literals.Of(value.DType, constant)
        : _inlined.TryGetValue(value, out var text) ? text : names[value];

    private string Text(Value value, bool asVector, int copy) => asVector ? Vector(value, copy) : Scalar(value);

    // A value of an operand's or region's, under a name or expression that exists already.
    private void Alias(Value value, Value same)
    {
        if (value.IsArray) _vectors[value] = [.. Copies.Select(c => Vector(same, c))];
        else names.Alias(value, Scalar(same));
    }

    private IEnumerable<int> Copies => Enumerable.Range(0, copies);

    private string[] Declare(Value value, string fallback)
    {
        var first = names.Declare(value, fallback);
        if (!value.IsArray) return [first];
        return _vectors[value] = [.. Copies.Select(c => c == 0 ? first : names.Fresh((value.Name ?? fallback) + "B", numbered: value.Name is null))];
    }

    private string[] Fresh(string wish) => [.. Copies.Select(c => names.Fresh(c == 0 ? wish : wish + "B"))];

    private static string TypeOf(Value value) => value.IsArray ? LaneNames.Type(value.DType) : value.DType.Keyword();

    private void Count(Value value) => _uses[value] = _uses.TryGetValue(value, out var n) ? n + 1 : 1;

    private void Count(Block region)
    {
        foreach (var use in region.Nodes.SelectMany(Fusion.Uses).Concat(region.Yields)) Count(use);
    }

    private void Print(Node node)
    {
        switch (node.Op)
        {
            case Constant:
                break;                              // printed where it is used
            case For:
                ForLoop(node);
                break;
            case While:
                WhileLoop(node);
                break;
            case If:
                Branch(node);
                break;
            default:
                Elementwise(node, (ElementwiseOp)node.Op);
                break;
        }
    }

    private void Elementwise(Node node, ElementwiseOp op)
    {
        var dtypes = node.Operands.Select(o => o.DType).ToImmutableArray();
        var isVector = node.Result.IsArray;
        var texts = Copies.Take(isVector ? copies : 1).Select(c =>
        {
            string[] operands = [.. node.Operands.Select(o => Expression.Primary(Text(o, isVector, c)))];
            if (isVector && IsGuarded(node)) operands[1] = Guarded(node.Operands[1], operands[1], c);
            if (isVector && op is Divide && Reciprocals.TryGetValue(node.Operands[1], out var reciprocal)) return $"Quotients.Of({Expression.Tidy(operands[0])}, {operands[1]}, {reciprocal})";
            if (c > 0 && c == copies - 1) return op.Beside(lanes, dtypes, operands, node.Attributes);
            return isVector ? op.Lanes(lanes, dtypes, operands, node.Attributes) : op.Host(dtypes, operands, node.Attributes);
        }).ToArray();

        // What is used once and has no name of the user's stays inside the expression that uses it.
        var uses = _uses.TryGetValue(node.Result, out var n) ? n : 0;
        if (uses == 1 && node.Result.Name is null && texts.All(t => t.Length <= LongestInlined))
        {
            if (isVector) _vectors[node.Result] = texts;
            else _inlined[node.Result] = texts[0];
            return;
        }

        var declared = Declare(node.Result, "v");
        for (var c = 0; c < texts.Length; c++) writer.Line($"{TypeOf(node.Result)} {declared[c]} = {Expression.Tidy(texts[c])};");
    }
}
