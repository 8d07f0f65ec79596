using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>Who may see a companion. It has its original's accessibility, but is at least internal where its signature allows: an interceptor
/// stands outside the type and has to call it.</summary>
internal static class CompanionAccess
{
    /// <summary>The accessibility of the companions of <paramref name="method"/>.</summary>
    public static Accessibility Of(IMethodSymbol method, Compilation compilation)
    {
        if (method.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)) return method.DeclaredAccessibility;
        return Types(method).All(t => IsAccessible(t, compilation)) ? Accessibility.Internal : method.DeclaredAccessibility;
    }

    /// <summary>The accessibility as C# writes it.</summary>
    public static string Keyword(Accessibility accessibility) => accessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Internal => "internal",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedOrInternal => "protected internal",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    /// <summary>Whether code of the compilation's assembly, outside all types, can call the companion.</summary>
    public static bool IsReachable(IMethodSymbol method, Compilation compilation) =>
        compilation.IsSymbolAccessibleWithin(method.ContainingType, compilation.Assembly)
        && Types(method).All(t => IsAccessible(t, compilation))
        && (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly) || compilation.IsSymbolAccessibleWithin(method, compilation.Assembly));

    /// <summary>Whether other assemblies can call the companion.</summary>
    public static bool IsPublic(IMethodSymbol method)
    {
        for (ISymbol symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
            if (symbol.DeclaredAccessibility != Accessibility.Public) return false;
        return true;
    }

    private static IEnumerable<ITypeSymbol> Types(IMethodSymbol method) => [method.ReturnType, .. method.Parameters.Select(p => p.Type)];

    private static bool IsAccessible(ITypeSymbol type, Compilation compilation) => type is ITypeParameterSymbol || compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);
}
