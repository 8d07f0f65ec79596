namespace Kernels.Generator.Ops;

/// <summary>The sine of an angle in radians.</summary>
internal sealed class Sin() : MathOp("sin", "Sin");
