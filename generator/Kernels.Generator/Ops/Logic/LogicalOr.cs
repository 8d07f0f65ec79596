namespace Kernels.Generator.Ops;

/// <summary>Whether either is true.</summary>
internal sealed class LogicalOr() : LogicalOp("logical_or", "|", integers: false);
