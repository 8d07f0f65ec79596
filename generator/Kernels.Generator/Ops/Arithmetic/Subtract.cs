namespace Kernels.Generator.Ops;

/// <summary>The difference.</summary>
internal sealed class Subtract() : ArithmeticOp("subtract", "-");
