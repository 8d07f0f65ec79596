namespace Kernels.Generator.Ops;

/// <summary>The hyperbolic sine.</summary>
internal sealed class Sinh() : MathOp("sinh", "Sinh");
