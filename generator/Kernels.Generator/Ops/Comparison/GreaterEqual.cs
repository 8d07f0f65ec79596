namespace Kernels.Generator.Ops;

/// <summary>Whether x is at least y.</summary>
internal sealed class GreaterEqual() : ComparisonOp("greater_equal", ">=", "GreaterThanOrEqual");
