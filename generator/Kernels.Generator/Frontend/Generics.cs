using System.Collections.Immutable;
using Kernels.Generator.IR;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Frontend;

/// <summary>Generic methods become one method for each dtype, and a dispatcher on the type arguments that the JIT folds away.</summary>
internal static class Generics
{
    /// <summary>Every choice of dtypes for a method's type parameters; one, empty, if it has none.</summary>
    public static IEnumerable<IReadOnlyDictionary<ITypeParameterSymbol, DType>> Combinations(IMethodSymbol method, Compilation compilation)
    {
        IEnumerable<ImmutableDictionary<ITypeParameterSymbol, DType>> all = [ImmutableDictionary.Create<ITypeParameterSymbol, DType>(SymbolEqualityComparer.Default)];
        foreach (var parameter in method.TypeParameters)
            all = all.SelectMany(types => Symbols.Admitted(parameter, compilation).Select(d => types.Add(parameter, d)));
        return all;
    }

    /// <summary>Tells the methods for different dtypes apart: <c>_F32</c>.</summary>
    public static string Suffix(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types) =>
        string.Concat(method.TypeParameters.Select(t => "_" + (types[t] == DType.Bool ? "Bool" : types[t].Lane())));

    /// <summary>A type with dtypes in place of type parameters.</summary>
    public static string Type(ITypeSymbol type, IReadOnlyDictionary<ITypeParameterSymbol, DType> types)
    {
        if (type is ITypeParameterSymbol parameter && types.TryGetValue(parameter, out var d)) return d.Keyword();
        if (Symbols.IsArray(type, out var element)) return $"global::Kernels.NDArray<{Type(element, types)}>";
        if (type is IArrayTypeSymbol array) return $"{Type(array.ElementType, types)}[{new string(',', array.Rank - 1)}]";
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            return $"({string.Join(", ", tuple.TupleElements.Select(e => Type(e.Type, types) + (e.IsExplicitlyNamedTupleElement ? " " + e.Name : "")))})";
        return Symbols.Text(type);
    }

    /// <summary>A type as the mapped method has it: scalars become arrays.</summary>
    public static string Mapped(ITypeSymbol type, IReadOnlyDictionary<ITypeParameterSymbol, DType> types) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple ? $"({string.Join(", ", tuple.TupleElements.Select(e => Mapped(e.Type, types) + (e.IsExplicitlyNamedTupleElement ? " " + e.Name : "")))})"
        : Symbols.IsArray(type, out _) ? Type(type, types)
        : Symbols.DTypeOf(type, types) is null && type is not ITypeParameterSymbol && !MethodLowering.IsComplexNumber(type) ? Type(type, types)
        : $"global::Kernels.NDArray<{Type(type, types)}>";

    /// <summary>The parameter list for given dtypes; a parameter that is mapped over a batch is an array.</summary>
    public static string Signature(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, Func<IParameterSymbol, bool>? isMapped = null) =>
        string.Join(", ", method.Parameters.Select(p => $"{(isMapped is not null && Symbols.IsDonated(p) ? "[global::Kernels.Donate] " : "")}{(p.IsParams ? "params " : "")}{(isMapped?.Invoke(p) == true ? Mapped(p.Type, types) : Type(p.Type, types))} {Identifier(p.Name)}{Default(p, isMapped)}"));

    // Companions repeat default values; the implementing part of an [Op] method must not, and is told apart by its array parameters' names.
    private static string Default(IParameterSymbol parameter, Func<IParameterSymbol, bool>? isMapped)
    {
        if (isMapped is null || !parameter.HasExplicitDefaultValue) return "";
        return parameter.ExplicitDefaultValue is { } value && Symbols.DTypeOf(parameter.Type) is { } dtype
            ? $" = {(parameter.Type.TypeKind == TypeKind.Enum ? $"({Symbols.Text(parameter.Type)})" : "")}{Ops.Literals.Of(dtype, InvariantText.Constant(value))}"
            : " = default";
    }

    /// <summary>A name for a method's kernels, unique in the program: <c>Ns.Type.Method(NDArray&lt;float&gt;, float)</c>.</summary>
    public static string KernelName(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types)
    {
        var parameters = string.Join(", ", method.Parameters.Select(p => Type(p.Type, types).Replace("global::Kernels.", "").Replace("global::", "")));
        // Where the parameters do not tell the dtypes apart, the type arguments do.
        var hidden = method.TypeParameters.Any(t => !method.Parameters.Any(p => MentionsOne(p.Type, t)));
        var arguments = hidden ? $"<{string.Join(", ", method.TypeParameters.Select(t => types[t].Keyword()))}>" : "";
        return $"{method.ContainingType.ToDisplayString()}.{method.Name}{arguments}({parameters})";
    }

    /// <summary>A line of the dispatcher.</summary>
    /// <param name="method">The generic method.</param>
    /// <param name="types">The dtypes of this case.</param>
    /// <param name="target">The method that holds for them.</param>
    /// <param name="isMapped">Which parameters are arrays in a mapped method.</param>
    public static string Case(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, string target, Func<IParameterSymbol, bool>? isMapped = null)
    {
        string Cast(IParameterSymbol p) => isMapped?.Invoke(p) == true ? Mapped(p.Type, types) : Type(p.Type, types);
        var condition = string.Join(" && ", method.TypeParameters.Select(t => $"typeof({t.Name}) == typeof({types[t].Keyword()})"));
        var arguments = string.Join(", ", method.Parameters.Select(p =>
            Mentions(p.Type, method) ? $"({Cast(p)})(object){Identifier(p.Name)}!" : Identifier(p.Name)));
        var result = $"{target}({arguments})";
        if (Mentions(method.ReturnType, method)) result = $"({(isMapped is null || !IsBatch(method, isMapped) ? Type(method.ReturnType) : Mapped(method.ReturnType, NoTypes))})(object){result}";
        return $"    if ({condition}) return {result};";
    }

    /// <summary>The method that chooses among the cases.</summary>
    public static string Dispatcher(IMethodSymbol method, string modifiers, string name, IEnumerable<string> cases, Func<IParameterSymbol, bool>? isMapped = null)
    {
        var typeParameters = string.Join(", ", method.TypeParameters.Select(t => t.Name));
        var parameters = Signature(method, NoTypes, isMapped);
        var returns = isMapped is not null && IsBatch(method, isMapped) ? Mapped(method.ReturnType, NoTypes) : Type(method.ReturnType);
        var constraints = string.Concat(method.TypeParameters.Select(Constraints));
        var dtypes = string.Join(", ", method.TypeParameters.Select(t => $"typeof({t.Name})"));
        return $$"""
            {{modifiers}} {{returns}} {{name}}<{{typeParameters}}>({{parameters}}){{constraints}}
            {
            {{string.Join("\n", cases)}}
                throw global::Kernels.CompilerServices.OpErrors.UnsupportedDType("{{method.Name}}", {{dtypes}});
            }
            """;
    }

    private static bool IsBatch(IMethodSymbol method, Func<IParameterSymbol, bool> isMapped) => method.Parameters.Any(isMapped);

    private static readonly Dictionary<ITypeParameterSymbol, DType> NoTypes = new(SymbolEqualityComparer.Default);

    private static string Type(ITypeSymbol type) => Type(type, NoTypes);

    private static bool Mentions(ITypeSymbol type, IMethodSymbol method) => type switch
    {
        ITypeParameterSymbol p => SymbolEqualityComparer.Default.Equals(p.DeclaringMethod, method),
        INamedTypeSymbol named => named.TypeArguments.Any(a => Mentions(a, method)),
        IArrayTypeSymbol array => Mentions(array.ElementType, method),
        _ => false,
    };

    private static bool MentionsOne(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol p => SymbolEqualityComparer.Default.Equals(p, parameter),
        INamedTypeSymbol named => named.TypeArguments.Any(a => MentionsOne(a, parameter)),
        IArrayTypeSymbol array => MentionsOne(array.ElementType, parameter),
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
