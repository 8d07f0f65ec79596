namespace Kernels.Generator.Ops;

/// <summary>The inverse cosine, in radians.</summary>
internal sealed class Acos() : MathOp("acos", "Acos");
