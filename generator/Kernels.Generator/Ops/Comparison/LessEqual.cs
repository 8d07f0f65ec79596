namespace Kernels.Generator.Ops;

/// <summary>Whether x is at most y.</summary>
internal sealed class LessEqual() : ComparisonOp("less_equal", "<=", "LessThanOrEqual");
