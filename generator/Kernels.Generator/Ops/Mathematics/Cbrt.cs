namespace Kernels.Generator.Ops;

/// <summary>The cube root.</summary>
internal sealed class Cbrt() : MathOp("cbrt", "Cbrt");
