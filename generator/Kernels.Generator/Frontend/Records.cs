using System.Collections.Immutable;
using Kernels.Generator.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator.Frontend;

/// <summary>Records, structs and classes of arrays and numbers, such as the state of a simulation or a model's parameters: their data members.</summary>
internal static class Records
{
    private const int Deepest = 4;

    /// <summary>The data members of a type of this project whose types have a form in a kernel, in the order of declaration; empty for any other type.</summary>
    public static ImmutableArray<ISymbol> Members(ITypeSymbol? type, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, int depth = 0) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsTupleType: false, Arity: 0, SpecialType: SpecialType.None, IsAbstract: false } named
        && depth < Deepest && named.BaseType?.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType && named.DeclaringSyntaxReferences.Length > 0 && !named.IsFileLocal
            ? [.. Data(named).Where(m => IsVisible(m) && HasForm(TypeOf(m), types, depth + 1))] : [];

    /// <summary>Whether the members say all that there is of it, so that a kernel can make one: a record's constructor, or an initializer.</summary>
    public static bool IsWhole(ITypeSymbol? type, IReadOnlyDictionary<ITypeParameterSymbol, DType> types) =>
        Members(type, types) is { Length: > 0 } members && members.Length == Data((INamedTypeSymbol)type!).Count() && (Primary(type!) is not null || IsPlain((INamedTypeSymbol)type!))
        && members.All(m => IsGiven(m) || m is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod: not null })
        && members.All(m => TypeOf(m) is var inner && (Symbols.IsArray(inner, out _) || MethodLowering.IsComplexNumber(inner) || Symbols.DTypeOf(inner, types) is not null && inner.TypeKind != TypeKind.Enum || inner.IsTupleType || IsWhole(inner, types)));

    /// <summary>Whether an object of the static type may be of a derived one, which has more than these members.</summary>
    public static bool MayBeMore(ITypeSymbol type) => type is { IsReferenceType: true, IsRecord: true, IsSealed: false };

    /// <summary>Conditions in C# that hold where an object in a parameter is of a derived type.</summary>
    public static IEnumerable<string> Derived(ITypeSymbol type, string text, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, int lists = 0)
    {
        if (Symbols.IsListOfArrays(type, types))
        {
            var item = $"item{lists.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            return Derived(Symbols.ListElement(type)!, item, types, lists + 1).Select(c => $"global::System.Linq.Enumerable.Any({text}, {item} => {c})");
        }

        if (type is INamedTypeSymbol { IsTupleType: true } tuple) return tuple.TupleElements.SelectMany(e => Derived(e.Type, $"{text}.{(e.CorrespondingTupleField ?? e).Name}", types, lists));
        var members = Members(type, types);
        var inner = members.SelectMany(m => Derived(TypeOf(m), $"{text}.{Generics.Identifier(m.Name)}", types, lists));
        return members.Length > 0 && MayBeMore(type) ? inner.Prepend($"{text}.GetType() != typeof({Symbols.Text(type.WithNullableAnnotation(NullableAnnotation.None))})") : inner;
    }

    /// <summary>Whether the type has a form in a kernel: an array, a number, a table, or what consists of these.</summary>
    public static bool HasForm(ITypeSymbol type, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, int depth = 0) =>
        MethodLowering.IsComplex(type) || (Symbols.IsArray(type, out var element) ? Symbols.DTypeOf(element, types) is not null
        : Symbols.DTypeOf(type, types) is not null || MethodLowering.IsEmulated(type) || Symbols.TableRank(type, types).Rank > 0 || (depth < Deepest && Symbols.IsListOfArrays(type, types))
        || (type is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.All(e => HasForm(e.Type, types, depth)) : Members(type, types, depth).Length > 0));

    /// <summary>The type of a field or property.</summary>
    public static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    /// <summary>The constructor of a positional record.</summary>
    public static IMethodSymbol? Primary(ITypeSymbol type) => !type.IsRecord ? null : ((INamedTypeSymbol)type).InstanceConstructors.FirstOrDefault(c =>
        c.Parameters.Length > 0 && c.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax);

    /// <summary>Whether a member is a parameter of its record's constructor.</summary>
    public static bool IsGiven(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax;

    /// <summary>The object as C#, made from its members as C#.</summary>
    public static string Creation(ITypeSymbol type, IReadOnlyList<(ISymbol Member, string Text)> members)
    {
        var rest = string.Join(", ", members.Where(m => !IsGiven(m.Member)).Select(m => $"{Generics.Identifier(m.Member.Name)} = {m.Text}"));
        var text = $"new {Symbols.Text(type.WithNullableAnnotation(NullableAnnotation.None))}({string.Join(", ", members.Where(m => IsGiven(m.Member)).Select(m => m.Text))})";
        return rest.Length == 0 ? text : $"{text} {{ {rest} }}";
    }

    // A constructor that does nothing.
    private static bool IsPlain(INamedTypeSymbol type) => type.InstanceConstructors.All(c => c.IsImplicitlyDeclared);

    private static IEnumerable<ISymbol> Data(INamedTypeSymbol type) => type.GetMembers().Where(m => !m.IsStatic && m switch
    {
        IFieldSymbol field => field.AssociatedSymbol is null,
        IPropertySymbol property => IsAuto(property),
        _ => false,
    });

    private static bool IsVisible(ISymbol member) => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
        && member is IFieldSymbol or IPropertySymbol { GetMethod: not null };

    /// <summary>Whether a property is no more than a field.</summary>
    public static bool IsAuto(IPropertySymbol property) => !property.IsVirtual && !property.IsOverride && !property.IsIndexer && property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        ParameterSyntax => true,
        PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } => accessors.Accessors.All(a => a.Body is null && a.ExpressionBody is null),
        _ => false,
    };
}
