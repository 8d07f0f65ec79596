namespace Kernels.Generator.Ops;

/// <summary>The angle of the point (x, y) in radians, operands y and x.</summary>
internal sealed class Atan2() : MathOp("atan2", "Atan2", arity: 2);
