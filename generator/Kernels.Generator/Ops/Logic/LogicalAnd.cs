namespace Kernels.Generator.Ops;

/// <summary>Whether both are true.</summary>
internal sealed class LogicalAnd() : LogicalOp("logical_and", "&", integers: false);
