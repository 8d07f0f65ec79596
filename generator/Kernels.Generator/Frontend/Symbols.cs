using System.Collections.Immutable;
using Kernels.Generator.Emit;
using Kernels.Generator.IR;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Frontend;

/// <summary>What C# symbols mean to the compiler: dtypes, arrays, ops, and the text of signatures.</summary>
internal static class Symbols
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The dtype of a C# type, type parameters standing for those that <paramref name="types"/> gives; an enum is its underlying integer.</summary>
    public static DType? DTypeOf(ITypeSymbol? type, IReadOnlyDictionary<ITypeParameterSymbol, DType>? types = null) => type switch
    {
        ITypeParameterSymbol parameter => types is not null && types.TryGetValue(parameter, out var d) ? d : null,
        INamedTypeSymbol { TypeKind: TypeKind.Enum } e => DTypeOf(e.EnumUnderlyingType),
        _ => type?.SpecialType switch
        {
            SpecialType.System_Boolean => DType.Bool,
            SpecialType.System_Byte => DType.U8,
            SpecialType.System_Int32 => DType.I32,
            SpecialType.System_Int64 => DType.I64,
            SpecialType.System_Single => DType.F32,
            SpecialType.System_Double => DType.F64,
            _ => null,
        },
    };

    /// <summary>Whether the type is <c>Kernels.NDArray&lt;T&gt;</c>, and of what.</summary>
    public static bool IsArray(ITypeSymbol? type, out ITypeSymbol element)
    {
        if (type is INamedTypeSymbol { Name: "NDArray", Arity: 1, ContainingNamespace: { Name: "Kernels", ContainingNamespace.IsGlobalNamespace: true } } named)
        {
            element = named.TypeArguments[0];
            return true;
        }

        element = null!;
        return false;
    }

    /// <summary>The dtype and rank of an ordinary array, span or list that a kernel can read the elements of; rank 0 for any other type.</summary>
    public static (DType DType, int Rank) TableRank(ITypeSymbol? type, IReadOnlyDictionary<ITypeParameterSymbol, DType>? types = null)
    {
        var (element, rank) = ElementOf(type);
        return element is { TypeKind: not TypeKind.Enum } && DTypeOf(element, types) is { } dtype ? (dtype, rank) : default;
    }

    private static (ITypeSymbol? Element, int Rank) ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 or 2 } array => (array.ElementType, array.Rank),
        INamedTypeSymbol { Arity: 1, Name: "Span" or "ReadOnlySpan" or "ImmutableArray" or "List" or "IReadOnlyList" } list
            when list.ContainingNamespace.ToDisplayString() is "System" or "System.Collections.Generic" or "System.Collections.Immutable" => (list.TypeArguments[0], 1),
        _ => (null, 0),
    };

    /// <summary>What the elements of an ordinary array, span or list are, if these hold no numbers; null for any other type.</summary>
    public static ITypeSymbol? ListElement(ITypeSymbol? type) => ElementOf(type) is (var element, 1) && DTypeOf(element) is null ? element : null;

    /// <summary>Whether the type is a list of arrays, or of what consists of arrays and numbers.</summary>
    public static bool IsListOfArrays(ITypeSymbol? type, IReadOnlyDictionary<ITypeParameterSymbol, DType> types) =>
        ListElement(type) is { } element && DTypeOf(element, types) is null && ListElement(element) is null && Records.HasForm(element, types)
            && !(element.IsReferenceType && type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" } && Records.MayBeMore(element));

    /// <summary>The type as fully qualified C#.</summary>
    public static string Text(ITypeSymbol type) => type.ToDisplayString(TypeFormat);

    /// <summary>Whether the type is the one of this name in the namespace Kernels.</summary>
    public static bool IsKernels(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol { ContainingNamespace: { Name: "Kernels", ContainingNamespace.IsGlobalNamespace: true } } named && named.Name == name;

    /// <summary>Whether the caller gives the argument up: <c>[Donate]</c> on an array. On anything else the analyzers report it (KRN1008).</summary>
    public static bool IsDonated(IParameterSymbol parameter) =>
        IsArray(parameter.Type, out _) && parameter.GetAttributes().Any(a => IsKernels(a.AttributeClass, "DonateAttribute"));

    /// <summary>The name in the <c>[Op]</c> of a runtime member, or null.</summary>
    public static string? OpName(ISymbol symbol)
    {
        foreach (var attribute in symbol.OriginalDefinition.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "OpAttribute", ContainingNamespace.Name: "CompilerServices" } && attribute.ConstructorArguments.Length == 1)
                return attribute.ConstructorArguments[0].Value as string;
        }

        return null;
    }

    /// <summary>The types and namespace around a member, as headers of partial declarations.</summary>
    public static Container ContainerOf(ISymbol member)
    {
        var types = new List<string>();
        for (var type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            var keyword = type switch
            {
                { IsRecord: true, IsValueType: true } => "record struct",
                { IsRecord: true } => "record",
                { TypeKind: TypeKind.Interface } => "interface",
                { IsValueType: true } => "struct",
                _ => "class",
            };
            types.Insert(0, $"partial {keyword} {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
        }

        var @namespace = member.ContainingNamespace is { IsGlobalNamespace: false } n ? n.ToDisplayString() : "";
        return new Container(@namespace, [.. types]);
    }

    /// <summary>The dtypes that a type parameter's constraints admit.</summary>
    public static ImmutableArray<DType> Admitted(ITypeParameterSymbol parameter, Compilation compilation)
    {
        var admitted = ImmutableArray.CreateBuilder<DType>();
        foreach (var dtype in DTypes.All)
        {
            var type = compilation.GetSpecialType(SpecialOf(dtype));
            if (parameter.HasReferenceTypeConstraint) continue;
            if (parameter.ConstraintTypes.All(c => Satisfies(type, c))) admitted.Add(dtype);
        }

        return admitted.ToImmutable();
    }

    private static SpecialType SpecialOf(DType dtype) => dtype switch
    {
        DType.Bool => SpecialType.System_Boolean,
        DType.U8 => SpecialType.System_Byte,
        DType.I32 => SpecialType.System_Int32,
        DType.I64 => SpecialType.System_Int64,
        DType.F32 => SpecialType.System_Single,
        _ => SpecialType.System_Double,
    };

    private static bool Satisfies(INamedTypeSymbol type, ITypeSymbol constraint) =>
        type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, constraint.OriginalDefinition));
}
