namespace Kernels.Generator.Ops;

/// <summary>The convolution of two vectors.</summary>
internal sealed class Convolve() : ConvolutionOp("convolve", "Convolve");
