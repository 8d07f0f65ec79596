namespace Kernels.Generator.Ops;

/// <summary>The bits that either has.</summary>
internal sealed class BitwiseOr() : LogicalOp("bitwise_or", "|", integers: true);
