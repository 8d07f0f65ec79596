using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>Everything that the generator may tell the user, by id. Locations and arguments travel as <see cref="DiagnosticInfo"/>.</summary>
internal static class Descriptors
{
    private const string Category = "Kernels";

    public static readonly DiagnosticDescriptor InternalError = new("KRN2000", "Internal error of the Kernels generator",
        "The Kernels generator failed on '{0}', whose original body stays in force: {1}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NotIntercepted = new("KRN2090", "The call runs the original body",
        "This call of '{0}' runs the original body, not the compiled kernel: {1}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor LambdaNotCompiled = new("KRN2091", "The function is not compiled",
        "Kernel.{0} cannot compile its argument, which runs as it is: {1}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor TransformNotCompiled = new("KRN2092", "The function is not transformed",
        "Kernel.{0} cannot compile its argument, and there is no eager way to do it: {1}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UsedAsDelegate = new("KRN2093", "The delegate runs the original body",
        "As a delegate '{0}' runs its original body; use '{1}', the compiled kernel, or Kernel.Jit({0})", Category, DiagnosticSeverity.Info, isEnabledByDefault: true);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new DiagnosticDescriptor[]
    {
        InternalError, NotIntercepted, LambdaNotCompiled, TransformNotCompiled, UsedAsDelegate,
    }.ToDictionary(d => d.Id);

    private static readonly HashSet<string> Fallbacks = [InternalError.Id, NotIntercepted.Id, LambdaNotCompiled.Id];

    public static DiagnosticDescriptor Get(string id) => ById[id];

    /// <summary>Whether it says that something runs its original body, which <c>KernelsStrict</c> makes an error.</summary>
    public static bool IsFallback(string id) => Fallbacks.Contains(id);
}
