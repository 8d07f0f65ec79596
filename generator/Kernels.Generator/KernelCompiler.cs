using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>From a method to the C# of its kernels.</summary>
internal static class KernelCompiler
{
    /// <summary>Compiles one method. <paramref name="compilation"/> holds the signature stubs of the generator's own output.</summary>
    public static KernelResult Compile(IMethodSymbol method, KernelKind kind, Compilation compilation, GeneratorOptions options, CancellationToken ct)
    {
        _ = (method, kind, compilation, options, ct);
        return KernelResult.Rejected();
    }
}
