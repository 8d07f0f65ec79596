using Kernels.Generator.Emit;
using Kernels.Generator.Frontend;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>From a method to the C# of its kernels.</summary>
internal static class KernelCompiler
{
    private static readonly int[] AllWidths = [512, 256, 128];

    // Debug builds print one width, which every CPU has, to stay quick.
    private static readonly int[] OneWidth = [128];

    /// <summary>Compiles one method. <paramref name="compilation"/> holds the signature stubs of the generator's own output.</summary>
    public static KernelResult Compile(IMethodSymbol method, KernelKind kind, Compilation compilation, GeneratorOptions options, CancellationToken ct)
    {
        var widths = options.Debug ? OneWidth : AllWidths;
        var targets = new EmitTargets(widths, options.Ilgpu);
        return kind switch
        {
            KernelKind.Op => OpMethods.Compile(method, compilation, widths),
            KernelKind.Jit => KernelMethods.Jit(method, compilation, targets, ct),
            _ => KernelMethods.Vmap(method, compilation, targets, ct),
        };
    }
}
