using System.Collections.Immutable;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// Delegates that the kernel makes: lambdas and methods, which are known where they are called, so that their bodies become part of it.
internal sealed partial class MethodLowering
{
    // The variables of the methods around the one that is lowered: a lambda sees those of the method in which it stands.
    private readonly Stack<Dictionary<ISymbol, Operand>> _frames = new();

    private Operand Apply(Operand function, ImmutableArray<Operand> given, SyntaxNode syntax) => function.Code switch
    {
        IAnonymousFunctionOperation lambda when function.Kind == OperandKind.Function => Apply(lambda, given, syntax),
        IMethodReferenceOperation { Method: var method } reference when function.Kind == OperandKind.Function => Apply(method, reference, given, syntax),
        _ => throw Unsupported(syntax, "which method this delegate calls is not known while compiling; call the method directly"),
    };

    private Operand Apply(IAnonymousFunctionOperation lambda, ImmutableArray<Operand> given, SyntaxNode syntax)
    {
        if (lambda.Symbol.IsAsync) throw Unsupported(lambda.Syntax, "await has no form in a kernel");
        if (lambda.Symbol.Parameters.FirstOrDefault(p => p.RefKind is RefKind.Ref or RefKind.Out) is { } reference) throw Unsupported(lambda.Syntax, $"a lambda's '{reference.Name}' is passed by reference; return a tuple instead");
        CheckDepth(lambda.Symbol, syntax);
        var outer = _variables;
        _variables = Captured(lambda.Body, lambda.Syntax);
        foreach (var (parameter, value) in lambda.Symbol.Parameters.Zip(given, (p, v) => (p, v))) _variables[parameter] = As(parameter.Type, value, lambda.Syntax);
        _inlining.Add(lambda.Symbol);
        _frames.Push(outer);
        try
        {
            return Body(lambda.Symbol, lambda.Body, lambda.Syntax);
        }
        finally
        {
            _frames.Pop();
            _inlining.RemoveAt(_inlining.Count - 1);
            _variables = outer;
        }
    }

    // The nearest variables of each name: those of the method that calls the lambda, which may be the lambda's own, go first.
    private Dictionary<ISymbol, Operand> Captured(IOperation body, SyntaxNode syntax)
    {
        var captured = new Dictionary<ISymbol, Operand>(_variables, SymbolEqualityComparer.Default);
        foreach (var variable in body.Descendants().Select(VariableOf).OfType<ISymbol>())
        {
            if (captured.ContainsKey(variable)) continue;
            if (_frames.FirstOrDefault(f => f.ContainsKey(variable)) is { } frame) captured[variable] = frame[variable];
        }

        return Assigned(body).FirstOrDefault(captured.ContainsKey) is { } assigned ? throw Unsupported(syntax, $"'{assigned.Name}' is assigned in a lambda; return the new value") : captured;
    }

    private Operand Apply(IMethodSymbol method, IMethodReferenceOperation reference, ImmutableArray<Operand> given, SyntaxNode syntax)
    {
        if (MathMethods.TryGetValue(method.Name, out var op) && ((ElementwiseOp)op).Arity == given.Length && method.ContainingType is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            && !method.Parameters.Any(p => IsEmulated(p.Type)) && method.Name != "Sign")
            return Emit(op, [.. given.Zip(method.Parameters, (v, p) => As(p.Type, v, syntax).Value ?? throw Unsupported(syntax, "a number belongs here"))], syntax);
        if (OpTable.ByName.TryGetValue(Symbols.OpName(method) ?? "", out var known) && known is ElementwiseOp && given.All(g => g.Value is not null)) return Emit(known, [.. given.Select(g => g.Value!)], syntax);
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction) || (!method.IsStatic && method.MethodKind == MethodKind.Ordinary) || method.IsAbstract
            || method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(_ct)).FirstOrDefault(HasBody) is not { } body || method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out))
            throw Unsupported(reference.Syntax, $"'{method.Name}' has no form as a delegate in a kernel; write a lambda that calls it");
        CheckDepth(method, syntax);
        if (method.MethodKind != MethodKind.LocalFunction || BodyOf(method) is not { } inner) return InlineBody(method, body, [.. given.Zip(method.Parameters, (v, p) => As(p.Type, v, syntax))], syntax, out _);
        var outer = _variables;
        _variables = Captured(inner, reference.Syntax);
        try
        {
            return InlineBody(method, body, [.. given.Zip(method.Parameters, (v, p) => As(p.Type, v, syntax))], syntax, out _);
        }
        finally
        {
            _variables = outer;
        }
    }

    // A value in the type that a parameter or a variable has.
    private Operand As(ITypeSymbol type, Operand value, SyntaxNode syntax)
    {
        if (value.Value is { } given && Symbols.DTypeOf(type, _types) is { } dtype) return _block.Cast(given.IsArray ? Emit(OpTable.Item, [given], syntax) : given, dtype, Sources.Of(syntax));
        return value.Value is { IsArray: false } scalar && Symbols.IsArray(type, out _) ? Emit(OpTable.AsArray, [scalar], syntax) : value;
    }
}
