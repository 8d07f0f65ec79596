namespace Kernels.Generator.Ops;

/// <summary>x to the power y.</summary>
internal sealed class Power() : MathOp("power", "Pow", arity: 2);
