namespace Kernels.Generator.Ops;

/// <summary>The value below which a fraction of the elements lies.</summary>
internal sealed class Quantile() : QuantileOp("quantile", "Quantile", 2);
