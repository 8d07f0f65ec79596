using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;

namespace Kernels.Generator.Emit.Ilgpu;

/// <summary>Prints what one thread computes, in scalars: the nodes of a loop for one element, with C#'s own control flow.</summary>
/// <param name="writer">Receives the statements.</param>
/// <param name="names">Names the values; those of operands and scalars are there already.</param>
/// <param name="constants">The scalars that are known, by value.</param>
internal sealed class GpuBodyEmitter(SourceWriter writer, Names names, IReadOnlyDictionary<Value, string> constants)
{
    private const int LongestInlined = 96;

    private readonly Dictionary<Value, int> _uses = [];
    private readonly Dictionary<Value, string> _inlined = [];

    /// <summary>Prints the nodes of a step.</summary>
    public void Nodes(ImmutableArray<Node> nodes, IEnumerable<Value> outputs)
    {
        foreach (var use in nodes.SelectMany(Fusion.Uses).Concat(outputs)) Count(use);
        foreach (var node in nodes) Print(node);
    }

    /// <summary>A value as a C# expression.</summary>
    public string Use(Value value) =>
        constants.TryGetValue(value, out var constant) ? Literals.Of(value.DType, constant)
        : _inlined.TryGetValue(value, out var text) ? text : names[value];

    private void Count(Value value) => _uses[value] = _uses.TryGetValue(value, out var n) ? n + 1 : 1;

    private void Print(Node node)
    {
        switch (node.Op)
        {
            case ElementwiseOp op:
                Elementwise(node, op);
                break;
            case Constant:
                break;                              // printed where it is used
            case If:
                Branch(node);
                break;
            case While:
                WhileLoop(node);
                break;
            case For:
                ForLoop(node);
                break;
            default:
                throw new InvalidOperationException($"No GPU code for '{node.Op.Name}'.");
        }
    }

    private void Elementwise(Node node, ElementwiseOp op)
    {
        var dtypes = node.Operands.Select(o => o.DType).ToImmutableArray();
        string[] operands = [.. node.Operands.Select(o => Expression.Primary(Use(o)))];
        // A kernel cannot throw: the division reports and goes on.
        if (GpuLoopEmitter.CanFail(node)) writer.Line($"nest.Check({operands[1]} == 0, GpuError.DivideByZero, at);");
        var text = op.Gpu(dtypes, operands, node.Attributes);

        var uses = _uses.TryGetValue(node.Result, out var n) ? n : 0;
        if (uses == 1 && node.Result.Name is null && text.Length <= LongestInlined)
        {
            _inlined[node.Result] = text;
            return;
        }

        writer.Line($"{node.Result.DType.Keyword()} {names.Declare(node.Result, "v")} = {text};");
    }

    private void Branch(Node node)
    {
        foreach (var result in node.Results) writer.Line($"{result.DType.Keyword()} {names.Declare(result, "v")};");
        using (writer.Block($"if ({Use(node.Operands[0])})")) Body(node.Regions[0], [.. node.Results.Select(r => names[r])]);
        using (writer.Block("else")) Body(node.Regions[1], [.. node.Results.Select(r => names[r])]);
    }

    private void WhileLoop(Node node)
    {
        var (head, body) = (node.Regions[0], node.Regions[1]);
        var carried = new string[node.Operands.Length];
        for (var k = 0; k < carried.Length; k++)
        {
            carried[k] = names.Declare(head.Args[k], "carried");
            writer.Line($"{head.Args[k].DType.Keyword()} {carried[k]} = {Use(node.Operands[k])};");
        }

        // A result that is carried stays in its local; any other gets one, set where the loop ends.
        var exits = head.Yields.RemoveAt(0);
        var ending = new List<int>();
        for (var k = 0; k < node.Results.Length; k++)
        {
            if (head.Args.IndexOf(exits[k]) is >= 0 and var own)
            {
                names.Alias(node.Results[k], carried[own]);
                continue;
            }

            writer.Line($"{node.Results[k].DType.Keyword()} {names.Declare(node.Results[k], "v")};");
            ending.Add(k);
        }

        using (writer.Block("while (true)"))
        {
            Count(head);
            Count(head);                            // what it yields goes on to the body, where it must be a name
            foreach (var inner in head.Nodes) Print(inner);
            var test = $"if (!{Expression.Primary(Use(head.Yields[0]))})";
            if (ending.Count == 0)
            {
                writer.Line($"{test} break;");
            }
            else
            {
                using (writer.Block(test))
                {
                    foreach (var k in ending) writer.Line($"{names[node.Results[k]]} = {Use(exits[k])};");
                    writer.Line("break;");
                }
            }

            for (var k = 0; k < exits.Length; k++) names.Alias(body.Args[k], Use(exits[k]));
            Body(body, carried);
        }
    }

    private void ForLoop(Node node)
    {
        var region = node.Regions[0];
        var carried = Carried(node, node.Operands.RemoveRange(0, 3), firstArgument: 1, region);
        var i = names.Declare(region.Args[0], "k");
        var down = constants.TryGetValue(node.Operands[2], out var step) && step.StartsWith("-", StringComparison.Ordinal);
        var header = $"for ({region.Args[0].DType.Keyword()} {i} = {Use(node.Operands[0])}; {i} {(down ? ">" : "<")} {Use(node.Operands[1])}; {i} += {Use(node.Operands[2])})";
        using (writer.Block(header)) Body(region, carried);
    }

    // The carried values live in locals under the names of the results.
    private string[] Carried(Node node, ImmutableArray<Value> initial, int firstArgument, Block region)
    {
        var carried = new string[node.Results.Length];
        for (var k = 0; k < carried.Length; k++)
        {
            var result = node.Results[k];
            carried[k] = names.Declare(result, "carried");
            writer.Line($"{result.DType.Keyword()} {carried[k]} = {Use(initial[k])};");
            names.Alias(region.Args[k + firstArgument], carried[k]);
        }

        return carried;
    }

    private void Body(Block region, string[] targets)
    {
        Count(region);
        foreach (var inner in region.Nodes) Print(inner);

        // All next values are read before any target changes; kernels can hold no tuples of them cheaply, so plain locals do.
        var next = region.Yields.Select((y, k) => (Target: targets[k], y.DType, Text: Use(y))).Where(p => p.Target != p.Text).ToList();
        if (next.Count == 1)
        {
            writer.Line($"{next[0].Target} = {next[0].Text};");
            return;
        }

        var locals = next.Select(p => names.Fresh("next", numbered: true)).ToList();
        for (var k = 0; k < next.Count; k++) writer.Line($"{next[k].DType.Keyword()} {locals[k]} = {next[k].Text};");
        for (var k = 0; k < next.Count; k++) writer.Line($"{next[k].Target} = {locals[k]};");
    }

    private void Count(Block region)
    {
        foreach (var use in region.Nodes.SelectMany(Fusion.Uses).Concat(region.Yields)) Count(use);
    }
}
