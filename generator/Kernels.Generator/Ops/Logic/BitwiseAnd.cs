namespace Kernels.Generator.Ops;

/// <summary>The bits that both have.</summary>
internal sealed class BitwiseAnd() : LogicalOp("bitwise_and", "&", integers: true);
