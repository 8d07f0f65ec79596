namespace Kernels.Generator;

/// <summary>Which attribute asks for the compilation of a method.</summary>
internal enum KernelKind
{
    /// <summary><c>[Jit]</c>.</summary>
    Jit,

    /// <summary><c>[Vmap]</c>.</summary>
    Vmap,

    /// <summary><c>[Op]</c>: a partial method of the runtime itself.</summary>
    Op,
}

/// <summary>What the compiler makes of a method. The pipeline names the file.</summary>
/// <param name="Source">A complete C# file; empty when nothing was compiled and the original body stays in force.</param>
/// <param name="Diagnostics">What to tell the user.</param>
/// <param name="Companions">Methods in <paramref name="Source"/> that calls of the original may be sent to.</param>
internal sealed record KernelResult(string Source, EquatableArray<DiagnosticInfo> Diagnostics, EquatableArray<Companion> Companions)
{
    public static KernelResult Rejected(params DiagnosticInfo[] diagnostics) => new("", new(diagnostics), default);
}

/// <summary>A compiled method that stands for an original.</summary>
/// <param name="MethodId">The documentation comment id of the original's definition.</param>
/// <param name="ContainingType">The type of both, fully qualified: <c>global::Ns.Type</c>.</param>
/// <param name="Name">The companion's name.</param>
/// <param name="KernelName">The kernel's name: <c>Ns.Type.Method</c>.</param>
internal sealed record Companion(string MethodId, string ContainingType, string Name, string KernelName);
