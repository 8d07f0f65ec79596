using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>Vertical advection of a weather model: a tridiagonal system in every column, by Thomas's algorithm.</summary>
internal static partial class VAdv
{
    private const double BetaM = 0.5;
    private const double BetaP = 0.5;

    public static NpProgram Program { get; } = new("vadv", 1e-11, s =>
    {
        var (i, j, k) = (s.Int("I"), s.Int("J"), s.Int("K"));
        var (stage, u, wcon) = (Inputs.Doubles(1, i, j, k), Inputs.Doubles(2, i, j, k), Inputs.Doubles(3, i + 1, j, k));
        var (uPos, utens) = (Inputs.Doubles(4, i, j, k), Inputs.Doubles(5, i, j, k));
        return () => [Output.Of("utens_stage", Advect(stage, u, wcon, uPos, utens, 3.0 / 20))];
    });

    [Jit]
    public static NDArray<double> Advect(NDArray<double> utensStage, NDArray<double> u, NDArray<double> wcon, NDArray<double> uPos, NDArray<double> utens, double dtr)
    {
        var levels = utensStage.Shape[2];
        var c = ZerosLike(utensStage);
        var d = ZerosLike(utensStage);

        // Forward: the lowest level, those between, the highest.
        var below = 0.25 * (wcon[1.., .., 1] + wcon[..^1, .., 1]);
        var c0 = below * BetaP;
        var divided = 1 / (dtr - c0);
        c = c.At[.., .., 0].Set(c0 * divided);
        d = d.At[.., .., 0].Set((dtr * uPos[.., .., 0] + utens[.., .., 0] + utensStage[.., .., 0] - below * BetaM * (u[.., .., 1] - u[.., .., 0])) * divided);
        for (var k = 1; k < levels - 1; k++)
        {
            var gav = -0.25 * (wcon[1.., .., k] + wcon[..^1, .., k]);
            var gcv = 0.25 * (wcon[1.., .., k + 1] + wcon[..^1, .., k + 1]);
            var a = gav * BetaP;
            var ck = gcv * BetaP;
            var b = dtr - a - ck;
            var correction = -(gav * BetaM) * (u[.., .., k - 1] - u[.., .., k]) - gcv * BetaM * (u[.., .., k + 1] - u[.., .., k]);
            var dk = dtr * uPos[.., .., k] + utens[.., .., k] + utensStage[.., .., k] + correction;
            divided = 1 / (b - c[.., .., k - 1] * a);
            c = c.At[.., .., k].Set(ck * divided);
            d = d.At[.., .., k].Set((dk - d[.., .., k - 1] * a) * divided);
        }

        var last = levels - 1;
        var gavLast = -0.25 * (wcon[1.., .., last] + wcon[..^1, .., last]);
        var aLast = gavLast * BetaP;
        var dLast = dtr * uPos[.., .., last] + utens[.., .., last] + utensStage[.., .., last] - gavLast * BetaM * (u[.., .., last - 1] - u[.., .., last]);
        divided = 1 / (dtr - aLast - c[.., .., last - 1] * aLast);
        d = d.At[.., .., last].Set((dLast - d[.., .., last - 1] * aLast) * divided);

        // Backward.
        var data = d[.., .., last];
        utensStage = utensStage.At[.., .., last].Set(dtr * (data - uPos[.., .., last]));
        for (var k = levels - 2; k >= 0; k--)
        {
            data = d[.., .., k] - c[.., .., k] * data;
            utensStage = utensStage.At[.., .., k].Set(dtr * (data - uPos[.., .., k]));
        }

        return utensStage;
    }
}
