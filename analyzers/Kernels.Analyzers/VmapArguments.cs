using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Analyzers;

/// <summary>Checks the arguments of a [Vmap] against the signature of its method. Part of KRN1006.</summary>
internal sealed class VmapArguments(
    IMethodSymbol method, AttributeData attribute, KernelsSymbols symbols, Action<Location?, string> report, CancellationToken cancellation)
{
    private const string Dtypes = "float, double, int, long, byte or bool";

    private readonly bool[] _shared = new bool[method.Parameters.Length];

    public void Check()
    {
        if (method.Parameters.Length == 0)
        {
            report(null, "it has no parameter to map over");
            return;
        }
        Name();
        Axes();
        Shared();
        if (Array.TrueForAll(_shared, shared => shared))
            report(At("InAxes") ?? At("Shared"), "no argument is mapped");

        // A method that takes or gives arrays, or a type of the user's own that may hold some, is batched, not overloaded.
        if (!IsScalar(method.ReturnType) || method.Parameters.Any(parameter => !IsScalar(parameter.Type)))
            return;
        for (var i = 0; i < method.Parameters.Length; i++)
            if (!_shared[i])
                Mapped(method.Parameters[i]);
        foreach (var result in Results())
            if (!IsDtype(result))
                report(ReturnType(), $"no array has elements of type '{result.ToDisplayString()}': results are {Dtypes}");
        Collision();
    }

    private void Name()
    {
        if (Argument("Name") is { Value: var name } && (name is not string text || !SyntaxFacts.IsValidIdentifier(text)))
            report(At("Name"), $"'{name}' is not a name for a method");
    }

    private void Axes()
    {
        if (Argument("InAxes") is { Kind: TypedConstantKind.Array, IsNull: false } inAxes)
        {
            if (inAxes.Values.Length != method.Parameters.Length)
            {
                report(At("InAxes"), $"InAxes has {Count(inAxes.Values.Length, "axis", "axes")} for {Count(method.Parameters.Length, "parameter", "parameters")}");
                return;
            }
            for (var i = 0; i < _shared.Length; i++)
                if (inAxes.Values[i].Value is int axis)
                {
                    _shared[i] = axis == -1;
                    if (axis < -1)
                        report(At("InAxes"), $"the axis of '{method.Parameters[i].Name}' is {axis}: an axis counts from 0, and -1 means that the argument is not mapped");
                }
        }

        var results = Results().Count;
        if (Argument("OutAxes") is { Kind: TypedConstantKind.Array, IsNull: false } outAxes && outAxes.Values.Length != results)
            report(At("OutAxes"), $"OutAxes has {Count(outAxes.Values.Length, "axis", "axes")} for {Count(results, "result", "results")}");
    }

    private void Shared()
    {
        if (Argument("Shared") is not { Kind: TypedConstantKind.Array, IsNull: false } shared)
            return;
        if (Argument("InAxes") is { IsNull: false })
            report(At("Shared"), "InAxes and Shared both say what is mapped; give one of them");
        foreach (var value in shared.Values)
        {
            var found = false;
            for (var i = 0; i < _shared.Length; i++)
                if (method.Parameters[i].Name == value.Value as string)
                    _shared[i] = found = true;
            if (!found)
                report(At("Shared"), $"no parameter is named '{value.Value}'");
        }
    }

    private void Mapped(IParameterSymbol parameter)
    {
        if (!IsDtype(parameter.Type))
            report(At(parameter), $"no array has elements of type '{parameter.Type.ToDisplayString()}': '{parameter.Name}' can be {Dtypes}, or shared (Shared = [nameof({parameter.Name})])");
        else if (parameter.HasExplicitDefaultValue)
            report(At(parameter), $"the default value of '{parameter.Name}' has no array form; drop it, or share the parameter (Shared = [nameof({parameter.Name})])");
    }

    // The overload's parameters: arrays where mapped. A method of that signature, or another kind of member of that name, is in the way.
    private void Collision()
    {
        var name = Argument("Name")?.Value as string ?? method.Name;
        foreach (var member in method.ContainingType.GetMembers(name))
            if (!SymbolEqualityComparer.Default.Equals(member, method) && !IsGenerated(member)
                && (member is not IMethodSymbol other || HasMappedSignature(other)))
                report(At(), $"the mapped method '{name}' would collide with a member that exists; name it otherwise with [Vmap(Name = ...)]");
    }

    private bool HasMappedSignature(IMethodSymbol other)
    {
        if (other.Parameters.Length != method.Parameters.Length || other.Arity != method.Arity)
            return false;
        for (var i = 0; i < _shared.Length; i++)
        {
            var type = other.Parameters[i].Type;
            if (!_shared[i])
            {
                if (!symbols.IsArray(type))
                    return false;
                type = ((INamedTypeSymbol)type).TypeArguments[0];
            }
            if (!SymbolEqualityComparer.Default.Equals(type, method.Parameters[i].Type))
                return false;
        }
        return true;
    }

    // What the generator emitted for this very attribute is in the compilation, too.
    private static bool IsGenerated(ISymbol member)
        => member.IsImplicitlyDeclared || member.DeclaringSyntaxReferences.Length == 0
            || member.DeclaringSyntaxReferences[0].SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
            || member.GetAttributes().Any(data => data.AttributeClass?.Name == "GeneratedCodeAttribute");

    private static bool IsScalar(ITypeSymbol type)
        => type.SpecialType != SpecialType.None || type.TypeKind is TypeKind.Enum or TypeKind.TypeParameter
            || type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(element => IsScalar(element.Type));

    // A type parameter stands for a dtype: its constraints are checked where arrays of it are made.
    private static bool IsDtype(ITypeSymbol type) => type.TypeKind == TypeKind.TypeParameter
        || type.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Int32
            or SpecialType.System_Int64 or SpecialType.System_Byte or SpecialType.System_Boolean;

    private List<ITypeSymbol> Results()
        => method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
            ? [.. tuple.TupleElements.Select(element => element.Type)]
            : [method.ReturnType];

    private TypedConstant? Argument(string name)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name)
                return argument.Value;
        return null;
    }

    private Location? At(string argument)
    {
        if (Syntax() is { ArgumentList: { } list })
            foreach (var candidate in list.Arguments)
                if (candidate.NameEquals?.Name.Identifier.ValueText == argument)
                    return candidate.GetLocation();
        return null;
    }

    private Location? At(IParameterSymbol parameter)
        => parameter.DeclaringSyntaxReferences.Length > 0 ? parameter.DeclaringSyntaxReferences[0].GetSyntax(cancellation).GetLocation() : null;

    private Location? At() => Syntax()?.GetLocation();

    private AttributeSyntax? Syntax() => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    private Location? ReturnType()
        => method.DeclaringSyntaxReferences.Length > 0 && method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is MethodDeclarationSyntax declaration
            ? declaration.ReturnType.GetLocation()
            : null;

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
