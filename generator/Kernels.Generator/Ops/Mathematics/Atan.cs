namespace Kernels.Generator.Ops;

/// <summary>The inverse tangent, in radians.</summary>
internal sealed class Atan() : MathOp("atan", "Atan");
