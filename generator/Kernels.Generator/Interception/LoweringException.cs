namespace Kernels.Generator;

/// <summary>Why the argument of a <c>Kernel.*</c> call cannot be compiled. Does not leave <see cref="KernelCallCompiler"/>.</summary>
internal sealed class LoweringException(string reason) : Exception(reason);
