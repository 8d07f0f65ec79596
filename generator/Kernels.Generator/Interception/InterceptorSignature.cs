using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>How an interceptor of a method is declared, and how it passes its arguments on.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="ReturnType">The return type, with <c>ref</c> if it has that.</param>
/// <param name="TypeParameters"><c>&lt;T&gt;</c>, of the containing types and the method; empty if there are none.</param>
/// <param name="Parameters">The parameter list without parentheses; an instance method's starts with the receiver.</param>
/// <param name="Constraints"><c> where T : ...</c>.</param>
/// <param name="Target">What the companion is called on: the receiver or the type.</param>
/// <param name="Arguments">The argument list without parentheses.</param>
/// <param name="MethodTypeArguments">The method's own type arguments, in angle brackets.</param>
internal sealed record InterceptorSignature(
    string Name, string ReturnType, string TypeParameters, string Parameters, string Constraints, string Target, string Arguments, string MethodTypeArguments)
{
    /// <summary>Fully qualified, with nullability.</summary>
    public static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat ParameterFormat = Format
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeExtensionThis);

    /// <param name="method">The definition of the intercepted method.</param>
    public static InterceptorSignature Of(IMethodSymbol method)
    {
        List<ITypeParameterSymbol> typeParameters = [];
        for (var type = method.ContainingType; type is not null; type = type.ContainingType) typeParameters.InsertRange(0, type.TypeParameters);
        typeParameters.AddRange(method.TypeParameters);
        var receiver = method.ContainingType.ToDisplayString(Format);
        List<string> parameters = [.. method.Parameters.Select(p => p.ToDisplayString(ParameterFormat))];
        if (!method.IsStatic) parameters.Insert(0, $"this {(!method.ContainingType.IsValueType ? "" : method.IsReadOnly ? "in " : "ref ")}{receiver} self");
        return new(
            method.Name,
            (method.RefKind == RefKind.None ? "" : method.RefKind == RefKind.Ref ? "ref " : "ref readonly ") + method.ReturnType.ToDisplayString(Format),
            typeParameters.Count == 0 ? "" : $"<{string.Join(", ", typeParameters.Select(t => t.Name))}>",
            string.Join(", ", parameters),
            ConstraintsOf(typeParameters),
            method.IsStatic ? receiver : "self",
            string.Join(", ", method.Parameters.Select(p => Modifier(p.RefKind) + Escape(p.Name))),
            method.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", method.TypeParameters.Select(t => t.Name))}>");
    }

    /// <summary><c> where T : ...</c> for each that is constrained.</summary>
    public static string ConstraintsOf(IEnumerable<ITypeParameterSymbol> typeParameters) => string.Concat(typeParameters.Select(Constraint));

    private static string Modifier(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.In or RefKind.RefReadOnlyParameter => "in ",
        _ => "",
    };

    private static string Escape(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? name : "@" + name;

    private static string Constraint(ITypeParameterSymbol t)
    {
        List<string> parts = [];
        if (t.HasUnmanagedTypeConstraint) parts.Add("unmanaged");
        else if (t.HasValueTypeConstraint) parts.Add("struct");
        else if (t.HasReferenceTypeConstraint) parts.Add(t.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (t.HasNotNullConstraint) parts.Add("notnull");
        parts.AddRange(t.ConstraintTypes.Select(c => c.ToDisplayString(Format)));
        if (t.HasConstructorConstraint && !t.HasValueTypeConstraint && !t.HasUnmanagedTypeConstraint) parts.Add("new()");
        if (t.AllowsRefLikeType) parts.Add("allows ref struct");
        return parts.Count == 0 ? "" : $" where {t.Name} : {string.Join(", ", parts)}";
    }
}
