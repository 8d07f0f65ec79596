using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>Everything that the generator may tell the user, by id. Locations and arguments travel as <see cref="DiagnosticInfo"/>.</summary>
internal static class Descriptors
{
    private const string Category = "Kernels";
    private const string HelpBase = "https://github.com/kernels-dotnet/kernels/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor InternalError = new("KRN2000", "Internal error of the Kernels generator",
        "The Kernels generator failed on '{0}', whose original body stays in force: {1}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpBase + "KRN2000.md");

    public static readonly DiagnosticDescriptor NotIntercepted = new("KRN2090", "The call runs the original body",
        "This call of '{0}' runs the original body, not the compiled kernel: {1}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: HelpBase + "KRN2090.md");

    public static readonly DiagnosticDescriptor LambdaNotCompiled = new("KRN2091", "The function is not compiled",
        "Kernel.{0} cannot compile its argument, which runs as it is: {1}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: HelpBase + "KRN2091.md");

    public static readonly DiagnosticDescriptor TransformNotCompiled = new("KRN2092", "The function is not transformed",
        "Kernel.{0} cannot compile its argument, and there is no eager way to do it: {1}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpBase + "KRN2092.md");

    public static readonly DiagnosticDescriptor FileLocalType = new("KRN2093", "A kernel's type is file-local",
        "Nothing can be generated for '{0}': its type is visible in this file only; remove 'file' from the type", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpBase + "KRN2093.md");

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new DiagnosticDescriptor[]
    {
        InternalError, NotIntercepted, LambdaNotCompiled, TransformNotCompiled, FileLocalType,
    }.ToDictionary(d => d.Id);

    private static readonly HashSet<string> Fallbacks = [InternalError.Id, NotIntercepted.Id, LambdaNotCompiled.Id];

    public static DiagnosticDescriptor Get(string id) => ById[id];

    /// <summary>Whether it says that something runs its original body, which <c>KernelsStrict</c> makes an error.</summary>
    public static bool IsFallback(string id) => Fallbacks.Contains(id);
}
