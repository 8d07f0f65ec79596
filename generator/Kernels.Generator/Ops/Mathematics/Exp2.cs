namespace Kernels.Generator.Ops;

/// <summary>2 to the power x.</summary>
internal sealed class Exp2() : MathOp("exp2", "Exp2");
