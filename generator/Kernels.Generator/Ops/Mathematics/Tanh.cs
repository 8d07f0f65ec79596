namespace Kernels.Generator.Ops;

/// <summary>The hyperbolic tangent.</summary>
internal sealed class Tanh() : MathOp("tanh", "Tanh");
