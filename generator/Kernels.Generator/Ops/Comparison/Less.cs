namespace Kernels.Generator.Ops;

/// <summary>Whether x is below y.</summary>
internal sealed class Less() : ComparisonOp("less", "<", "LessThan");
