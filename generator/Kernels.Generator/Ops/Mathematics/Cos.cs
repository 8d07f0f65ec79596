namespace Kernels.Generator.Ops;

/// <summary>The cosine of an angle in radians.</summary>
internal sealed class Cos() : MathOp("cos", "Cos");
