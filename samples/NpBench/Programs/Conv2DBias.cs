using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>A convolution layer over images (N, H, W, C) with square windows, position by position, and a bias.</summary>
internal static partial class Conv2DBias
{
    public static NpProgram Program { get; } = new("conv2d_bias", 1e-5, s =>
    {
        var (n, cin, cout, k, h, w) = (s.Int("N"), s.Int("C_in"), s.Int("C_out"), s.Int("K"), s.Int("H"), s.Int("W"));
        var (input, weights, bias) = (Inputs.Floats(1, n, h, w, cin), Inputs.Floats(2, k, k, cin, cout), Inputs.Floats(3, cout));
        return () => [Output.Of("output", Layer(input, weights, bias))];
    });

    [Jit]
    public static NDArray<float> Layer(NDArray<float> input, NDArray<float> weights, NDArray<float> bias) => Convolution(input, weights) + bias;

    private static NDArray<float> Convolution(NDArray<float> input, NDArray<float> weights)
    {
        var k = weights.Shape[0];
        var height = input.Shape[1] - k + 1;
        var width = input.Shape[2] - k + 1;
        var output = Zeros<float>(input.Shape[0], height, width, weights.Shape[3]);
        for (var i = 0; i < height; i++)
        {
            for (var j = 0; j < width; j++)
                output = output.At[.., i, j].Set(Sum(input[.., i..(i + k), j..(j + k), .., NewAxis] * weights, axis: [1, 2, 3]));
        }

        return output;
    }
}
