namespace Kernels.Generator.Ops;

/// <summary>The bits that just one has.</summary>
internal sealed class BitwiseXor() : LogicalOp("bitwise_xor", "^", integers: true);
