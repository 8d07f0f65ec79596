namespace Kernels.Generator.Ops;

/// <summary>The logarithm to base 10.</summary>
internal sealed class Log10() : MathOp("log10", "Log10");
