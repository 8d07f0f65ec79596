namespace Kernels.Generator.Ops;

/// <summary>The inverse hyperbolic sine.</summary>
internal sealed class Asinh() : MathOp("asinh", "Asinh");
