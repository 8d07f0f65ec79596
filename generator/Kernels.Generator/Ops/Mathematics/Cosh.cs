namespace Kernels.Generator.Ops;

/// <summary>The hyperbolic cosine.</summary>
internal sealed class Cosh() : MathOp("cosh", "Cosh");
