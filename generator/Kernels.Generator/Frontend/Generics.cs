using Kernels.Generator.IR;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Frontend;

/// <summary>Generic methods become one method for each dtype, and a dispatcher on the type arguments that the JIT folds away.</summary>
internal static class Generics
{
    /// <summary>A type with dtypes in place of type parameters.</summary>
    public static string Type(ITypeSymbol type, IReadOnlyDictionary<ITypeParameterSymbol, DType> types)
    {
        if (type is ITypeParameterSymbol parameter && types.TryGetValue(parameter, out var d)) return d.Keyword();
        if (Symbols.IsArray(type, out var element)) return $"global::Kernels.NDArray<{Type(element, types)}>";
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            return $"({string.Join(", ", tuple.TupleElements.Select(e => Type(e.Type, types) + (e.IsExplicitlyNamedTupleElement ? " " + e.Name : "")))})";
        return Symbols.Text(type);
    }

    /// <summary>The parameter list for given dtypes.</summary>
    public static string Signature(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types) =>
        string.Join(", ", method.Parameters.Select(p => $"{(p.IsParams ? "params " : "")}{Type(p.Type, types)} {Identifier(p.Name)}"));

    /// <summary>A name for a method's kernels, unique in the program: <c>Ns.Type.Method(NDArray&lt;float&gt;, float)</c>.</summary>
    public static string KernelName(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types)
    {
        var parameters = string.Join(", ", method.Parameters.Select(p => Type(p.Type, types).Replace("global::Kernels.", "").Replace("global::", "")));
        return $"{method.ContainingType.ToDisplayString()}.{method.Name}({parameters})";
    }

    /// <summary>A line of the dispatcher.</summary>
    /// <param name="method">The generic method.</param>
    /// <param name="types">The dtypes of this case.</param>
    /// <param name="target">The method that holds for them.</param>
    public static string Case(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, string target)
    {
        var condition = string.Join(" && ", method.TypeParameters.Select(t => $"typeof({t.Name}) == typeof({types[t].Keyword()})"));
        var arguments = string.Join(", ", method.Parameters.Select(p =>
            Mentions(p.Type, method) ? $"({Type(p.Type, types)})(object){Identifier(p.Name)}!" : Identifier(p.Name)));
        var result = $"{target}({arguments})";
        if (Mentions(method.ReturnType, method)) result = $"({Type(method.ReturnType)})(object){result}";
        return $"    if ({condition}) return {result};";
    }

    /// <summary>The method that chooses among the cases.</summary>
    public static string Dispatcher(IMethodSymbol method, string modifiers, string name, IEnumerable<string> cases)
    {
        var typeParameters = string.Join(", ", method.TypeParameters.Select(t => t.Name));
        var parameters = string.Join(", ", method.Parameters.Select(p => $"{(p.IsParams ? "params " : "")}{Type(p.Type)} {Identifier(p.Name)}"));
        var constraints = string.Concat(method.TypeParameters.Select(Constraints));
        var dtypes = string.Join(", ", method.TypeParameters.Select(t => $"typeof({t.Name})"));
        return $$"""
            {{modifiers}} {{Type(method.ReturnType)}} {{name}}<{{typeParameters}}>({{parameters}}){{constraints}}
            {
            {{string.Join("\n", cases)}}
                throw OpErrors.UnsupportedDType("{{method.Name}}", {{dtypes}});
            }
            """;
    }

    private static readonly Dictionary<ITypeParameterSymbol, DType> NoTypes = new(SymbolEqualityComparer.Default);

    private static string Type(ITypeSymbol type) => Type(type, NoTypes);

    private static bool Mentions(ITypeSymbol type, IMethodSymbol method) => type switch
    {
        ITypeParameterSymbol p => SymbolEqualityComparer.Default.Equals(p.DeclaringMethod, method),
        INamedTypeSymbol named => named.TypeArguments.Any(a => Mentions(a, method)),
        IArrayTypeSymbol array => Mentions(array.ElementType, method),
        _ => false,
    };

    public static string Constraints(ITypeParameterSymbol parameter)
    {
        var parts = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint) parts.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint) parts.Add("struct");
        else if (parameter.HasReferenceTypeConstraint) parts.Add("class");
        else if (parameter.HasNotNullConstraint) parts.Add("notnull");
        parts.AddRange(parameter.ConstraintTypes.Select(Symbols.Text));
        if (parameter.HasConstructorConstraint) parts.Add("new()");
        return parts.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }

    /// <summary>An identifier as C# writes it.</summary>
    public static string Identifier(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? "@" + name : name;
}
