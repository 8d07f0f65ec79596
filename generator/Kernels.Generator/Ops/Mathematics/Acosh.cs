namespace Kernels.Generator.Ops;

/// <summary>The inverse hyperbolic cosine.</summary>
internal sealed class Acosh() : MathOp("acosh", "Acosh");
