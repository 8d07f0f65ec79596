namespace Kernels.Generator.Ops;

/// <summary>The tangent of an angle in radians.</summary>
internal sealed class Tan() : MathOp("tan", "Tan");
