using System.Collections.Immutable;
using Kernels.Generator.Emit;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

/// <summary>Lowers the body of a method to the IR, calls of helpers inlined. Whatever it does not know ends in
/// <see cref="UnsupportedException"/> at the user's expression.</summary>
internal sealed partial class MethodLowering
{
    private const int DeepestInlining = 16;

    private readonly Compilation _compilation;
    private readonly CancellationToken _ct;
    private readonly List<IMethodSymbol> _inlining = [];
    private readonly Dictionary<Value, object> _numbers = [];
    private IReadOnlyDictionary<ITypeParameterSymbol, DType> _types;
    private int _hidden;
    private BlockBuilder _block = new();
    private Dictionary<ISymbol, Operand> _variables = new(SymbolEqualityComparer.Default);

    private MethodLowering(Compilation compilation, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, CancellationToken ct) =>
        (_compilation, _types, _ct) = (compilation, types, ct);

    /// <summary>The method as a function: its parameters, then the readonly fields that it reads.</summary>
    /// <exception cref="UnsupportedException">The body holds something that cannot be compiled.</exception>
    public static LoweredMethod Lower(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, Compilation compilation, CancellationToken ct,
        ImmutableDictionary<string, int>? ranks = null)
    {
        var syntax = method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(ct)).FirstOrDefault(HasBody)
            ?? throw new InvalidOperationException($"'{method.Name}' has no body.");
        return Lower(method, syntax, types, compilation, ct, ranks);
    }

    /// <summary>A lambda, or a method by its declaration, as a function.</summary>
    public static LoweredMethod Lower(IMethodSymbol method, SyntaxNode syntax, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, Compilation compilation, CancellationToken ct,
        ImmutableDictionary<string, int>? ranks = null)
    {
        var lowering = new MethodLowering(compilation, types, ct);
        var parameters = ImmutableArray.CreateBuilder<Value>();
        var (counts, donated) = (new List<int>(), new List<int>());
        foreach (var parameter in method.Parameters)
        {
            if (Symbols.IsDonated(parameter) && !IsComplexArray(parameter.Type)) donated.Add(parameters.Count);
            var operand = lowering.Parameter(parameter, syntax);
            if (ranks is not null && ranks.TryGetValue(parameter.Name, out var rank) && operand.Value is { IsArray: true } array)
                operand = new Value(new ArrayType(array.DType, new SymShape("", Enumerable.Range(0, rank).Select(_ => SymShape.FreshDim(parameter.Name)).ToEquatableArray())), array.Name);
            parameters.AddRange(operand.Flatten());
            counts.Add(parameters.Count - counts.Sum());
            lowering._variables[parameter] = operand;
        }

        lowering._inLanes = VmapAttribute.Of(method) is not null && VmapAttribute.IsScalar(method);
        lowering.CheckResult(method.ReturnType, syntax);
        lowering._inlining.Add(method.OriginalDefinition);
        var result = lowering.Body(method, syntax);
        if (lowering._gone) throw Unsupported(syntax, $"'{method.Name}' throws on every path, so there is nothing to compile");
        lowering.CheckArrays(method.ReturnType, result, syntax);
        var fields = new List<HostParameter>();
        foreach (var member in lowering._members)
        {
            parameters.AddRange(member.Value.Flatten());
            fields.AddRange(ParametersOf(Records.TypeOf(member.Key), TextOf(member.Key), types));
        }

        var body = lowering._block.Build(parameters.ToImmutable(), [.. result.Flatten()]);
        body = new Block(body.Args, [.. lowering._prologue.Build([], []).Nodes, .. body.Nodes], body.Yields);
        var function = new Function(method.Name, body)
        {
            Donated = [.. donated],
        };
        return new LoweredMethod(function, [.. fields], result, [.. counts]);
    }

    private static bool HasBody(SyntaxNode syntax) => syntax is BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null } or LocalFunctionStatementSyntax;

    private Operand Parameter(IParameterSymbol parameter, SyntaxNode fallback)
    {
        var syntax = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_ct) ?? fallback;
        if (parameter.RefKind is not (RefKind.None or RefKind.In)) throw Unsupported(syntax, "kernels take no ref or out parameters; return the result instead");
        var isMapped = parameter.ContainingSymbol is IMethodSymbol method && VmapAttribute.Of(method) is { } vmap && vmap.AxisOf(parameter) >= 0;
        return (isMapped && IsEmulated(parameter.Type) ? null : Outer(parameter.Type, parameter.Name, Generics.Identifier(parameter.Name)))
            ?? throw Unsupported(syntax, $"a parameter of type {parameter.Type.ToDisplayString()} has no form in a kernel; take an NDArray, a float, double, int, long, byte, bool, an enum, an array or span of numbers, or a list of NDArrays");
    }

    /// <summary>The IR type of a C# type, or null; an array's shape is one of its own.</summary>
    private IrType? TypeOf(ITypeSymbol? type) =>
        Symbols.IsArray(type, out var element) ? Symbols.DTypeOf(element, _types) is { } d ? new ArrayType(d, SymShape.Fresh("s")) : null
        : ScalarDType(type) is { } s ? new ScalarType(s)
        : null;

    private Operand Body(IMethodSymbol method, SyntaxNode syntax)
    {
        var model = _compilation.GetSemanticModel(syntax.SyntaxTree);
        IOperation? body = model.GetOperation(syntax, _ct) switch
        {
            IMethodBodyOperation b => b.BlockBody ?? b.ExpressionBody,
            ILocalFunctionOperation f => f.Body,
            IAnonymousFunctionOperation f => f.Body,
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation f } => f.Body,
            var other => other,
        };
        return body is IBlockOperation block ? Body(method, block, syntax) : throw Unsupported(syntax, "the body cannot be read");
    }

    private Operand Body(IMethodSymbol method, IBlockOperation body, SyntaxNode syntax)
    {
        if (body.Descendants().FirstOrDefault(o => o is IInvalidOperation) is { } invalid)
            throw Unsupported(invalid.Syntax, "it does not compile as C#");

        FindWritten(body);
        var alive = _alive;
        _alive = null;
        foreach (var exit in _variables.Keys.Where(IsExit).ToList()) _variables.Remove(exit);
        Statements(body.Operations);
        _alive = alive;
        if (method.ReturnsVoid) return Operand.Tuple([]);
        return _variables.TryGetValue(_inlining[_inlining.Count - 1], out var result) ? result.Items[1]
            : _gone ? Unassigned(method.ReturnType, syntax)
            : throw Unsupported(syntax, $"'{method.Name}' does not return a value on every path");
    }

    /// <summary>The diagnostic for a construct that is not supported.</summary>
    private static UnsupportedException Unsupported(SyntaxNode syntax, string message) => new(Descriptors.Unsupported.Id, syntax, message);

    private Value Single(IOperation operation)
    {
        var operand = Lower(operation);
        if (operand.Kind == OperandKind.Complex && _parts is { } parts) return operand.Items[parts.Part].Value!;
        return operand.Value ?? throw Unsupported(operation.Syntax, operand.Kind switch
        {
            OperandKind.List or OperandKind.Table or OperandKind.Arrays => "ordinary arrays have no form in a kernel but for their elements; write an NDArray",
            OperandKind.Slice => "an index or a range cannot stand here",
            OperandKind.Text => "a string cannot stand here",
            OperandKind.Complex => "a complex number, or an array of these, cannot stand here",
            OperandKind.Function => "a delegate cannot stand here; call it",
            OperandKind.Query => "a query cannot stand here; end it by Sum, Aggregate, ToArray or the like",
            OperandKind.Shape => "a shape cannot stand here; write its extents",
            _ => "a tuple cannot stand here",
        });
    }

    /// <summary>Adds an op for a piece of syntax; a rule that it breaks becomes a diagnostic there.</summary>
    private Value Emit(OpDef op, ImmutableArray<Value> operands, SyntaxNode syntax, Attributes? attributes = null) =>
        Ruled(() => _block.Compose(op, operands, attributes ?? Attributes.None, Sources.Of(syntax)), syntax);

    private static T Ruled<T>(Func<T> add, SyntaxNode syntax)
    {
        try
        {
            return add();
        }
        catch (IrException e)
        {
            throw new UnsupportedException(Descriptors.DoesNotFit.Id, syntax, e.Message);
        }
    }
}

/// <summary>A method in the IR.</summary>
/// <param name="Function">Its parameters, then the fields that it reads.</param>
/// <param name="Fields">The fields and properties as C#.</param>
/// <param name="Result">The form of the result: a value, or a tuple of them.</param>
/// <param name="Counts">How many of the function's parameters each of the method's is.</param>
internal sealed record LoweredMethod(Function Function, EquatableArray<HostParameter> Fields, Operand Result, EquatableArray<int> Counts);
