namespace Kernels.Generator.Ops;

/// <summary>The median.</summary>
internal sealed class Median() : QuantileOp("median", "Median", 1);
