namespace Kernels.Generator.Ops;

/// <summary>e to the power x.</summary>
internal sealed class Exp() : MathOp("exp", "Exp");
