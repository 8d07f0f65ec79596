namespace Kernels.Generator.Ops;

/// <summary>The inverse sine, in radians.</summary>
internal sealed class Asin() : MathOp("asin", "Asin");
