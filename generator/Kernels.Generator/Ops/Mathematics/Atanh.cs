namespace Kernels.Generator.Ops;

/// <summary>The inverse hyperbolic tangent.</summary>
internal sealed class Atanh() : MathOp("atanh", "Atanh");
