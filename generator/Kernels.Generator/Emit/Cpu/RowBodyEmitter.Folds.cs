using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Emit.Cpu;

// The folds of rows, in registers.
internal sealed partial class RowBodyEmitter
{
    private void Fold(RowFold fold, int index, bool isLast)
    {
        var names = Scope();
        var (reduction, operand) = (fold.Reduction, fold.Operand);
        var (memory, values) = Leaves(fold.Nodes, operand);
        var next = isLast && AsksIn is Asking.Fold ? Next(names) : [];
        ForRows(InMemory(memory), () =>
        {
            if (reduction.Source.Text.Length > 0) _writer.Line($"// {reduction.Source.Text}");
            RowVectors(names, values, []);
            var sums = Enumerable.Range(0, Group / _lanes.Count).Select(k => names.Fresh("acc" + Text(k))).ToList();
            var none = names.Fresh("none");
            _writer.Line($"{LaneNames.Type(operand.DType)} {none} = {Folding.Identity(reduction)};");
            _writer.Line($"{LaneNames.Type(operand.DType)} {string.Join(", ", sums.Select(s => $"{s} = {none}"))};");
            string Value(string i) => fold.Nodes.IsEmpty ? Load(operand, _memory[operand], i) : $"Element{Text(index)}({Arguments(memory, values, names, i)})";
            _writer.Line("nint i = 0;");
            using (_writer.Block($"for (; i <= length - {Text(Group)}; i += {Text(Group)})"))
            {
                foreach (var (_, name) in next) _writer.Line($"Ahead.Lines(ref {name}, i);");
                for (var k = 0; k < sums.Count; k++) _writer.Line($"{sums[k]} = {Folding.Combine(reduction, sums[k], Value(At(k)))};");
            }

            _writer.Line();
            for (var k = 0; k < sums.Count; k++)
            {
                var (condition, lines) = ($"if (rest > {Text(k * _lanes.Count)})", k * _lanes.Bits % LineBits == 0 ? next : []);
                var combine = $"{sums[k]} = {Folding.Combine(reduction, sums[k], $"{LaneNames.Class(operand.DType)}.ConditionalSelect({Tail(operand.DType, k)}, {Value(At(k))}, {none})")};";
                if (lines.Count == 0)
                {
                    _writer.Line($"{condition} {combine}");
                    continue;
                }

                using (_writer.Block(condition))
                {
                    foreach (var (_, name) in lines) _writer.Line($"Ahead.Line(ref {name}, {At(k)});");
                    _writer.Line(combine);
                }
            }

            _writer.Line($"Lanes.Store({Folding.Together(reduction, sums)}, ref {Accumulators(operand.DType)}, r * {Text(_lanes.Count)});");
        }, next);
        _writer.Line($"{Folding.Totals(reduction, _lanes)}(ref {Accumulators(operand.DType)}, count, ref {_memory[reduction.Result]});");
    }

    // A line of the caches.
    private const int LineBits = 512;

    /// <summary>The elements that fill all virtual lanes of a fold once.</summary>
    private int Group => 256 / _body.ElementSize;

    private string At(int vector) => vector == 0 ? "i" : $"i + {Text(vector * _lanes.Count)}";

    // Of the elements behind the last whole group, the lanes of a vector that have one.
    private static string Tail(DType d, int vector) => $"tail{d.Lane()}_{Text(vector)}";

    // A vector for each row of a block, until all have theirs.
    private static string Accumulators(DType d) => $"accumulators{d.Lane()}";

    private void Tails()
    {
        _writer.Line($"nint rest = length % {Text(Group)};");
        foreach (var d in Folded)
        {
            _writer.Line($"ref {d.Keyword()} {Accumulators(d)} = ref args.Accumulators<{d.Keyword()}>();");
            for (var k = 0; k < Group / _lanes.Count; k++)
                _writer.Line($"{LaneNames.Type(d)} {Tail(d, k)} = Folds.Before({LaneNames.Type(d)}.Zero, rest{(k == 0 ? "" : $" - {Text(k * _lanes.Count)}")});");
        }
    }

    private IEnumerable<DType> Folded => _body.Sweeps.SelectMany(s => s.Folds).Select(f => f.Operand.DType).Distinct();

    private enum Asking
    {
        Store,
        Fold,
        Last,
    }

    // The loop that asks for the next block's rows: a later one than that which waits for this block's, and one that computes much if there is one.
    private Asking AsksIn => _body.Sweeps.Length == 1 ? Asking.Last : _body.Sweeps[_body.Sweeps.Length - 1].Stored.IsEmpty ? Asking.Fold : Asking.Store;

    // The rows of the next block that come from memory.
    private List<(Value Value, string Name)> Next(Names names) => [.. _body.ReadFirst.Select(v => (v, names.Fresh((v.Name ?? "x") + "Next")))];

    private string Arguments(List<Value> memory, List<Value> values, Names names, string index) =>
        string.Join(", ", [.. memory.Select(v => $"ref {_memory[v]}"), .. values.Select(v => names[v]), .. _body.Scalars.Select(s => _scalars[s]), index]);

    /// <summary>A method that computes an element's vector, which the loops call for each of their accumulators.</summary>
    private void Element(string name, ImmutableArray<Node> nodes, Value operand)
    {
        var names = Scope();
        var (memory, values) = Leaves(nodes, operand);
        var parameters = memory.Select(v => $"ref {v.DType.Keyword()} {_memory[v]}")
            .Concat(values.Select(v => $"{LaneNames.Type(v.DType)} {names.Declare(v, "v")}")).Concat(_body.Scalars.Select(s => $"{s.DType.Keyword()} {_scalars[s]}")).Append("nint i").ToList();
        _writer.Line();
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (_writer.Block($"private static {LaneNames.Type(operand.DType)} {name}({string.Join(", ", parameters)})"))
        {
            var emitter = Compute(names, memory, nodes, [operand], []);
            _writer.Line($"return {Expression.Tidy(emitter.Vector(operand))};");
        }
    }
}
