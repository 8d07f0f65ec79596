using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Emit.Ilgpu;

/// <summary>Prints the ILGPU kernel of one fused loop: one thread computes one element, and a module initializer makes the kernel known under
/// the name of its CPU counterpart.</summary>
internal static class GpuLoopEmitter
{
    /// <summary>ILGPU launches at most 14 parameters beside the index.</summary>
    private const int MaxParameters = 14;

    private const int PackSize = 3;

    /// <summary>The namespaces that kernels are printed in begin with these; printed once a file, inside the namespace.</summary>
    public static void Usings(SourceWriter writer)
    {
        writer.Line("using global::ILGPU;");
        writer.Line("using global::ILGPU.Runtime;");
        writer.Line("using global::Kernels.Ilgpu.CompilerServices;");
    }

    /// <summary>The kernel's class.</summary>
    /// <param name="writer">Receives the code, inside a namespace with <see cref="Usings"/>.</param>
    /// <param name="step">The loop.</param>
    /// <param name="className">Unique in its file.</param>
    /// <param name="kernelName">The name of the CPU's kernel.</param>
    /// <param name="documentation">What it computes, as XML text.</param>
    /// <param name="constants">The scalars that are known, by value.</param>
    public static void Emit(SourceWriter writer, LoopStep step, string className, string kernelName, string documentation, IReadOnlyDictionary<Value, string> constants)
    {
        var names = new Names("i", "nest", "at", "launch", "run");
        var parameters = Parameters(step, names);
        var groups = Groups(parameters);

        writer.Line($"/// <summary>{documentation}</summary>");
        using (writer.Block($"file static class {className}"))
        {
            using (writer.Block($"private static void Run(Index1D i, Nest nest, {string.Join(", ", groups.Select(g => $"{g.Type} {g.Name}"))})"))
            {
                foreach (var group in groups.Where(g => g.Members.Count > 1))
                    for (var k = 0; k < group.Members.Count; k++)
                        writer.Line($"var {group.Members[k].Name} = {group.Name}.Item{Text(k + 1)};");
                Body(writer, step, names, parameters, constants);
            }

            writer.Line();
            Register(writer, step, kernelName, groups);
        }
    }

    /// <summary>Whether a node can raise an error, which a kernel has to report.</summary>
    public static bool CanFail(Node node) => node.Op is ElementwiseOp && node.Operands.Length > 1 && node.Op.CanThrow(node.Operands[0].DType);

    private static void Body(SourceWriter writer, LoopStep step, Names names, List<Parameter> parameters, IReadOnlyDictionary<Value, string> constants)
    {
        writer.Line("var at = nest.At(i);");
        foreach (var input in parameters.Where(p => p.Kind == Kind.Input))
            writer.Line($"{input.Value.DType.Keyword()} {names.Declare(input.Value, "x")} = {FromMemory(input.Value.DType, $"{input.Name}.Load(at)")};");
        foreach (var scalar in parameters.Where(p => p.Kind == Kind.Scalar))
        {
            if (scalar.Value.DType == DType.Bool) writer.Line($"bool {names.Declare(scalar.Value, "s")} = {scalar.Name} != 0;");
            else names.Alias(scalar.Value, scalar.Name);
        }

        var emitter = new GpuBodyEmitter(writer, names, constants);
        emitter.Nodes(step.Nodes, step.Outputs);
        foreach (var output in parameters.Where(p => p.Kind == Kind.Output))
            writer.Line($"{output.Name}.Store(at, {ToMemory(output.Value.DType, emitter.Use(output.Value))});");
    }

    private static void Register(SourceWriter writer, LoopStep step, string kernelName, List<Group> groups)
    {
        var failing = AllNodes(step.Nodes).FirstOrDefault(CanFail);
        var mayFail = failing is null ? "" : $", mayFail: {Literals.Quote($"{failing.Source.Text}{(failing.Source.Location.Length == 0 ? "" : $" ({failing.Source.Location})")}")}";
        var types = string.Join(", ", groups.Select(g => g.Type));
        var arguments = string.Join(", ", groups.Select(g => g.Argument));
        writer.Line("[ModuleInitializer]");
        writer.Line($"internal static void Register() => IlgpuKernels.Register(\"{kernelName}\", static accelerator =>");
        writer.Line("{");
        writer.Line($"    var run = accelerator.LoadAutoGroupedKernel<Index1D, Nest, {types}>(Run);");
        writer.Line($"    return launch => run(launch.Stream, launch.Extent, launch.Nest, {arguments});");
        writer.Line($"}}{mayFail});");
    }

    // Inputs, outputs, scalars, as the runtime numbers them: operands are inputs, then outputs.
    private static List<Parameter> Parameters(LoopStep step, Names names)
    {
        var parameters = new List<Parameter>();
        foreach (var input in step.Inputs) parameters.Add(Operand(input, Kind.Input, names.Fresh(input.Name is { } own ? own + "s" : "xs"), parameters.Count));
        foreach (var output in step.Outputs)
        {
            var name = step.Outputs.Length == 1 || output.Name is null ? "result" : output.Name + "Result";
            parameters.Add(Operand(output, Kind.Output, names.Fresh(name), parameters.Count));
        }

        for (var k = 0; k < step.Scalars.Length; k++)
        {
            var type = Memory(step.Scalars[k].DType);
            parameters.Add(new Parameter(step.Scalars[k], Kind.Scalar, names.Fresh(step.Scalars[k].Name ?? "s"), type, $"launch.Scalar<{type}>({Text(k)})"));
        }

        return parameters;
    }

    private static Parameter Operand(Value value, Kind kind, string name, int index)
    {
        var type = Memory(value.DType);
        return new Parameter(value, kind, name, $"Operand<{type}>", $"launch.Operand<{type}>({Text(index)})");
    }

    // Each parameter by itself where they fit, else in packs.
    private static List<Group> Groups(List<Parameter> parameters)
    {
        var groups = new List<Group>();
        if (parameters.Count < MaxParameters)
        {
            groups.AddRange(parameters.Select(p => new Group(p.Name, p.Type, p.Argument, [p])));
            return groups;
        }

        for (var k = 0; k < parameters.Count; k += PackSize)
        {
            var members = parameters.Skip(k).Take(PackSize).ToList();
            if (members.Count < PackSize)
            {
                groups.AddRange(members.Select(p => new Group(p.Name, p.Type, p.Argument, [p])));
                break;
            }

            var type = $"Pack<{string.Join(", ", members.Select(m => m.Type))}>";
            groups.Add(new Group($"pack{Text(groups.Count)}", type, $"new {type}({string.Join(", ", members.Select(m => m.Argument))})", members));
        }

        return groups;
    }

    // bool is no element type of a device: a byte, 0 or 1.
    private static string Memory(DType d) => d == DType.Bool ? "byte" : d.Keyword();

    private static string FromMemory(DType d, string load) => d == DType.Bool ? $"{load} != 0" : load;

    private static string ToMemory(DType d, string value) => d == DType.Bool ? $"(byte)({value} ? 1 : 0)" : value;

    private static IEnumerable<Node> AllNodes(IEnumerable<Node> nodes) =>
        nodes.SelectMany(n => n.Regions.SelectMany(r => AllNodes(r.Nodes)).Prepend(n));


    private enum Kind
    {
        Input,
        Output,
        Scalar,
    }

    private sealed record Parameter(Value Value, Kind Kind, string Name, string Type, string Argument);

    private sealed record Group(string Name, string Type, string Argument, List<Parameter> Members);
}
