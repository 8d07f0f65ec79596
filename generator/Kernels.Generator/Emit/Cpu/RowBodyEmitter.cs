using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Emit.Cpu;

/// <summary>Prints the body that runs whole rows of a nest: a class that dispatches on what the CPU accelerates, and the loops once per width.</summary>
/// <remarks>A block of rows goes through all sweeps before the next one does, so that rows stay in L1, their folds do not wait for each other, and
/// what is computed for each row is computed in vectors.</remarks>
internal sealed class RowBodyEmitter
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
    private readonly List<string> _reserved = ["args", "rows", "length", "row", "r", "i", "k", "count", "last", "block", "rest", "Folds", "RowArgs", "Unsafe"];
    private readonly HashSet<Value> _rowValues;

    private RowBodyEmitter(SourceWriter writer, RowBody body, LaneNames lanes, IReadOnlyDictionary<Value, string> constants)
    {
        (_writer, _body, _lanes, _constants) = (writer, body, lanes, constants);
        _rowValues = [.. RowValues(body)];
        var folds = body.Sweeps.SelectMany(s => s.Folds).ToList();
        _reserved.AddRange(folds.SelectMany((f, k) => Enumerable.Range(0, Group / lanes.Count).Select(v => Tail(f.Operand.DType, v)).Concat(new[] { $"Element{Text(k)}", $"Plane{Text(k)}" })));
        var names = new Names([.. _reserved]);
        foreach (var value in body.Inputs) Place(value, "x");
        for (var k = 0; k < body.Outputs.Length + body.RowOutputs.Length; k++)
            _written[k < body.Outputs.Length ? body.Outputs[k] : body.RowOutputs[k - body.Outputs.Length]] = body.Inputs.Length + k;
        foreach (var value in body.Temporaries) Place(value, "t");
        foreach (var value in _rowValues) Place(value, "v");
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
                    + $"temporaries: {Text(body.Temporaries.Length)}, values: {Text(RowValues(body).Count())}, Rows, {(body.HasPlanes ? "Planes" : "planes: null")});");
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
        }

        var k = 0;
        foreach (var fold in _body.Sweeps.SelectMany(s => s.Folds))
        {
            if (!fold.Nodes.IsEmpty) Element($"Element{Text(k)}", fold.Nodes, fold.Operand);
            if (_body.HasPlanes && !fold.FromInputs.SequenceEqual(fold.Nodes)) Element($"Plane{Text(k)}", fold.FromInputs, fold.Operand);
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
            _writer.Line("nint block = args.Block;");
            using (_writer.Block("for (nint row = 0; row < rows; row += block)"))
            {
                _writer.Line("nint count = nint.Min(rows - row, block);");
                var index = 0;
                foreach (var sweep in _body.Sweeps)
                {
                    if (!sweep.Stored.IsEmpty) Store(sweep);
                    foreach (var fold in sweep.Folds) Fold(fold, index++);
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
    private void ForRows(IEnumerable<(Value Value, int Slot, string Name)> operands, Action print)
    {
        _writer.Line();
        using (_writer.Block(""))
        {
            var steps = "r++";
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

    private void RowVectors(Names names, List<Value> values)
    {
        foreach (var value in values)
            _writer.Line($"{LaneNames.Type(value.DType)} {names.Declare(value, "v")} = {LaneNames.Class(value.DType)}.Create(Unsafe.Add(ref {_memory[_body.Viewed(value)]}, r));");
    }

    private LaneEmitter Compute(Names names, List<Value> memory, ImmutableArray<Node> nodes, IEnumerable<Value> results)
    {
        foreach (var value in memory) _writer.Line($"{LaneNames.Type(value.DType)} {names.Declare(value, "a")} = {Load(value, _memory[value], "i")};");
        var emitter = new LaneEmitter(_writer, _lanes, names, _constants);
        emitter.Nodes(nodes, results);
        return emitter;
    }

    private void Store(RowSweep sweep)
    {
        var names = Scope();
        var (memory, values) = Leaves(sweep.Before, [.. sweep.Stored]);
        ForRows(InMemory(memory.Union(sweep.Stored)), () =>
        {
            RowVectors(names, values);
            _writer.Line("// To the end of the last vector, beyond the row: there is room.");
            using (_writer.Block($"for (nint i = 0; i < length; i += {Text(_lanes.Count)})"))
            {
                var emitter = Compute(names, memory, sweep.Before, sweep.Stored);
                foreach (var value in sweep.Stored) _writer.Line($"{LoopEmitter.Store(_lanes, value.DType, Expression.Tidy(emitter.Vector(value)), _memory[value])};");
            }
        });
    }

    private void Fold(RowFold fold, int index)
    {
        var names = Scope();
        var (reduction, operand) = (fold.Reduction, fold.Operand);
        var (memory, values) = Leaves(fold.Nodes, operand);
        ForRows(InMemory(memory), () =>
        {
            if (reduction.Source.Text.Length > 0) _writer.Line($"// {reduction.Source.Text}");
            RowVectors(names, values);
            var sums = Enumerable.Range(0, Group / _lanes.Count).Select(k => names.Fresh("acc" + Text(k))).ToList();
            var none = names.Fresh("none");
            _writer.Line($"{LaneNames.Type(operand.DType)} {none} = {Folding.Identity(reduction)};");
            _writer.Line($"{LaneNames.Type(operand.DType)} {string.Join(", ", sums.Select(s => $"{s} = {none}"))};");
            string Value(string i) => fold.Nodes.IsEmpty ? Load(operand, _memory[operand], i) : $"Element{Text(index)}({Arguments(memory, values, names, i)})";
            _writer.Line("nint i = 0;");
            using (_writer.Block($"for (; i <= length - {Text(Group)}; i += {Text(Group)})"))
                for (var k = 0; k < sums.Count; k++) _writer.Line($"{sums[k]} = {Folding.Combine(reduction, sums[k], Value(At(k)))};");
            _writer.Line();
            for (var k = 0; k < sums.Count; k++)
                _writer.Line($"if (rest > {Text(k * _lanes.Count)}) {sums[k]} = {Folding.Combine(reduction, sums[k], $"{LaneNames.Class(operand.DType)}.ConditionalSelect({Tail(operand.DType, k)}, {Value(At(k))}, {none})")};");
            _writer.Line($"Unsafe.Add(ref {_memory[reduction.Result]}, r) = {Folding.Total(reduction, sums)};");
        });
    }

    /// <summary>The elements that fill all virtual lanes of a fold once.</summary>
    private int Group => 256 / _body.ElementSize;

    private string At(int vector) => vector == 0 ? "i" : $"i + {Text(vector * _lanes.Count)}";

    // Of the elements behind the last whole group, the lanes of a vector that have one.
    private static string Tail(DType d, int vector) => $"tail{d.Lane()}_{Text(vector)}";

    private void Tails()
    {
        _writer.Line($"nint rest = length % {Text(Group)};");
        foreach (var d in _body.Sweeps.SelectMany(s => s.Folds).Select(f => f.Operand.DType).Distinct())
            for (var k = 0; k < Group / _lanes.Count; k++)
                _writer.Line($"{LaneNames.Type(d)} {Tail(d, k)} = Folds.Before({LaneNames.Type(d)}.Zero, rest{(k == 0 ? "" : $" - {Text(k * _lanes.Count)}")});");
    }

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
            var emitter = Compute(names, memory, nodes, [operand]);
            _writer.Line($"return {Expression.Tidy(emitter.Vector(operand))};");
        }
    }

    // The rows' values of a block, in vectors.
    private void Values(RowSweep sweep)
    {
        var written = sweep.Values.Select(n => n.Result).Where(_rowValues.Contains).Concat(sweep.Folds.Where(f => f.Reduction.Op is Mean).Select(f => f.Reduction.Result)).ToList();
        if (written.Count == 0) return;
        var names = Scope();
        _writer.Line();
        using (_writer.Block($"for (nint r = 0; r < count; r += {Text(_lanes.Count)})"))
        {
            var own = new HashSet<Value>(sweep.Values.Select(n => n.Result));
            var used = sweep.Values.SelectMany(n => n.Operands).Where(v => v.IsArray && !own.Contains(_body.Viewed(v))).Concat(written.Where(v => !own.Contains(v))).ToList();
            foreach (var value in used.Select(_body.Viewed).Distinct())
            {
                var text = _body.Inputs.Contains(value) ? $"Lanes.Load(ref args.At<{value.DType.Keyword()}>({Text(_slots[value])}, 0), 0)" : $"Lanes.Load(ref {_memory[value]}, r)";
                if (sweep.Folds.FirstOrDefault(f => ReferenceEquals(f.Reduction.Result, value)) is { Reduction: { Op: Mean } mean }) text = Folding.Divided(mean, text);
                _writer.Line($"{LaneNames.Type(value.DType)} {names.Declare(value, "v")} = {text};");
            }

            var emitter = new LaneEmitter(_writer, _lanes, names, _constants);
            emitter.Nodes(Shown(sweep.Values), written);
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
        ForRows(InMemory(memory).Concat(outputs), () =>
        {
            RowVectors(names, values);
            Along("length", _lanes.Count, () =>
            {
                var emitter = Compute(names, memory, _body.Last, _body.Outputs);
                foreach (var (value, _, name) in outputs) _writer.Line($"{LoopEmitter.Store(_lanes, value.DType, Expression.Tidy(emitter.Vector(value)), name)};");
            });
        });
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

    private void Planes()
    {
        _writer.Line("// A block of rows that lies plane by plane: the first elements of all rows, then the second ones, and so on.");
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (_writer.Block("internal static void Planes(ref RowArgs args, nint rows, nint length)"))
        {
            var names = Scope();
            Scalars();
            foreach (var input in _body.Inputs)
            {
                var slot = Text(_slots[input]);
                _writer.Line($"ref {input.DType.Keyword()} {_memory[input]} = ref args.At<{input.DType.Keyword()}>({slot}, 0);");
                _writer.Line($"nint {_steps[input]} = args.Step({slot}), {_strides[input]} = args.Stride({slot});");
            }

            var outputs = _body.RowOutputs.Select(v => (Value: v, Name: names.Fresh((v.Name ?? "result") + "Data"))).ToList();
            foreach (var (value, name) in outputs) _writer.Line($"ref {value.DType.Keyword()} {name} = ref args.At<{value.DType.Keyword()}>({Text(_written[value])}, 0);");
            Along("rows", InPlanes * _lanes.Count, () =>
            {
                var emitter = new LaneEmitter(_writer, _lanes, names, _constants, InPlanes);
                var index = 0;
                foreach (var sweep in _body.Sweeps)
                {
                    foreach (var fold in sweep.Folds) FoldPlanes(fold, index++, names, emitter);
                    foreach (var value in sweep.Values.SelectMany(n => n.Operands).Where(_body.Inputs.Contains).Distinct())
                        foreach (var name in emitter.Input(value)) _writer.Line($"{LaneNames.Type(value.DType)} {name} = Lanes.Load(ref {_memory[value]}, 0);");

                    // Counted twice, so that each has a name.
                    var wanted = sweep.Values.SelectMany(n => n.Results).Where(_rowValues.Contains).ToList();
                    emitter.Nodes(Shown(sweep.Values), wanted.Concat(wanted));
                }

                foreach (var (value, name) in outputs)
                    for (var c = 0; c < InPlanes; c++) _writer.Line($"{LoopEmitter.Store(_lanes, value.DType, emitter.Vector(value, c), name, At(c))};");
            });
        }
    }

    /// <summary>The vectors of rows that a turn along planes computes: what it costs besides is shared by them.</summary>
    private const int InPlanes = 2;

    private void FoldPlanes(RowFold fold, int index, Names names, LaneEmitter emitter)
    {
        var (memory, values) = Leaves(fold.FromInputs, fold.Operand);
        var name = fold.FromInputs.SequenceEqual(fold.Nodes) ? $"Element{Text(index)}" : $"Plane{Text(index)}";
        var planes = memory.ToDictionary(v => v, v => names.Fresh((v.Name ?? "x") + "Of"));
        string From(Value v, int c) => c == 0 ? "0" : $"{Text(c * _lanes.Count)} & {_steps[v]}";
        string Value(int c) => fold.FromInputs.IsEmpty ? Load(fold.Operand, planes[fold.Operand], From(fold.Operand, c))
            : $"{name}({string.Join(", ", [.. memory.Select(v => c == 0 ? $"ref {planes[v]}" : $"ref Unsafe.Add(ref {planes[v]}, {From(v, c)})"), .. values.Select(v => emitter.Vector(_body.Viewed(v), c)), .. _body.Scalars.Select(s => _scalars[s]), "0"])})";
        foreach (var value in memory) _writer.Line($"ref {value.DType.Keyword()} {planes[value]} = ref Unsafe.Add(ref {_memory[value]}, i & {_steps[value]});");
        var sums = emitter.Input(fold.Reduction.Result);
        for (var c = 0; c < sums.Length; c++) _writer.Line($"{LaneNames.Type(fold.Reduction.Result.DType)} {sums[c]} = {Value(c)};");
        using (_writer.Block("for (nint k = 1; k < length; k++)"))
        {
            foreach (var value in memory) _writer.Line($"{planes[value]} = ref Unsafe.AddByteOffset(ref {planes[value]}, {_strides[value]});");
            for (var c = 0; c < sums.Length; c++) _writer.Line($"{sums[c]} = {Folding.Combine(fold.Reduction, sums[c], Value(c))};");
        }

        if (fold.Reduction.Op is not Mean) return;
        foreach (var sum in sums) _writer.Line($"{sum} = {Folding.Divided(fold.Reduction, sum)};");
    }
}
