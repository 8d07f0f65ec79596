namespace Kernels.Generator.Ops;

/// <summary>The cross-correlation of images with a kernel.</summary>
internal sealed class Correlate2D() : ImageConvolutionOp("correlate2d", "Correlate2D");
