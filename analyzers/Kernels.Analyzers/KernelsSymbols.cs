using Microsoft.CodeAnalysis;

namespace Kernels.Analyzers;

/// <summary>The types of the runtime that the analyzers ask about, looked up once per compilation.</summary>
internal sealed class KernelsSymbols
{
    private readonly INamedTypeSymbol? _jit;
    private readonly INamedTypeSymbol? _vmap;
    private readonly INamedTypeSymbol? _grad;
    private readonly INamedTypeSymbol? _kernel;
    private readonly INamedTypeSymbol? _donate;
    private readonly HashSet<ISymbol> _updaters = new(SymbolEqualityComparer.Default);

    private KernelsSymbols(Compilation compilation, INamedTypeSymbol array)
    {
        Array = array;
        _jit = compilation.GetTypeByMetadataName("Kernels.JitAttribute");
        _vmap = compilation.GetTypeByMetadataName("Kernels.VmapAttribute");
        _grad = compilation.GetTypeByMetadataName("Kernels.GradAttribute");
        _kernel = compilation.GetTypeByMetadataName("Kernels.Kernel");
        _donate = compilation.GetTypeByMetadataName("Kernels.DonateAttribute");

        // What `a.At` and `a.At[...]` give, whatever the runtime calls these types.
        foreach (var member in array.GetMembers("At"))
            if (member is IPropertySymbol { Type: INamedTypeSymbol at })
            {
                _updaters.Add(at.OriginalDefinition);
                foreach (var indexed in at.OriginalDefinition.GetMembers())
                    if (indexed is IPropertySymbol { IsIndexer: true, Type: INamedTypeSymbol updater })
                        _updaters.Add(updater.OriginalDefinition);
            }
    }

    /// <summary><c>Kernels.NDArray&lt;T&gt;</c>, unbound.</summary>
    public INamedTypeSymbol Array { get; }

    /// <summary>The symbols, or null if the compilation doesn't reference Kernels: then there is nothing to analyze.</summary>
    public static KernelsSymbols? Find(Compilation compilation)
        => compilation.GetTypeByMetadataName("Kernels.NDArray`1") is { } array ? new(compilation, array) : null;

    /// <summary>Whether the type is <c>NDArray&lt;T&gt;</c> of some T.</summary>
    public bool IsArray(ITypeSymbol? type) => Same(type?.OriginalDefinition, Array);

    /// <summary>Whether the type is what <c>a.At</c> or <c>a.At[...]</c> gives.</summary>
    public bool IsUpdater(ITypeSymbol? type) => type is not null && _updaters.Contains(type.OriginalDefinition);

    /// <summary>Whether the type is the static class <c>Kernel</c> of the transformations <c>Jit</c>, <c>Vmap</c>, <c>Grad</c>.</summary>
    public bool IsKernel(ITypeSymbol? type) => Same(type, _kernel);

    /// <summary>Whether the method is marked <c>[Jit]</c>.</summary>
    public bool IsJit(IMethodSymbol method) => Attribute(method, IsJit) is not null;

    /// <summary>Whether the attribute is <c>[Jit]</c>.</summary>
    public bool IsJit(AttributeData attribute) => Same(attribute.AttributeClass, _jit);

    /// <summary>Whether the attribute is <c>[Vmap]</c>.</summary>
    public bool IsVmap(AttributeData attribute) => Same(attribute.AttributeClass, _vmap);

    /// <summary>Whether the attribute is one that makes its method a kernel.</summary>
    public bool IsKernelAttribute(AttributeData attribute)
        => IsJit(attribute) || IsVmap(attribute) || Same(attribute.AttributeClass, _grad);

    /// <summary>Whether the method is marked <c>[Jit]</c>, <c>[Vmap]</c> or <c>[Grad]</c>.</summary>
    public bool IsKernelMethod(IMethodSymbol method) => Attribute(method, IsKernelAttribute) is not null;

    /// <summary>The parameter's <c>[Donate]</c>, or null.</summary>
    public AttributeData? Donation(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
            if (Same(attribute.AttributeClass, _donate))
                return attribute;
        return null;
    }

    /// <summary>The first attribute of the method that satisfies the test.</summary>
    public static AttributeData? Attribute(IMethodSymbol method, Func<AttributeData, bool> test)
    {
        foreach (var attribute in method.GetAttributes())
            if (test(attribute))
                return attribute;
        return null;
    }

    private static bool Same(ISymbol? a, ISymbol? b) => b is not null && SymbolEqualityComparer.Default.Equals(a, b);
}
