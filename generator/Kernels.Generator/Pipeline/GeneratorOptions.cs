using Microsoft.CodeAnalysis.Diagnostics;

namespace Kernels.Generator;

/// <summary>What the project asks of the generator, from MSBuild properties.</summary>
/// <param name="Strict"><c>KernelsStrict</c>: a kernel or call that falls back to the original body is an error.</param>
/// <param name="Interception"><c>KernelsInterception</c>: calls of kernels are sent to their companions.</param>
/// <param name="Debug">An unoptimised build prints one vector width, to keep builds quick.</param>
/// <param name="Ilgpu">The project references Kernels.Ilgpu, so GPU kernels are emitted too.</param>
internal sealed record GeneratorOptions(bool Strict = false, bool Interception = true, bool Debug = false, bool Ilgpu = false)
{
    public static GeneratorOptions From(AnalyzerConfigOptions options) => new(
        Strict: IsSet(options, "KernelsStrict", otherwise: false),
        Interception: IsSet(options, "KernelsInterception", otherwise: true));

    private static bool IsSet(AnalyzerConfigOptions options, string property, bool otherwise) =>
        options.TryGetValue("build_property." + property, out var text) && bool.TryParse(text, out var value) ? value : otherwise;
}
