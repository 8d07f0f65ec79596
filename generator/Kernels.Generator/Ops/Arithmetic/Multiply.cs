namespace Kernels.Generator.Ops;

/// <summary>The product.</summary>
internal sealed class Multiply() : ArithmeticOp("multiply", "*");
