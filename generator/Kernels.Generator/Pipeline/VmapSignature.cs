using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator;

/// <summary>The signature of the method that <c>[Vmap]</c> emits, from syntax: of the same name over arrays for a scalar method, <c>{Name}Batch</c>
/// for one that takes arrays; <c>InAxes</c> and <c>Shared</c> say which parameters stay as they are.</summary>
internal sealed class VmapSignature
{
    private readonly MethodDeclarationSyntax _method;
    private readonly HashSet<string> _shared = [];

    public VmapSignature(MethodDeclarationSyntax method, AttributeSyntax attribute)
    {
        _method = method;
        string? name = null;
        foreach (var argument in attribute.ArgumentList?.Arguments ?? [])
        {
            switch (argument.NameEquals?.Name.Identifier.ValueText)
            {
                case "Name":
                    name = Text(argument.Expression);
                    break;
                case "Shared":
                    foreach (var element in Elements(argument.Expression))
                        if (Text(element) is { } shared) _shared.Add(shared);
                    break;
                case "InAxes":
                    var axes = Elements(argument.Expression).ToList();
                    for (var i = 0; i < axes.Count && i < method.ParameterList.Parameters.Count; i++)
                        if (axes[i] is PrefixUnaryExpressionSyntax) _shared.Add(method.ParameterList.Parameters[i].Identifier.ValueText);
                    break;
            }
        }

        var takesArrays = method.ParameterList.Parameters.Any(p => p.Type is { } type && IsArray(type));
        Name = name ?? method.Identifier.ValueText + (takesArrays ? "Batch" : "");
        ReturnType = Mapped(method.ReturnType);
    }

    public string Name { get; }

    public string ReturnType { get; }

    /// <summary>The parameter as the emitted method has it.</summary>
    public string Parameter(ParameterSyntax parameter) => parameter.Type is not { } type || _shared.Contains(parameter.Identifier.ValueText)
        ? parameter.ToString()
        : $"{string.Join(" ", parameter.Modifiers.Select(m => m.Text))} {Mapped(type)} {parameter.Identifier.Text}";

    private string Mapped(TypeSyntax type) => type switch
    {
        PredefinedTypeSyntax p when !p.Keyword.IsKind(SyntaxKind.StringKeyword) && !p.Keyword.IsKind(SyntaxKind.VoidKeyword) && !p.Keyword.IsKind(SyntaxKind.ObjectKeyword) => Array(type),
        IdentifierNameSyntax { Identifier.ValueText: "Half" or "Complex" or "Single" or "Double" or "Int32" or "Int64" or "Byte" or "Boolean" } => Array(type),
        IdentifierNameSyntax name when _method.TypeParameterList?.Parameters.Any(p => p.Identifier.ValueText == name.Identifier.ValueText) == true => Array(type),
        TupleTypeSyntax tuple => $"({string.Join(", ", tuple.Elements.Select(e => $"{Mapped(e.Type)} {e.Identifier.Text}"))})",
        _ => type.ToString(),
    };

    private static string Array(TypeSyntax element) => $"global::Kernels.NDArray<{element}>";

    private static bool IsArray(TypeSyntax type) => type switch
    {
        GenericNameSyntax { Identifier.ValueText: "NDArray" } => true,
        QualifiedNameSyntax qualified => IsArray(qualified.Right),
        AliasQualifiedNameSyntax alias => IsArray(alias.Name),
        NullableTypeSyntax nullable => IsArray(nullable.ElementType),
        TupleTypeSyntax tuple => tuple.Elements.Any(e => IsArray(e.Type)),
        _ => false,
    };

    private static string? Text(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.Value as string,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: { Count: 1 } arguments } =>
            arguments[0].Expression switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                IdentifierNameSyntax name => name.Identifier.ValueText,
                _ => null,
            },
        _ => null,
    };

    /// <summary>The elements of an array or collection expression.</summary>
    public static IEnumerable<ExpressionSyntax> Elements(ExpressionSyntax expression) => expression switch
    {
        CollectionExpressionSyntax collection => collection.Elements.OfType<ExpressionElementSyntax>().Select(e => e.Expression),
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        _ => [],
    };
}
