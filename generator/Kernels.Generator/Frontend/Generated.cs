using Kernels.Generator.IR;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Frontend;

/// <summary>A method that the generator emits, known by the signature stub that stands for it, traced back to what it is made from.</summary>
internal sealed class Generated
{
    private readonly bool _isVmap;

    private Generated(IMethodSymbol method, bool isVmap) => (Method, _isVmap) = (method, isVmap);

    /// <summary>The user's method.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>The method from which a stub's method is generated, or null if it is no stub.</summary>
    public static Generated? Original(IMethodSymbol method, CancellationToken ct)
    {
        if (!method.DeclaringSyntaxReferences.Any(r => SignatureStubs.IsStub(r.SyntaxTree))) return null;
        var candidates = method.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(m => m.DeclaringSyntaxReferences.Any(r => !SignatureStubs.IsStub(r.SyntaxTree)));
        foreach (var candidate in candidates)
        {
            ct.ThrowIfCancellationRequested();
            if (candidate.Parameters.Length != method.Parameters.Length) continue;
            if (VmapAttribute.Of(candidate) is { } vmap && vmap.NameOf(candidate) == method.Name) return new Generated(candidate, isVmap: true);
            if (candidate.Name + "Jit" == method.Name && candidate.GetAttributes().Any(a => Symbols.IsKernels(a.AttributeClass, "JitAttribute"))) return new Generated(candidate, isVmap: false);
        }

        return null;
    }

    /// <summary>The IR that a library ships for a method, or null.</summary>
    public static string? Library(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.Length != 0 || method.IsGenericMethod) return null;
        var companion = method.ContainingType.GetMembers(method.Name + "Jit").Concat(method.ContainingType.GetMembers(method.Name)).OfType<IMethodSymbol>()
            .Where(m => m.Parameters.Length == method.Parameters.Length && m.Parameters.Zip(method.Parameters, (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same));
        foreach (var attribute in companion.SelectMany(c => c.GetAttributes()))
        {
            if (attribute.AttributeClass?.Name == "KernelIrAttribute" && attribute.ConstructorArguments.Length == 2
                && attribute.ConstructorArguments[0].Value is int version && version == IrText.Version) return attribute.ConstructorArguments[1].Value as string;
        }

        return null;
    }

    public LoweredMethod Lower(Compilation compilation, CancellationToken ct)
    {
        var types = new Dictionary<ITypeParameterSymbol, DType>(SymbolEqualityComparer.Default);
        var lowered = MethodLowering.Lower(Method, types, compilation, ct);
        return _isVmap ? VmapAttribute.Of(Method)!.Apply(Method, lowered) : lowered;
    }
}
