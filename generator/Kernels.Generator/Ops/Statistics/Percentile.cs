namespace Kernels.Generator.Ops;

/// <summary>The value below which a percentage of the elements lies.</summary>
internal sealed class Percentile() : QuantileOp("percentile", "Percentile", 2);
