using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Emit.Cpu;

// Rows of a few elements, plane by plane.
internal sealed partial class RowBodyEmitter
{
    private void Planes()
    {
        _writer.Line("// A block of rows that lies plane by plane: the first elements of all rows, then the second ones, and so on.");
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (_writer.Block("internal static void Planes(ref RowArgs args, nint rows, nint length)"))
        {
            if (!_body.PointInputs.IsEmpty) Dispatch();
            var names = Scope();
            Scalars();
            foreach (var input in _body.Inputs)
            {
                var slot = Text(_slots[input]);
                _writer.Line($"ref {input.DType.Keyword()} {_memory[input]} = ref args.At<{input.DType.Keyword()}>({slot}, 0);");
                _writer.Line($"nint {_steps[input]} = args.Step({slot}), {_strides[input]} = args.Stride({slot});");
            }

            AlongPlanes(InPlanes, names, PlaneOutputs(names), FoldPlanes);
        }
    }

    /// <summary>The vectors of rows that a turn along planes computes: what it costs besides is shared by them.</summary>
    private const int InPlanes = 2;

    private delegate void FoldPrinter(RowFold fold, int index, Names names, LaneEmitter emitter);

    private void AlongPlanes(int abreast, Names names, List<(Value Value, string Name)> outputs, FoldPrinter print) => Along("rows", abreast * _lanes.Count, () =>
    {
        var emitter = new LaneEmitter(_writer, _lanes, names, _constants, abreast);
        var index = 0;
        foreach (var sweep in _body.Sweeps)
        {
            foreach (var fold in sweep.Folds) print(fold, index++, names, emitter);
            foreach (var value in sweep.Values.SelectMany(n => n.Operands).Where(_body.Inputs.Contains).Distinct())
                foreach (var name in emitter.Input(value)) _writer.Line($"{LaneNames.Type(value.DType)} {name} = Lanes.Load(ref {_memory[value]}, 0);");

            // Counted twice, so that each has a name.
            var wanted = sweep.Values.SelectMany(n => n.Results).Where(_rowValues.Contains).ToList();
            emitter.Nodes(Shown(sweep.Values), wanted.Concat(wanted));
        }

        foreach (var (value, name) in outputs)
            for (var c = 0; c < abreast; c++) _writer.Line($"{LoopEmitter.Store(_lanes, value.DType, emitter.Vector(value, c), name, At(c))};");
    });

    private List<(Value Value, string Name)> PlaneOutputs(Names names)
    {
        var outputs = _body.RowOutputs.Select(v => (Value: v, Name: names.Fresh((v.Name ?? "result") + "Data"))).ToList();
        foreach (var (value, name) in outputs) _writer.Line($"ref {value.DType.Keyword()} {name} = ref args.At<{value.DType.Keyword()}>({Text(_written[value])}, 0);");
        return outputs;
    }

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

    // The form for points: all folds are written out, and what is one value for all of a plane lies in a register.
    private void Points()
    {
        var types = PlaneTypes();
        _writer.Line();
        _writer.Line("// Rows of two to four elements: nothing but the rows is a loop.");
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        var constraints = string.Concat(types.Values.Select(t => $" where {t} : struct, IPlane"));
        using (_writer.Block($"private static void Points<TPoint, {string.Join(", ", types.Values)}>(ref RowArgs args, nint rows, nint length) where TPoint : struct, IPoint{constraints}"))
        {
            var names = Scope();
            Scalars();
            foreach (var input in _body.Inputs) _writer.Line($"ref {input.DType.Keyword()} {_memory[input]} = ref args.At<{input.DType.Keyword()}>({Text(_slots[input])}, 0);");
            Dictionary<Value, string[]> planes = [];
            foreach (var input in _body.PointInputs)
            {
                var type = LaneNames.Type(input.DType);
                var data = Coordinates.Select(k => k == 0 ? _memory[input] : names.Fresh($"{_memory[input]}_{Text(k)}")).ToArray();
                var same = Coordinates.Select(k => names.Fresh($"{_memory[input].Replace("Data", "")}_{Text(k)}")).ToArray();
                foreach (var k in Coordinates.Skip(1)) _writer.Line($"ref {input.DType.Keyword()} {data[k]} = ref Unsafe.AddByteOffset(ref {data[k - 1]}, {Has(k, $"args.Stride({Text(_slots[input])})", "0")});");
                foreach (var k in Coordinates) _writer.Line($"{type} {same[k]} = {types[input]}.IsSame ? {LaneNames.Class(input.DType)}.Create({data[k]}) : default;");
                planes[input] = [.. Coordinates.Select(k => $"Plane<{types[input]}>({same[k]}, ref {data[k]}, ")];
            }

            AlongPlanes(RowBody.PointsAbreast(_lanes), names, PlaneOutputs(names), (fold, index, _, emitter) => FoldPoints(fold, index, planes, emitter));
        }
    }

    private void FoldPoints(RowFold fold, int index, Dictionary<Value, string[]> planes, LaneEmitter emitter)
    {
        var (memory, values) = Leaves(fold.FromInputs, fold.Operand);
        string Value(int k, int c) => fold.FromInputs.IsEmpty ? $"{planes[fold.Operand][k]}{At(c)})"
            : $"Point{Text(index)}({string.Join(", ", [.. memory.Select(v => $"{planes[v][k]}{At(c)})"), .. values.Select(v => emitter.Vector(_body.Viewed(v), c)), .. _body.Scalars.Select(s => _scalars[s])])})";
        var sums = emitter.Input(fold.Reduction.Result);
        for (var c = 0; c < sums.Length; c++) _writer.Line($"{LaneNames.Type(fold.Reduction.Result.DType)} {sums[c]} = {Value(0, c)};");
        foreach (var k in Coordinates.Skip(1))
        {
            if (k < RowBody.LeastCoordinates) Coordinate(k);
            else using (_writer.Block($"if (TPoint.Coordinates > {Text(k)})")) Coordinate(k);
        }

        if (fold.Reduction.Op is not Mean) return;
        foreach (var sum in sums) _writer.Line($"{sum} = {Folding.Divided(fold.Reduction, sum)};");

        void Coordinate(int k)
        {
            for (var c = 0; c < sums.Length; c++) _writer.Line($"{sums[c]} = {Folding.Combine(fold.Reduction, sums[c], Value(k, c))};");
        }
    }

    // An input's vector, of which it is known where it comes from.
    private void PlaneElements()
    {
        foreach (var d in _body.PointInputs.Select(v => v.DType).Distinct())
        {
            var type = LaneNames.Type(d);
            _writer.Line();
            _writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            _writer.Line($"private static {type} Plane<TPlane>({type} same, ref {d.Keyword()} data, nint i) where TPlane : struct, IPlane => TPlane.IsSame ? same : Lanes.Load(ref data, i);");
        }
    }

    /// <summary>A method that computes a vector of a fold's operand from vectors.</summary>
    private void PointElement(int index, RowFold fold)
    {
        var names = Scope();
        var (memory, values) = Leaves(fold.FromInputs, fold.Operand);
        var parameters = memory.Select(v => (v, "a")).Concat(values.Select(v => (v, "v"))).Select(p => $"{LaneNames.Type(p.v.DType)} {names.Declare(p.v, p.Item2)}")
            .Concat(_body.Scalars.Select(s => $"{s.DType.Keyword()} {_scalars[s]}")).ToList();
        _writer.Line();
        _writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (_writer.Block($"private static {LaneNames.Type(fold.Operand.DType)} Point{Text(index)}({string.Join(", ", parameters)})"))
        {
            var emitter = Compute(names, [], fold.FromInputs, [fold.Operand], []);
            _writer.Line($"return {Expression.Tidy(emitter.Vector(fold.Operand))};");
        }
    }

    // To the form for as many coordinates, and for the planes that are one value. Where all are, none is worth a form.
    private void Dispatch()
    {
        var inputs = _body.PointInputs;
        using (_writer.Block($"switch (length, {string.Join(", ", inputs.Select(v => $"args.Step({Text(_slots[v])}) == 0"))})"))
        {
            for (var count = RowBody.LeastCoordinates; count <= RowBody.MostCoordinates; count++)
            {
                foreach (var same in Enumerable.Range(0, inputs.Length > 1 ? inputs.Length : 0).Append(inputs.Length))
                {
                    var kinds = inputs.Select((_, k) => k == same);
                    _writer.Line($"case ({Text(count)}, {string.Join(", ", kinds.Select(s => s ? "true" : "false"))}):");
                    _writer.Line($"    Points<Point{Text(count)}, {string.Join(", ", kinds.Select(s => s ? "SamePlane" : "MovingPlane"))}>(ref args, rows, length);");
                    _writer.Line("    return;");
                }
            }
        }

        _writer.Line();
    }

    private Dictionary<Value, string> PlaneTypes() => _body.PointInputs.Select((v, k) => (v, k)).ToDictionary(p => p.v, p => p.k == 0 ? "TPlane" : $"TPlane{Text(p.k + 1)}");

    private static IEnumerable<int> Coordinates => Enumerable.Range(0, RowBody.MostCoordinates);

    private static string Has(int coordinate, string text, string otherwise) =>
        coordinate < RowBody.LeastCoordinates ? text : $"TPoint.Coordinates > {Text(coordinate)} ? {text} : {otherwise}";
}
