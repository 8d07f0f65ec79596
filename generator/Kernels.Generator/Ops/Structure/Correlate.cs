namespace Kernels.Generator.Ops;

/// <summary>The cross-correlation of two vectors.</summary>
internal sealed class Correlate() : ConvolutionOp("correlate", "Correlate");
