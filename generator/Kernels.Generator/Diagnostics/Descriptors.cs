using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>Everything that the generator may tell the user, by id. Locations and arguments travel as <see cref="DiagnosticInfo"/>.</summary>
internal static class Descriptors
{
    private const string Category = "Kernels";
    private const string HelpBase = "https://github.com/kernels-dotnet/kernels/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor InternalError = new("KRN2000", "Internal error of the Kernels generator",
        "The Kernels generator failed on '{0}', whose original body stays in force: {1}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help("KRN2000"));

    public static readonly DiagnosticDescriptor Unsupported = Compile("KRN2001", "Not compiled into a kernel",
        "'{0}' is not compiled into a kernel, so the original body runs: {1}");

    public static readonly DiagnosticDescriptor DoesNotFit = Compile("KRN2002", "An operation does not fit its operands",
        "'{0}' cannot work: {1}");

    public static readonly DiagnosticDescriptor Recursion = Compile("KRN2003", "Recursion in a kernel",
        "'{0}' makes the kernel call itself ({1}); write a loop instead");

    public static readonly DiagnosticDescriptor CannotMap = new("KRN2010", "The method cannot be mapped",
        "'{0}' cannot be mapped over arrays: {1}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help("KRN2010"));

    public static readonly DiagnosticDescriptor NotIntercepted = new("KRN2090", "The call runs the original body",
        "This call of '{0}' runs the original body, not the compiled kernel: {1}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Help("KRN2090"));

    public static readonly DiagnosticDescriptor LambdaNotCompiled = new("KRN2091", "The function is not compiled",
        "Kernel.{0} cannot compile its argument, which runs as it is: {1}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Help("KRN2091"));

    public static readonly DiagnosticDescriptor TransformNotCompiled = new("KRN2092", "The function is not transformed",
        "Kernel.{0} cannot compile its argument, and there is no eager way to do it: {1}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help("KRN2092"));

    public static readonly DiagnosticDescriptor FileLocalType = new("KRN2093", "A kernel's type is file-local",
        "Nothing can be generated for '{0}': its type is visible in this file only; remove 'file' from the type", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help("KRN2093"));

    public static readonly DiagnosticDescriptor LibraryKernel = new("KRN2094", "A library's kernel is not printed for the GPU",
        "The library '{0}' ships a kernel that cannot be read, so it runs on no GPU: {1}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help("KRN2094"));

    private static DiagnosticDescriptor Compile(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help(id));

    private static string Help(string id) => $"{HelpBase}{id}.md";

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new DiagnosticDescriptor[]
    {
        InternalError, Unsupported, DoesNotFit, Recursion, CannotMap, NotIntercepted, LambdaNotCompiled, TransformNotCompiled, FileLocalType, LibraryKernel,
    }.ToDictionary(d => d.Id);

    private static readonly HashSet<string> Fallbacks = [InternalError.Id, Unsupported.Id, DoesNotFit.Id, Recursion.Id, NotIntercepted.Id, LambdaNotCompiled.Id];

    public static DiagnosticDescriptor Get(string id) => ById[id];

    /// <summary>Whether it says that something runs its original body, which <c>KernelsStrict</c> makes an error.</summary>
    public static bool IsFallback(string id) => Fallbacks.Contains(id);
}
