namespace Kernels.Generator.Ops;

/// <summary>The convolution of images with a kernel.</summary>
internal sealed class Convolve2D() : ImageConvolutionOp("convolve2d", "Convolve2D");
