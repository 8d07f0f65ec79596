namespace Kernels.Generator.Ops;

/// <summary>The natural logarithm.</summary>
internal sealed class Log() : MathOp("log", "Log");
