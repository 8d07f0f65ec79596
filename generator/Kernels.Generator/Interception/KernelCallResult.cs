namespace Kernels.Generator;

/// <summary>What becomes of the <c>Kernel.*</c> calls of a file: the kernels that they ask for, and interceptors that return them.</summary>
internal sealed record KernelCallResult(EquatableArray<SourceFile> Sources, DiagnosticList Diagnostics);

/// <summary>A <c>Kernel.*</c> call brought to the form of an attributed method, so that all else can treat it as one.</summary>
/// <param name="Method">The name of the method that stands for the function; the attributed one, or one that is called by it.</param>
/// <param name="Target">The name of the generated method that the call returns as a delegate.</param>
/// <param name="Kind">What to compile.</param>
internal sealed record LoweredCall(string Method, string Target, KernelKind Kind);
