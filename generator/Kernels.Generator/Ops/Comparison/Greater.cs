namespace Kernels.Generator.Ops;

/// <summary>Whether x is above y.</summary>
internal sealed class Greater() : ComparisonOp("greater", ">", "GreaterThan");
