using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Analyzers;

/// <summary>Whose memory it is.</summary>
[Flags]
internal enum MemoryOrigin
{
    /// <summary>Nobody's that matters here.</summary>
    None = 0,

    /// <summary>That of an NDArray, which gave it out to be read.</summary>
    Array = 1,

    /// <summary>That of an ordinary array which an NDArray wraps.</summary>
    Wrapped = 2,
}

/// <summary>Follows, through the control flow of a body, which variables refer to memory of an array, and reports the writes to it.</summary>
/// <remarks>A may-analysis: at each point, what some path there has made of a variable. An assignment to the variable ends it, so that
/// a buffer that is filled, wrapped and replaced by a new one in a loop is not reported.</remarks>
internal sealed class MemoryFlow(KernelsSymbols symbols, Action<IOperation, MemoryOrigin> report) : VariableFlow<MemoryOrigin>
{
    private readonly Dictionary<CaptureId, List<IOperation>> _captures = [];
    private ControlFlowGraph? _graph;

    /// <summary>Whether the call gives out the memory of an array: <c>a.AsSpan()</c>.</summary>
    public static bool IsMemoryOfArray(IInvocationOperation call, KernelsSymbols symbols)
        => symbols.IsArray(call.TargetMethod.ContainingType)
            && (call.TargetMethod.ReturnsByRefReadonly || IsMemory(call.TargetMethod.ReturnType));

    /// <summary>Whether the call makes an array over memory that it is given, without a copy.</summary>
    public static bool IsWrap(IInvocationOperation call, KernelsSymbols symbols)
        => call.TargetMethod is { Name: "Wrap", IsStatic: true } method
            && symbols.IsArray(method.ReturnType)
            && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, symbols.Array.ContainingAssembly);

    /// <summary>Analyzes the body, entered with what is known of the variables it captures.</summary>
    public void Analyze(ControlFlowGraph graph, ImmutableDictionary<ISymbol, MemoryOrigin> entry)
    {
        _graph = graph;
        foreach (var block in graph.Blocks)
            foreach (var operation in block.Operations)
                if (operation is IFlowCaptureOperation capture)
                {
                    if (!_captures.TryGetValue(capture.Id, out var values))
                        _captures.Add(capture.Id, values = []);
                    values.Add(capture.Value);
                }

        Follow(graph, entry);

        foreach (var function in graph.LocalFunctions)
            new MemoryFlow(symbols, report).Analyze(graph.GetLocalFunctionControlFlowGraph(function), entry.Clear());
    }

    protected override bool JoinHandler(ImmutableDictionary<ISymbol, MemoryOrigin>?[] before, int ordinal)
    {
        var changed = false;
        for (var i = 0; i < ordinal; i++)
            if (before[i] is { } earlier)
                changed |= Join(ref before[ordinal], earlier);
        return changed;
    }

    protected override bool Join(ref ImmutableDictionary<ISymbol, MemoryOrigin>? target, ImmutableDictionary<ISymbol, MemoryOrigin> state)
    {
        if (target is null)
        {
            target = state;
            return true;
        }
        var joined = target;
        foreach (var entry in state)
            joined = joined.SetItem(entry.Key, entry.Value | (joined.TryGetValue(entry.Key, out var known) ? known : MemoryOrigin.None));
        if (joined == target)
            return false;
        target = joined;
        return true;
    }

    // Operands first, as they are evaluated.
    protected override void Visit(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
            Visit(child);
        foreach (var (place, mutator) in Writes.Of(operation))
            if (IsReporting && !IsPassedOn(operation) && (mutator is null ? Written(place) : OriginOf(place)) is not MemoryOrigin.None and var origin)
                report(place, (origin & MemoryOrigin.Array) != 0 ? MemoryOrigin.Array : MemoryOrigin.Wrapped);

        switch (operation)
        {
            case ISimpleAssignmentOperation assignment:
                Assign(assignment.Target, assignment.Value, assignment.IsRef);
                break;
            case IInvocationOperation call when IsWrap(call, symbols):
                foreach (var argument in call.Arguments)
                    if (argument.Parameter?.Ordinal == 0 && Variable(argument.Value) is { } variable)
                        State = State.SetItem(variable, MemoryOrigin.Wrapped | Known(variable));
                break;
            // TryGetArray(memory, out segment): the segment is the memory.
            case IInvocationOperation call when IsReinterpretation(call.TargetMethod):
                foreach (var argument in call.Arguments)
                    if (argument.Parameter?.RefKind == RefKind.Out && Variable(argument.Value) is { } variable)
                        State = State.SetItem(variable, Arguments(call.Arguments));
                break;
            case IFlowAnonymousFunctionOperation lambda when IsReporting && _graph is not null:
                new MemoryFlow(symbols, report).Analyze(_graph.GetAnonymousFunctionControlFlowGraph(lambda), State);
                break;
        }
    }

    private void Assign(IOperation target, IOperation value, bool isRef)
    {
        if (Variable(target) is not { } variable || variable is ILocalSymbol { RefKind: not RefKind.None } && !isRef)
            return;
        var type = variable switch { ILocalSymbol local => local.Type, IParameterSymbol parameter => parameter.Type, _ => ((IFieldSymbol)variable).Type };
        var origin = isRef || IsMemory(type) || type.TypeKind is TypeKind.Array or TypeKind.Pointer ? OriginOf(value) : MemoryOrigin.None;
        State = origin == MemoryOrigin.None ? State.Remove(variable) : State.SetItem(variable, origin);
    }

    private MemoryOrigin Known(ISymbol variable) => State.TryGetValue(variable, out var origin) ? origin : MemoryOrigin.None;

    // A variable whose contents can be followed: a field only of this object, or static.
    private ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        IConversionOperation conversion => Variable(conversion.Operand),
        IDeclarationExpressionOperation declaration => Variable(declaration.Expression),
        IFlowCaptureReferenceOperation reference when _captures.TryGetValue(reference.Id, out var values) && values.Count == 1 => Variable(values[0]),
        _ => null,
    };

    // Whose memory an assignment to the place writes.
    private MemoryOrigin Written(IOperation place) => place switch
    {
        ILocalReferenceOperation { Local: { RefKind: RefKind.Ref } local } => Known(local),
        IArrayElementReferenceOperation element => OriginOf(element.ArrayReference),
        IPropertyReferenceOperation { Property.ReturnsByRef: true } => OriginOf(place),
        IInvocationOperation { TargetMethod.ReturnsByRef: true } => OriginOf(place),
        IImplicitIndexerReferenceOperation element => OriginOf(element.Instance),
        // A field of a struct in memory is memory.
        IFieldReferenceOperation { Field.ContainingType.IsValueType: true, Instance: { } instance } => Written(instance),
        IFlowCaptureReferenceOperation reference => Captured(reference, Written),
        // Dereferencing pointers has no operation of its own.
        { Kind: OperationKind.None } => Union(place.ChildOperations),
        _ => MemoryOrigin.None,
    };

    // Whose memory the value refers to.
    private MemoryOrigin OriginOf(IOperation value)
    {
        switch (value)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation:
                return Variable(value) is { } variable ? Known(variable) : Written(value);
            case IInvocationOperation call when IsMemoryOfArray(call, symbols):
                return MemoryOrigin.Array;
            case IInvocationOperation { TargetMethod.Name: not "ToArray" } call when Aliases(call.TargetMethod):
                if (call.Instance is { } receiver)
                    return IsMemory(receiver.Type) ? OriginOf(receiver) : MemoryOrigin.None;
                return IsReinterpretation(call.TargetMethod) ? Arguments(call.Arguments) : MemoryOrigin.None;
            case IPropertyReferenceOperation { Instance: { } instance } property
                when IsMemory(instance.Type) && (property.Property.ReturnsByRef || property.Property.ReturnsByRefReadonly || CanAlias(property.Type)):
                return OriginOf(instance);
            case IArrayElementReferenceOperation element:
                return OriginOf(element.ArrayReference);
            case IImplicitIndexerReferenceOperation element:
                return OriginOf(element.Instance);
            case IObjectCreationOperation creation when IsMemory(creation.Type):
                return Arguments(creation.Arguments);
            case IConversionOperation conversion:
                return OriginOf(conversion.Operand);
            case IAddressOfOperation address:
                return OriginOf(address.Reference);
            case IBinaryOperation { Type.TypeKind: TypeKind.Pointer } binary:
                return OriginOf(binary.LeftOperand) | OriginOf(binary.RightOperand);
            case IAssignmentOperation assignment:
                return OriginOf(assignment.Value);
            case IFlowCaptureReferenceOperation reference:
                return Captured(reference, OriginOf);
            case { Kind: OperationKind.None }:
                return Union(value.ChildOperations);
            default:
                return MemoryOrigin.None;
        }
    }

    private MemoryOrigin Captured(IFlowCaptureReferenceOperation reference, Func<IOperation, MemoryOrigin> origin)
        => _captures.TryGetValue(reference.Id, out var values)
            ? values.Aggregate(MemoryOrigin.None, (union, value) => union | origin(value))
            : MemoryOrigin.None;

    private MemoryOrigin Arguments(ImmutableArray<IArgumentOperation> arguments)
        => arguments.Aggregate(MemoryOrigin.None, (union, argument) => union | OriginOf(argument.Value));

    private MemoryOrigin Union(IOperation.OperationList operations)
    {
        var union = MemoryOrigin.None;
        foreach (var operation in operations)
            union |= OriginOf(operation);
        return union;
    }

    // A reference that only goes through Unsafe.Add or MemoryMarshal.CreateSpan is not written there.
    private static bool IsPassedOn(IOperation operation)
        => operation is IArgumentOperation { Parent: IInvocationOperation call } && IsReinterpretation(call.TargetMethod);

    private static bool IsReinterpretation(IMethodSymbol method)
        => method.ContainingType is { Name: "MemoryMarshal" or "Unsafe" or "MemoryExtensions" } type
            && type.ContainingNamespace?.ToDisplayString() is "System" or "System.Runtime.InteropServices" or "System.Runtime.CompilerServices";

    private static bool Aliases(IMethodSymbol method) => method.ReturnsByRef || method.ReturnsByRefReadonly || CanAlias(method.ReturnType);

    private static bool CanAlias(ITypeSymbol? type) => IsMemory(type) || type?.TypeKind is TypeKind.Array or TypeKind.Pointer;

    private static bool IsMemory(ITypeSymbol? type)
        => type is { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
