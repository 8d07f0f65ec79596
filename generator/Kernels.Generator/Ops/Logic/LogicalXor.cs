namespace Kernels.Generator.Ops;

/// <summary>Whether just one is true.</summary>
internal sealed class LogicalXor() : LogicalOp("logical_xor", "^", integers: false);
