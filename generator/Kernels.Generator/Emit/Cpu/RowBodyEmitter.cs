using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Emit.Cpu;

/// <summary>Prints the body that runs whole rows of a nest: a class that dispatches on what the CPU accelerates, and the loops once per width.</summary>
/// <remarks>A block of rows goes through all sweeps before the next one does, so that rows stay in L1, their folds do not wait for each other, and
/// what is computed for each row is computed in vectors.</remarks>
internal sealed partial class RowBodyEmitter
{
    private readonly SourceWriter _writer;
    private readonly RowBody _body;
    private readonly LaneNames _lanes;
    private readonly IReadOnlyDictionary<Value, string> _constants;
    private readonly Dictionary<Value, int> _slots = [];
    private readonly Dictionary<Value, int> _written = [];
    private readonly Dictionary<Value, string> _memory = [];
    private readonly Dictionary<Value, string> _steps = [];
    private readonly Dictionary<Value, string> _strides = [];
    private readonly Dictionary<Value, string> _scalars = [];
    private readonly Dictionary<Value, (string Name, int Slot)> _reciprocals = [];
    private readonly List<string> _reserved = ["args", "rows", "length", "row", "r", "i", "k", "count", "last", "block", "rest", "Folds", "RowArgs", "Unsafe", "Plane", "Points"];
    private readonly HashSet<Value> _rowValues;

    private RowBodyEmitter(SourceWriter writer, RowBody body, LaneNames lanes, IReadOnlyDictionary<Value, string> constants)
    {
        (_writer, _body, _lanes, _constants) = (writer, body, lanes, constants);
        _rowValues = [.. RowValues(body)];
        var folds = body.Sweeps.SelectMany(s => s.Folds).ToList();
        _reserved.AddRange(Folded.Select(Accumulators));
        _reserved.AddRange(folds.SelectMany((f, k) => Enumerable.Range(0, Group / lanes.Count).Select(v => Tail(f.Operand.DType, v)).Concat(new[] { $"Element{Text(k)}", $"Plane{Text(k)}", $"Point{Text(k)}" })));
        var names = new Names([.. _reserved]);
        foreach (var value in body.Inputs) Place(value, "x");
        for (var k = 0; k < body.Outputs.Length + body.RowOutputs.Length; k++)
            _written[k < body.Outputs.Length ? body.Outputs[k] : body.RowOutputs[k - body.Outputs.Length]] = body.Inputs.Length + k;
        foreach (var value in body.Temporaries) Place(value, "t");
        foreach (var value in _rowValues) Place(value, "v");
        if (lanes.DividesSlowly)
            foreach (var value in body.Divisors) _reciprocals[value] = (Reserve((value.Name ?? "v") + "Reciprocals"), _slots.Count + _written.Count + _reciprocals.Count);
        foreach (var value in body.Scalars) _reserved.Add(_scalars[value] = names.Fresh(value.Name ?? "s"));

        void Place(Value value, string fallback)
        {
            _slots[value] = _slots.Count + (body.Inputs.Contains(value) ? 0 : _written.Count);
            var name = value.Name ?? fallback;
            _memory[value] = Reserve(name + (_rowValues.Contains(value) ? "Rows" : "Data"));
            if (!body.Inputs.Contains(value)) return;
            _steps[value] = Reserve(name + "Step");
            _strides[value] = Reserve(name + "Plane");
        }

        string Reserve(string wish)
        {
            var name = names.Fresh(wish);
            _reserved.Add(name);
            return name;
        }
    }

    /// <summary>The values of rows that pass through memory: those of folds, what is needed after the code that computes it, and results.</summary>
    private static IEnumerable<Value> RowValues(RowBody body)
    {
        var later = RowBodies.NeededLater(body);
        return body.Sweeps.SelectMany(s => s.Folds.Select(f => f.Reduction.Result).Concat(s.Values.Select(n => n.Result).Where(v => later.Contains(v) || body.RowOutputs.Contains(v))));
    }

    /// <summary>The kernel's class and its bodies.</summary>
    public static void Emit(SourceWriter writer, RowBody body, string className, string kernelName, IReadOnlyDictionary<Value, string> constants, int[] widths)
    {
        string[] methods = body.HasPlanes ? ["Rows", "Planes"] : ["Rows"];
        var cost = body.Sweeps.SelectMany(s => s.Before.Concat(s.Folds.SelectMany(f => f.Nodes))).Concat(body.Last).Sum(LoopParts.Instructions) + body.Sweeps.Sum(s => s.Folds.Length);
        using (writer.Block("namespace Kernels.Generated"))
        {
            writer.Line("/// <summary>Whole rows, from end to end.</summary>");
            using (writer.Block($"file static class {className}"))
            {
                writer.Line($"internal static readonly RowKernel Kernel = new(\"{kernelName}\", elementSize: {Text(body.ElementSize)}, cost: {Text(cost)}, "
                    + $"temporaries: {Text(body.Temporaries.Length)}, values: {Text(RowValues(body).Count() + body.Divisors.Length)}, Rows, {(body.HasPlanes ? "Planes" : "planes: null")});");
                foreach (var method in methods)
                {
                    writer.Line();
                    using (writer.Block($"private static void {method}(ref RowArgs args, nint rows, nint length)"))
                    {
                        for (var k = 0; k < widths.Length; k++)
                        {
                            var condition = k == widths.Length - 1 ? "" : $"if (Vector{Text(widths[k])}.IsHardwareAccelerated) ";
                            writer.Line($"{(k == 0 ? "" : k == widths.Length - 1 ? "else " : "else ")}{condition}W{Text(widths[k])}.{className}.{method}(ref args, rows, length);");
                        }
                    }
                }
            }
        }

        foreach (var width in widths)
        {
            writer.Line();
            using (writer.Block($"namespace Kernels.Generated.W{Text(width)}"))
            {
                var lanes = new LaneNames(width, body.ElementSize);
                LoopEmitter.Aliases(writer, DTypesOf(body), lanes);
                using (writer.Block($"file static class {className}")) new RowBodyEmitter(writer, body, lanes, constants).Methods();
            }
        }
    }

    private static IEnumerable<DType> DTypesOf(RowBody body) => body.Sweeps
        .SelectMany(s => s.Before.Concat(s.Values).Concat(s.Folds.SelectMany(f => f.FromInputs.Append(f.Reduction)))).Concat(body.Last)
        .SelectMany(n => n.Operands.Concat(n.Results)).Select(v => v.DType);

    private void Methods()
    {
        Rows();
        if (_body.HasPlanes)
        {
            _writer.Line();
            Planes();
            if (!_body.PointInputs.IsEmpty) Points();
            PlaneElements();
        }

        var k = 0;
        foreach (var fold in _body.Sweeps.SelectMany(s => s.Folds))
        {
            if (!fold.Nodes.IsEmpty) Element($"Element{Text(k)}", fold.Nodes, fold.Operand);
            if (_body.HasPlanes && !fold.FromInputs.SequenceEqual(fold.Nodes)) Element($"Plane{Text(k)}", fold.FromInputs, fold.Operand);
            if (!_body.PointInputs.IsEmpty && !fold.FromInputs.IsEmpty) PointElement(k, fold);
            k++;
        }
    }

    private void Rows()
    {
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (_writer.Block("internal static void Rows(ref RowArgs args, nint rows, nint length)"))
        {
            Scalars();
            Tails();
            foreach (var value in _rowValues) _writer.Line($"ref {value.DType.Keyword()} {_memory[value]} = ref args.At<{value.DType.Keyword()}>({Text(_slots[value])}, 0);");
            foreach (var divisor in _reciprocals) _writer.Line($"ref {divisor.Key.DType.Keyword()} {divisor.Value.Name} = ref args.At<{divisor.Key.DType.Keyword()}>({Text(divisor.Value.Slot)}, 0);");
            _writer.Line("nint block = args.Block;");
            using (_writer.Block("for (nint row = 0; row < rows; row += block)"))
            {
                _writer.Line("nint count = nint.Min(rows - row, block);");
                var (index, folds) = (0, _body.Sweeps.Sum(s => s.Folds.Length));
                foreach (var sweep in _body.Sweeps)
                {
                    if (!sweep.Stored.IsEmpty) Store(sweep);
                    foreach (var fold in sweep.Folds) Fold(fold, index++, isLast: index == folds);
                    Values(sweep);
                }

                foreach (var output in _body.RowOutputs) _writer.Line($"args.Keep({Text(_written[output])}, row, ref {_memory[output]}, count);");
                if (!_body.Outputs.IsEmpty) Last();
            }
        }
    }

    private void Scalars()
    {
        for (var k = 0; k < _body.Scalars.Length; k++)
        {
            var scalar = _body.Scalars[k];
            _writer.Line($"{scalar.DType.Keyword()} {_scalars[scalar]} = args.Scalar<{scalar.DType.Keyword()}>({Text(k)});");
        }
    }

    // A loop over the block's rows, and what it looks at in each.
    private void ForRows(IEnumerable<(Value Value, int Slot, string Name)> operands, Action print, List<(Value Value, string Name)>? next = null)
    {
        _writer.Line();
        using (_writer.Block(""))
        {
            var steps = "r++";
            if (next is { Count: > 0 }) _writer.Line("// The rows of the next block come from memory meanwhile.");
            foreach (var (value, name) in next ?? [])
            {
                var slot = Text(_slots[value]);
                _writer.Line($"ref {value.DType.Keyword()} {name} = ref args.At<{value.DType.Keyword()}>({slot}, row + block);");
                steps += $", {name} = ref Unsafe.AddByteOffset(ref {name}, args.Stride({slot}))";
            }

            foreach (var (value, slot, name) in operands)
            {
                var row = slot < _body.Inputs.Length + _written.Count ? "row" : "0";
                _writer.Line($"ref {value.DType.Keyword()} {name} = ref args.At<{value.DType.Keyword()}>({Text(slot)}, {row});");
                steps += $", {name} = ref Unsafe.AddByteOffset(ref {name}, args.Stride({Text(slot)}))";
            }

            using (_writer.Block($"for (nint r = 0; r < count; {steps})")) print();
        }
    }

    private IEnumerable<(Value Value, int Slot, string Name)> InMemory(IEnumerable<Value> values) => values.Select(v => (v, _slots[v], _memory[v]));

    private Names Scope()
    {
        var names = new Names([.. _reserved]);
        foreach (var scalar in _scalars) names.Alias(scalar.Key, scalar.Value);
        return names;
    }

    // What nodes take from memory, and from the row.
    private (List<Value> Memory, List<Value> Values) Leaves(ImmutableArray<Node> nodes, params Value[] results)
    {
        var own = new HashSet<Value>(nodes.SelectMany(n => n.Results));
        var leaves = nodes.SelectMany(n => n.Operands).Concat(results).Where(v => v.IsArray && !own.Contains(v)).ToList();
        return ([.. leaves.Where(v => !IsRow(v)).Distinct()], [.. leaves.Where(IsRow).Distinct()]);
    }

    private bool IsRow(Value value) => _rowValues.Contains(_body.Viewed(value));

    private string Load(Value value, string name, string index) => LoopEmitter.Load(_lanes, value.DType, name, index);

    // The values of a row, and the reciprocals of those that nodes divide by; gives the names of these.
    private Dictionary<Value, string> RowVectors(Names names, List<Value> values, ImmutableArray<Node> nodes)
    {
        Dictionary<Value, string> reciprocals = [];
        foreach (var value in values)
        {
            var type = $"{LaneNames.Type(value.DType)} {names.Declare(value, "v")}";
            _writer.Line($"{type} = {LaneNames.Class(value.DType)}.Create(Unsafe.Add(ref {_memory[_body.Viewed(value)]}, r));");
            if (!nodes.Any(n => n.Op is Divide && ReferenceEquals(n.Operands[1], value)) || !_reciprocals.TryGetValue(_body.Viewed(value), out var reciprocal)) continue;
            reciprocals[value] = names.Fresh((value.Name ?? "v") + "Reciprocal");
            _writer.Line($"{LaneNames.Type(value.DType)} {reciprocals[value]} = {LaneNames.Class(value.DType)}.Create(Unsafe.Add(ref {reciprocal.Name}, r));");
        }

        return reciprocals;
    }

    private LaneEmitter Compute(Names names, List<Value> memory, ImmutableArray<Node> nodes, IEnumerable<Value> results, Dictionary<Value, string> reciprocals)
    {
        foreach (var value in memory) _writer.Line($"{LaneNames.Type(value.DType)} {names.Declare(value, "a")} = {Load(value, _memory[value], "i")};");
        var emitter = new LaneEmitter(_writer, _lanes, names, _constants);
        foreach (var reciprocal in reciprocals) emitter.Reciprocals[reciprocal.Key] = reciprocal.Value;
        emitter.Nodes(nodes, results);
        return emitter;
    }

    private void Store(RowSweep sweep)
    {
        var names = Scope();
        var (memory, values) = Leaves(sweep.Before, [.. sweep.Stored]);
        var next = AsksIn is Asking.Store && ReferenceEquals(sweep, _body.Sweeps[_body.Sweeps.Length - 1]) ? Next(names) : [];
        ForRows(InMemory(memory.Union(sweep.Stored)), () =>
        {
            var reciprocals = RowVectors(names, values, sweep.Before);
            _writer.Line("// To the end of the last vector, beyond the row: there is room.");
            using (_writer.Block($"for (nint i = 0; i < length; i += {Text(_lanes.Count)})"))
            {
                foreach (var (_, name) in next) _writer.Line($"Ahead.Line(ref {name}, i);");
                var emitter = Compute(names, memory, sweep.Before, sweep.Stored, reciprocals);
                foreach (var value in sweep.Stored) _writer.Line($"{LoopEmitter.Store(_lanes, value.DType, Expression.Tidy(emitter.Vector(value)), _memory[value])};");
            }
        }, next);
    }

    // The rows' values of a block, in vectors.
    private void Values(RowSweep sweep)
    {
        var written = sweep.Values.Select(n => n.Result).Where(_rowValues.Contains).Concat(sweep.Folds.Where(f => f.Reduction.Op is Mean).Select(f => f.Reduction.Result)).ToList();
        var divisors = sweep.Folds.Select(f => f.Reduction.Result).Concat(sweep.Values.Select(n => n.Result)).Where(_reciprocals.ContainsKey).ToList();
        if (divisors.Count + written.Count == 0) return;
        var names = Scope();
        _writer.Line();
        using (_writer.Block($"for (nint r = 0; r < count; r += {Text(_lanes.Count)})"))
        {
            var own = new HashSet<Value>(sweep.Values.Select(n => n.Result));
            var used = sweep.Values.SelectMany(n => n.Operands).Where(v => v.IsArray && !own.Contains(_body.Viewed(v))).Concat(written.Concat(divisors).Where(v => !own.Contains(v))).ToList();
            foreach (var value in used.Select(_body.Viewed).Distinct())
            {
                var text = _body.Inputs.Contains(value) ? $"Lanes.Load(ref args.At<{value.DType.Keyword()}>({Text(_slots[value])}, 0), 0)" : $"Lanes.Load(ref {_memory[value]}, r)";
                if (sweep.Folds.FirstOrDefault(f => ReferenceEquals(f.Reduction.Result, value)) is { Reduction: { Op: Mean } mean }) text = Folding.Divided(mean, text);
                _writer.Line($"{LaneNames.Type(value.DType)} {names.Declare(value, "v")} = {text};");
            }

            var emitter = new LaneEmitter(_writer, _lanes, names, _constants);
            emitter.Nodes(Shown(sweep.Values), written.Concat(divisors));
            foreach (var value in divisors) _writer.Line($"Lanes.Store(Quotients.Reciprocal({Expression.Tidy(emitter.Vector(value))}), ref {_reciprocals[value].Name}, r);");
            foreach (var value in written) _writer.Line($"Lanes.Store({Expression.Tidy(emitter.Vector(value))}, ref {_memory[value]}, r);");
        }
    }

    // Views are what they show.
    private ImmutableArray<Node> Shown(ImmutableArray<Node> nodes) =>
        [.. nodes.Select(n => new Node(n.Op, [.. n.Operands.Select(_body.Viewed)], n.Attributes, n.Regions, n.Results, n.Source))];

    private void Last()
    {
        var names = Scope();
        var (memory, values) = Leaves(_body.Last, [.. _body.Outputs]);
        var outputs = _body.Outputs.Select(v => (Value: v, Slot: _written[v], Name: names.Fresh((v.Name ?? "result") + "Data"))).ToList();
        var next = AsksIn is Asking.Last ? Next(names) : [];
        ForRows(InMemory(memory).Concat(outputs), () =>
        {
            var reciprocals = RowVectors(names, values, _body.Last);
            Along("length", _lanes.Count, () =>
            {
                foreach (var (_, name) in next) _writer.Line($"Ahead.Line(ref {name}, i);");
                var emitter = Compute(names, memory, _body.Last, _body.Outputs, reciprocals);
                foreach (var (value, _, name) in outputs) _writer.Line($"{LoopEmitter.Store(_lanes, value.DType, Expression.Tidy(emitter.Vector(value)), name)};");
            });
        }, next);
    }

    private void Along(string extent, int step, Action print)
    {
        _writer.Line($"nint i = 0, last = {extent} - {Text(step)};");
        using (_writer.Block("while (true)"))
        {
            using (_writer.Block($"for (; i <= last; i += {Text(step)})")) print();
            _writer.Line();
            _writer.Line($"if (i == {extent}) break;");
            _writer.Line("i = last;                  // the last turn overlaps the one before it");
        }
    }
}
