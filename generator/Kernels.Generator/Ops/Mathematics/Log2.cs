namespace Kernels.Generator.Ops;

/// <summary>The logarithm to base 2.</summary>
internal sealed class Log2() : MathOp("log2", "Log2");
