using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Emit.Cpu;

/// <summary>Prints the kernel of one fused loop: a class that dispatches on what the CPU accelerates, and the loop once per width.</summary>
internal static class LoopEmitter
{
    /// <summary>The kernel's class and its bodies.</summary>
    /// <param name="writer">Receives the code, at namespace level.</param>
    /// <param name="step">The loop.</param>
    /// <param name="className">Unique in its file.</param>
    /// <param name="kernelName">Unique in the program.</param>
    /// <param name="constants">The scalars that are known, by value.</param>
    /// <param name="widths">The widths to print, widest first.</param>
    public static void Emit(SourceWriter writer, LoopStep step, string className, string kernelName, IReadOnlyDictionary<Value, string> constants, int[] widths)
    {
        using (writer.Block("namespace Kernels.Generated"))
        {
            writer.Line($"/// <summary>{Documentation(step)}</summary>");
            using (writer.Block($"file static class {className}"))
            {
                writer.Line($"internal static readonly LoopKernel Kernel = new(\"{kernelName}\", elementSize: {Text(step.ElementSize)}, Run){Options(step)};");
                if (step.HasSteps)
                {
                    writer.Line();
                    using (writer.Block("private static void Run(ref LoopArgs args, nint n)"))
                    {
                        writer.Line($"if (!args.AllAdvance({Text(step.Inputs.Length)})) Run<AnyStep>(ref args, n);");
                        if (step.MakesShifted(new LaneNames(widths[0], step.ElementSize)))
                        {
                            var relations = step.Shifted.SelectMany(g => g.Others.Select(o => $"args.LiesBy({Operand(o.Value)}, {Operand(g.Middle)}, {Text(o.Shift)} * sizeof({o.Value.DType.Keyword()}))"));
                            writer.Line($"else if (Vector{Text(widths[0])}.IsHardwareAccelerated && {string.Join(" && ", relations)}) Run<ShiftedAdvance>(ref args, n);");
                        }

                        writer.Line("else Run<AllAdvance>(ref args, n);");
                    }
                }

                Dispatch("Run", width => Arguments(step, Streams(step, new LaneNames(width, step.ElementSize))), step.HasSteps);
                if (step.FoldsInLanes) Dispatch("Fold", _ => FoldEmitter.Arguments(step));
            }
        }

        foreach (var width in widths)
        {
            writer.Line();
            using (writer.Block($"namespace Kernels.Generated.W{Text(width)}"))
            {
                var lanes = new LaneNames(width, step.ElementSize);
                Aliases(writer, DTypesOf(step), lanes);
                using (writer.Block($"file static class {className}"))
                {
                    Body(writer, step, lanes, constants);
                    if (step.FoldsInLanes) FoldEmitter.Body(writer, step, lanes, constants);
                }
            }
        }

        string Operand(Value value) => Text(step.Inputs.IndexOf(value));

        void Dispatch(string method, Func<int, string> arguments, bool hasSteps = false)
        {
            writer.Line();
            if (hasSteps) method += "<TStep>";
            using (writer.Block($"private static void {method}(ref LoopArgs args, nint n){(hasSteps ? StepConstraint : "")}"))
            {
                for (var k = 0; k < widths.Length; k++)
                {
                    var condition = k == widths.Length - 1 ? "" : $"if (Vector{Text(widths[k])}.IsHardwareAccelerated) ";
                    writer.Line($"{(k == 0 ? "" : "else ")}{condition}W{Text(widths[k])}.{className}.{method}({arguments(widths[k])});");
                }
            }
        }
    }

    private const string StepConstraint = " where TStep : struct, IStep";

    private static string Options(LoopStep step)
    {
        string[] options = [.. step.Parts.IsEmpty ? ["TakesRows = true"] : Array.Empty<string>(), .. step.FoldsInLanes ? ["Folds = Fold"] : Array.Empty<string>()];
        return options.Length == 0 ? "" : $" {{ {string.Join(", ", options)} }}";
    }

    private static void Body(SourceWriter writer, LoopStep step, LaneNames lanes, IReadOnlyDictionary<Value, string> constants)
    {
        if (step.Parts.IsEmpty)
        {
            Loop(writer, $"internal static void Run{(step.HasSteps ? "<TStep>" : "")}", new LoopPart(step.Inputs, step.Scalars, step.Nodes, step.Outputs), step, lanes, constants, Streams(step, lanes), takesRows: true);
            return;
        }

        InParts(writer, step, lanes);
        for (var k = 0; k < step.Parts.Length; k++)
        {
            writer.Line();
            Loop(writer, $"private static void Part{Text(k)}", step.Parts[k], step, lanes, constants, k == step.Parts.Length - 1 && Streams(step, lanes));
        }
    }

    // The parts in turn, a block of elements at a time.
    private static void InParts(SourceWriter writer, LoopStep step, LaneNames lanes)
    {
        var names = new Names("i", "n", "size", "count", "align", "stream", "Span", "Unsafe", "TStep");
        var parameters = new List<string>();
        var arguments = new Dictionary<Value, string>();
        foreach (var input in step.Inputs)
        {
            var (data, stride) = (names.Fresh((input.Name ?? "a") + "Data"), names.Fresh((input.Name ?? "a") + "Step"));
            parameters.Add($"ref {input.DType.Keyword()} {data}, nint {stride}");
            arguments[input] = $"ref Unsafe.Add(ref {data}, i & {stride}), {stride}";
        }

        var outputs = new Dictionary<Value, string>();
        foreach (var output in step.Outputs)
        {
            var data = names.Fresh((output.Name ?? "result") + "Data");
            parameters.Add($"ref {output.DType.Keyword()} {data}");
            outputs[output] = $"ref Unsafe.Add(ref {data}, i)";
        }

        foreach (var scalar in step.Scalars)
        {
            parameters.Add($"{scalar.DType.Keyword()} {names.Declare(scalar, "s")}");
            arguments[scalar] = names[scalar];
        }

        if (Streams(step, lanes)) parameters.Add("bool align, bool stream");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Block($"internal static void Run({string.Join(", ", parameters)}, nint n)"))
        {
            writer.Line("// In parts, each of which the registers can hold; what one leaves to the next stays in L1.");
            writer.Line($"var size = (int)nint.Min(n, {Text(LoopParts.BlockBytes / step.ElementSize)});");
            foreach (var value in step.Parts.Take(step.Parts.Length - 1).SelectMany(p => p.Outputs))
            {
                var name = names.Declare(value, "v");
                arguments[value] = $"ref {name}[0]";
                writer.Line($"Span<{value.DType.Keyword()}> {name} = stackalloc {value.DType.Keyword()}[size];");
            }

            using (writer.Block("for (nint i = 0; i < n; i += size)"))
            {
                writer.Line($"i = nint.Min(i, n - {Text(lanes.Count)});        // a vector at least, which may overlap the block before it");
                writer.Line("var count = nint.Min(n - i, size);");
                for (var k = 0; k < step.Parts.Length; k++)
                {
                    var part = step.Parts[k];
                    var isLast = k == step.Parts.Length - 1;
                    var targets = isLast ? outputs : arguments;
                    var stream = isLast && Streams(step, lanes) ? ", align, stream" : "";
                    writer.Line($"Part{Text(k)}({string.Join(", ", [.. part.Inputs.Select(v => arguments[v]), .. part.Outputs.Select(v => targets[v]), .. part.Scalars.Select(v => arguments[v])])}{stream}, count);");
                }
            }
        }
    }

    private static void Loop(
        SourceWriter writer, string header, LoopPart part, LoopStep step, LaneNames lanes, IReadOnlyDictionary<Value, string> constants, bool streams, bool takesRows = false)
    {
        string[] reserved = ["i", "last", "n", "align", "stream", "head", "end", "past", "args", "rows", "TStep"];
        var names = new Names(reserved);
        var parameters = new List<string>();
        var inputs = part.Inputs.Select(v => (Value: v, Name: names.Fresh((v.Name ?? "a") + "Data"))).ToList();

        // What an earlier part left is never constant.
        var strides = inputs.Select(p => step.Inputs.Contains(p.Value) ? names.Fresh((p.Value.Name ?? "a") + "Step") : "").ToList();
        for (var k = 0; k < inputs.Count; k++)
            parameters.Add($"ref {inputs[k].Value.DType.Keyword()} {inputs[k].Name}{(strides[k].Length == 0 ? "" : $", nint {strides[k]}")}");

        var outputs = part.Outputs.Select(v => (Value: v, Name: names.Fresh((v.Name ?? "result") + "Data"))).ToList();
        parameters.AddRange(outputs.Select(p => $"ref {p.Value.DType.Keyword()} {p.Name}"));
        foreach (var scalar in part.Scalars) parameters.Add($"{scalar.DType.Keyword()} {names.Declare(scalar, "s")}");
        if (streams) parameters.Add("bool align, bool stream");
        List<string> taken = [.. reserved, .. inputs.Concat(outputs).Select(p => p.Name), .. strides.Where(x => x.Length != 0), .. part.Scalars.Select(s => names[s])];

        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Block($"{header}({string.Join(", ", parameters)}, nint n{(takesRows ? ", ref LoopArgs args" : "")}){(step.HasSteps ? StepConstraint : "")}"))
        {
            if (step.HasSteps && streams) writer.Line("stream &= TStep.MayStream;");
            if (!takesRows)
            {
                Row();
                return;
            }

            using (writer.Block("for (var rows = args.RowsAfterFirst; ; rows--)"))
            {
                Row();
                writer.Line("if (rows == 0) break;");
                var k = 0;
                foreach (var (value, name) in inputs.Concat(outputs)) writer.Line($"{name} = ref args.NextRow(ref {name}, {Text(k++)});");
            }
        }

        void Row()
        {
            var count = Text(lanes.Count);
            if (streams)
            {
                writer.Line($"nint i = 0, last = n - {count}, head = align ? Lanes.BeforeAligned(ref {outputs.First(p => IsStreamed(lanes, p.Value.DType)).Name}) : 0, end = head == 0 ? last : 0;");
                writer.Line("var past = stream && head == 0;");
            }
            else
            {
                writer.Line($"nint i = 0, last = n - {count};");
            }

            using (writer.Block("while (true)"))
            {
                var end = streams ? "end" : "last";
                var abreast = step.Abreast(lanes);
                if (abreast > 1)
                {
                    using (writer.Block($"for (; i <= {end} - {Text((abreast - 1) * lanes.Count)}; i += {Text(abreast * lanes.Count)})")) Turn(abreast);
                    writer.Line();
                }

                if (takesRows && step.MakesShifted(lanes)) Shifted(end);
                using (writer.Block($"for (; i <= {end}; i += {count})")) Turn(1);

                writer.Line();
                writer.Line("if (i == n) break;");
                if (!streams)
                {
                    writer.Line("i = last;                  // the last vector overlaps the one before it");
                    return;
                }

                writer.Line("// The first and the last vector overlap what is next to them, and begin anywhere; those between are aligned.");
                writer.Line("(i, end, past, head) = head == 0 ? (last, last, false, 0) : (head, last, stream, 0);");
            }
        }

        // The turns in which a whole vector comes behind that of the turn.
        void Shifted(string end)
        {
            var count = Text(lanes.Count);
            var own = new Names([.. taken]);
            var made = new Dictionary<Value, string>();
            List<(string Type, string Before, string Now, string After, string Data)> groups = [];
            using (writer.Block($"if (TStep.IsShifted && i <= {end} - {count})"))
            {
                foreach (var (middle, others) in step.Shifted)
                {
                    var (type, name) = (LaneNames.Type(middle.DType), middle.Name ?? "a");
                    var (before, now, after, data) = (own.Fresh(name + "Before"), own.Fresh(name + "Now"), own.Fresh(name + "After"), DataOf(middle));
                    var (first, least) = others.OrderBy(o => o.Shift).First();
                    if (least < 0) writer.Line($"{type} {before} = Neighbours.First(Lanes.Load(ref {DataOf(first)}, i), {Text(-least)});");
                    writer.Line($"{type} {now} = Lanes.Load(ref {data}, i);");
                    made[middle] = now;
                    foreach (var (value, shift) in others) made[value] = shift < 0 ? $"Neighbours.Before({before}, {now}, {Text(-shift)})" : $"Neighbours.After({now}, {after}, {Text(shift)})";
                    groups.Add((type, least < 0 ? before : "", now, after, data));
                }

                using (writer.Block($"for (; i <= {end} - {count}; i += {count})"))
                {
                    foreach (var group in groups) writer.Line($"{group.Type} {group.After} = Lanes.Load(ref {group.Data}, i + {count});");
                    Turn(1, made, groups.SelectMany(g => new[] { g.Before, g.Now, g.After }));
                    foreach (var group in groups) writer.Line($"{(group.Before.Length == 0 ? "" : $"{group.Before} = {group.Now}; ")}{group.Now} = {group.After};");
                }
            }

            writer.Line();
        }

        string DataOf(Value value) => inputs.First(p => ReferenceEquals(p.Value, value)).Name;

        // Some vectors next to each other. The names of one turn's values are none of the other's.
        void Turn(int copies, Dictionary<Value, string>? made = null, IEnumerable<string>? others = null)
        {
            var scope = new Names([.. taken, .. others ?? []]);
            foreach (var scalar in part.Scalars) scope.Alias(scalar, names[scalar]);
            var emitter = new LaneEmitter(writer, lanes, scope, constants, copies);
            for (var k = 0; k < inputs.Count; k++)
            {
                var (value, name) = inputs[k];
                var vectors = emitter.Input(value);
                for (var c = 0; c < copies; c++)
                    writer.Line($"{LaneNames.Type(value.DType)} {vectors[c]} = {(made is not null && made.TryGetValue(value, out var text) ? text : Load(lanes, value.DType, name, Index(c, strides[k])))};");
            }

            emitter.Nodes(part.Nodes, part.Outputs);
            foreach (var (value, name) in outputs)
                for (var c = 0; c < copies; c++) writer.Line($"{Store(lanes, value.DType, Expression.Tidy(emitter.Vector(value, c)), name, At(c), !streams ? "" : step.HasSteps ? ", TStep.MayStream && past" : ", past")};");
        }

        string Index(int copy, string stride) => stride.Length == 0 ? At(copy)
            : step.HasSteps ? $"TStep.At({At(copy)}, {stride})"
            : copy == 0 ? $"i & {stride}" : $"({At(copy)}) & {stride}";

        string At(int copy) => copy == 0 ? "i" : $"i + {Text(copy * lanes.Count)}";
    }

    /// <summary>A vector of what lies at an index.</summary>
    internal static string Load(LaneNames lanes, DType d, string name, string index) =>
        d == DType.Bool ? $"Lanes.LoadMask{Text(lanes.ElementSize)}(ref {name}, {index})"
        : lanes.IsFull(d) ? $"Lanes.Load(ref {name}, {index})"
        : $"Lanes.Load{d.Lane()}_{Text(lanes.ElementSize)}(ref {name}, {index})";

    // A large result need not go through the caches. Only whole vectors can pass by them.
    private static bool Streams(LoopStep step, LaneNames lanes) => step.Outputs.Any(v => IsStreamed(lanes, v.DType));

    private static bool IsStreamed(LaneNames lanes, DType d) => d != DType.Bool && lanes.IsFull(d);

    /// <summary>The statement that stores a vector at an index; past the caches where a further argument says so.</summary>
    internal static string Store(LaneNames lanes, DType d, string value, string name, string index = "i", string past = "") =>
        d == DType.Bool ? $"Lanes.StoreMask{Text(lanes.ElementSize)}({value}, ref {name}, {index})"
        : IsStreamed(lanes, d) ? $"Lanes.Store({value}, ref {name}, {index}{past})"
        : $"Lanes.Store{d.Lane()}_{Text(lanes.ElementSize)}({value}, ref {name}, {index})";

    private static IEnumerable<DType> DTypesOf(LoopStep step) => step.Inputs.Concat(step.Outputs).Concat(step.Nodes.SelectMany(Values)).Select(v => v.DType);

    /// <summary>The names under which bodies know their vector types.</summary>
    internal static void Aliases(SourceWriter writer, IEnumerable<DType> used, LaneNames lanes)
    {
        var dtypes = used.Distinct().ToList();
        writer.Line($"using Lanes = global::Kernels.Simd.Lanes{Text(lanes.Bits)};");
        foreach (var d in dtypes.Where(d => d != DType.Bool).OrderBy(d => d))
        {
            writer.Line($"using {LaneNames.Type(d)} = global::System.Runtime.Intrinsics.Vector{Text(lanes.BitsOf(d))}<{d.Keyword()}>;");
            writer.Line($"using {LaneNames.Class(d)} = global::System.Runtime.Intrinsics.Vector{Text(lanes.BitsOf(d))};");
        }

        if (dtypes.Contains(DType.Bool))
        {
            writer.Line($"using Mask = global::System.Runtime.Intrinsics.Vector{Text(lanes.Bits)}<{lanes.MaskDType.Keyword()}>;");
            writer.Line($"using VMask = global::System.Runtime.Intrinsics.Vector{Text(lanes.Bits)};");
        }

        writer.Line();
    }

    private static IEnumerable<Value> Values(Node node) =>
        node.Operands.Concat(node.Results).Concat(node.Regions.SelectMany(r => r.Args.Concat(r.Nodes.SelectMany(Values))));

    private static string Arguments(LoopStep step, bool streams)
    {
        var arguments = new List<string>();
        var k = 0;
        foreach (var input in step.Inputs)
        {
            arguments.Add($"ref args.At<{input.DType.Keyword()}>({Text(k)}), args.Step({Text(k)})");
            k++;
        }

        foreach (var output in step.Outputs) arguments.Add($"ref args.At<{output.DType.Keyword()}>({Text(k++)})");
        arguments.AddRange(step.Scalars.Select((s, j) => $"args.Scalar<{s.DType.Keyword()}>({Text(j)})"));
        if (streams) arguments.Add("args.Align, args.Stream");
        arguments.Add("n");
        if (step.Parts.IsEmpty) arguments.Add("ref args");
        return string.Join(", ", arguments);
    }

    /// <summary>The expression that the loop computes, as XML text.</summary>
    public static string Documentation(LoopStep step)
    {
        var text = step.Nodes.Length == 0 ? "" : step.Nodes[step.Nodes.Length - 1].Source.Text;
        return (text.Length == 0 ? step.Nodes[step.Nodes.Length - 1].Op.Name : text).Replace("&", "&amp;").Replace("<", "&lt;");
    }
}
