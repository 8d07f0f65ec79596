using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

internal sealed partial class MethodLowering
{
    // Calls of helpers, of other kernels and of what is generated from them: their bodies become part of this one.
    private Operand Inline(IInvocationOperation invocation, ImmutableArray<(IParameterSymbol? Parameter, IOperation Value)> arguments)
    {
        var method = invocation.TargetMethod;
        if (method.IsVirtual || method.IsAbstract || method.IsOverride) throw Unsupported(invocation.Syntax, $"'{method.Name}' is virtual, so it is not known while compiling which body runs");
        var of = invocation.Instance is { } instance && method.MethodKind != MethodKind.LocalFunction && (instance is IInstanceReferenceOperation ? _self is not null : IsRecord(instance.Type)) ? Lower(instance) : null;
        if (of is not null) arguments = [.. arguments.Where(a => a.Parameter is not null)];
        if (of is null && !method.IsStatic && method.MethodKind != MethodKind.LocalFunction && invocation.Instance is not IInstanceReferenceOperation)
            throw Unsupported(invocation.Syntax, $"'{method.Name}' belongs to another object; kernels call static methods and those of their own object");

        if (Generated.Original(method, _ct) is { } generated) return InlineGenerated(generated, invocation, arguments);
        if (Generated.Library(method) is { } text) return InlineLibrary(text, invocation, arguments);

        var syntax = method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(_ct)).FirstOrDefault(HasBody)
            ?? throw Unsupported(invocation.Syntax, $"the source of '{method.ToDisplayString()}' is not part of this project, and it ships no kernel");
        CheckDepth(method, invocation.Syntax);
        ImmutableArray<Operand> values = [.. arguments.Select(a => Argument(method, a, invocation))];
        Dictionary<ISymbol, Operand> inner = null!;
        var result = Of(method.MethodKind == MethodKind.LocalFunction ? _self : of, () => InlineBody(method, syntax, values, invocation.Syntax, out inner));
        if (values.Any(v => v.Identity is not null)) GiveBack(method, syntax, values, inner, result, invocation.Syntax);
        foreach (var (parameter, value) in arguments.Where(a => a.Parameter is { RefKind: RefKind.Ref or RefKind.Out }))
            Store(value, inner[method.OriginalDefinition.Parameters[parameter!.Ordinal]]);
        return result;
    }

    private void CheckDepth(IMethodSymbol method, SyntaxNode at)
    {
        if (_inlining.Any(m => SymbolEqualityComparer.Default.Equals(m, method.OriginalDefinition)))
            throw new UnsupportedException(Descriptors.Recursion.Id, at, string.Join(" -> ", _inlining.Select(m => m.Name)) + " -> " + method.Name);
        if (_inlining.Count >= DeepestInlining) throw Unsupported(at, $"calls nest deeper than {DeepestInlining}");
    }

    // The body with values in place of its parameters, and what its variables hold at its end.
    private Operand InlineBody(IMethodSymbol method, SyntaxNode syntax, ImmutableArray<Operand> values, SyntaxNode at, out Dictionary<ISymbol, Operand> inner)
    {
        var local = method.MethodKind == MethodKind.LocalFunction;
        if (local) DefineCaptured(method, syntax);
        var (outer, types) = (_variables, _types);
        // A local function sees the locals around it; a method only its parameters.
        _variables = new(local ? outer : new(SymbolEqualityComparer.Default), SymbolEqualityComparer.Default);
        _types = Bind(method, types, at);
        for (var k = 0; k < method.Parameters.Length; k++)
        {
            var parameter = method.OriginalDefinition.Parameters[k];
            _variables[parameter] = values[k];
        }

        _inlining.Add(method.OriginalDefinition);
        _frames.Push(outer);
        Operand result;
        try
        {
            result = Body(method, syntax);
        }
        finally
        {
            _frames.Pop();
            _inlining.RemoveAt(_inlining.Count - 1);
            inner = _variables;
            _variables = outer;
            _types = types;
        }

        // What the body gave to the variables around a local function.
        if (local)
            foreach (var variable in inner.Where(v => !IsExit(v.Key) && outer.ContainsKey(v.Key)).ToList()) outer[variable.Key] = variable.Value;
        return result;
    }

    // An argument's value; of an out parameter one that nothing reads, which stands for it on the paths before it is assigned.
    private Operand Argument(IMethodSymbol method, (IParameterSymbol? Parameter, IOperation Value) argument, IInvocationOperation invocation)
    {
        var kind = argument.Parameter?.RefKind ?? RefKind.None;
        if (kind is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter) return Lower(argument.Value);
        if (VariableOf(argument.Value) is { } variable && (method.MethodKind == MethodKind.LocalFunction || invocation.Arguments.Count(a => a.Parameter?.RefKind is RefKind.Ref or RefKind.Out
            && SymbolEqualityComparer.Default.Equals(VariableOf(a.Value), variable)) > 1))
            throw Unsupported(argument.Value.Syntax, $"'{variable.Name}' would have two names in '{method.Name}'; return a tuple instead");
        return kind == RefKind.Ref ? Lower(argument.Value) : Unassigned(argument.Parameter!.Type, argument.Value.Syntax);
    }

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private Operand Unassigned(ITypeSymbol type, SyntaxNode syntax) => IsComplex(type) ? Operand.ComplexOf(Undefined(new Value(PartType(type)), syntax), Undefined(new Value(PartType(type)), syntax)) : TypeOf(type) is { } known ? Undefined(new Value(known), syntax)
        : type is INamedTypeSymbol { IsTupleType: true } tuple ? Operand.Tuple([.. tuple.TupleElements.Select(e => Unassigned(e.Type, syntax))])
        : Records.Members(type, _types) is { Length: > 0 } members ? Operand.Tuple([.. members.Select(m => Unassigned(Records.TypeOf(m), syntax))])
        : throw Unsupported(syntax, $"a variable of type {type.ToDisplayString()} has no form in a kernel");

    // Variables around a local function that it is the first to assign.
    private void DefineCaptured(IMethodSymbol method, SyntaxNode syntax)
    {
        if (BodyOf(method) is not { } body) return;
        foreach (var variable in Assigned(body).OfType<ILocalSymbol>().Where(v => !_variables.ContainsKey(v) && !Contains(method, v)))
            _variables[variable] = Unassigned(variable.Type, syntax);
    }

    private static bool Contains(IMethodSymbol method, ISymbol symbol)
    {
        for (var outer = symbol.ContainingSymbol; outer is not null; outer = outer.ContainingSymbol)
            if (SymbolEqualityComparer.Default.Equals(outer, method.OriginalDefinition)) return true;
        return false;
    }

    // The body of a local function.
    private IOperation? BodyOf(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_ct) is { } syntax ? _compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, _ct) : null;

    private static Dictionary<ITypeParameterSymbol, DType> Bind(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, SyntaxNode syntax)
    {
        var bound = new Dictionary<ITypeParameterSymbol, DType>(SymbolEqualityComparer.Default);
        foreach (var pair in types) bound[pair.Key] = pair.Value;
        for (var k = 0; k < method.TypeParameters.Length; k++)
        {
            bound[method.OriginalDefinition.TypeParameters[k]] = Symbols.DTypeOf(method.TypeArguments[k], types)
                ?? throw Unsupported(syntax, $"the type argument {method.TypeArguments[k].ToDisplayString()} has no form in a kernel");
        }

        return bound;
    }

    private Operand InlineGenerated(Generated generated, IInvocationOperation invocation, ImmutableArray<(IParameterSymbol? Parameter, IOperation Value)> arguments)
    {
        if (_inlining.Any(m => SymbolEqualityComparer.Default.Equals(m, generated.Method.OriginalDefinition)))
            throw new UnsupportedException(Descriptors.Recursion.Id, invocation.Syntax, string.Join(" -> ", _inlining.Select(m => m.Name)) + " -> " + generated.Method.Name);
        var lowered = generated.Lower(_compilation, _ct);
        var values = arguments.SelectMany(a => Given(a.Value)).ToList();
        if (ListItem.IsIn(lowered.Function.Body)) throw Unsupported(invocation.Syntax, $"'{generated.Method.Name}' takes a list of arrays, so it cannot be inlined here yet; call the method that it is made from");
        foreach (var _ in lowered.Fields) throw Unsupported(invocation.Syntax, $"'{generated.Method.Name}' reads fields, so it cannot be inlined here yet");
        return Ruled(() => lowered.Result.Rebuild(new Queue<Value>(Inliner.Inline(_block, lowered.Function, values))), invocation.Syntax);
    }

    private Operand InlineLibrary(string text, IInvocationOperation invocation, ImmutableArray<(IParameterSymbol? Parameter, IOperation Value)> arguments)
    {
        try
        {
            var function = IrText.Read(IrText.Version, text);
            RejectHiddenExceptions(function, invocation);
            if (Results(invocation.TargetMethod.ReturnType).Any(r => r is IArrayTypeSymbol)) throw Unsupported(invocation.Syntax, $"'{invocation.TargetMethod.Name}' gives an ordinary array, and its source is not part of this project, so it cannot be inlined");
            if (ListItem.IsIn(function.Body)) throw Unsupported(invocation.Syntax, $"'{invocation.TargetMethod.Name}' takes a list of arrays, and its source is not part of this project, so it cannot be inlined");
            var given = Results(invocation.TargetMethod.ReturnType).ToList();
            if (given.Count > 1 && given.Any(IsComplex)) throw Unsupported(invocation.Syntax, $"'{invocation.TargetMethod.Name}' gives several results with complex numbers, and its source is not part of this project, so it cannot be inlined");
            var results = Inliner.Inline(_block, function, [.. arguments.SelectMany(a => Given(a.Value))]);
            if (IsComplex(invocation.TargetMethod.ReturnType)) return Operand.ComplexOf(results[0], results[1]);
            return results.Length == 1 ? results[0] : Operand.Tuple(results.Select(r => (Operand)r));
        }
        catch (IrException e)
        {
            throw Unsupported(invocation.Syntax, $"the kernel that '{invocation.TargetMethod.Name}' ships cannot be used: {e.Message}");
        }
    }
}
