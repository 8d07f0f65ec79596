using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>Horizontal diffusion of a weather model: a Laplacian, and fluxes limited where they would raise the gradient.</summary>
internal static partial class HDiff
{
    public static NpProgram Program { get; } = new("hdiff", 1e-13, s =>
    {
        var (i, j, k) = (s.Int("I"), s.Int("J"), s.Int("K"));
        var (field, coeff) = (Inputs.Doubles(1, i + 4, j + 4, k), Inputs.Doubles(2, i, j, k));
        return () => [Output.Of("out", Diffuse(field, coeff))];
    });

    [Jit]
    public static NDArray<double> Diffuse(NDArray<double> field, NDArray<double> coeff)
    {
        var lap = 4 * field[1..^1, 1..^1] - (field[2.., 1..^1] + field[..^2, 1..^1] + field[1..^1, 2..] + field[1..^1, ..^2]);

        var dx = lap[1.., 1..^1] - lap[..^1, 1..^1];
        var flx = Where(dx * (field[2..^1, 2..^2] - field[1..^2, 2..^2]) > 0, 0, dx);

        var dy = lap[1..^1, 1..] - lap[1..^1, ..^1];
        var fly = Where(dy * (field[2..^2, 2..^1] - field[2..^2, 1..^2]) > 0, 0, dy);

        return field[2..^2, 2..^2] - coeff * (flx[1..] - flx[..^1] + fly[.., 1..] - fly[.., ..^1]);
    }
}
