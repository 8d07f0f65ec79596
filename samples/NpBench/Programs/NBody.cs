using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>Stars under their own gravity, by leapfrog steps; the kinetic and the potential energy over time.</summary>
internal static partial class NBody
{
    // Close encounters multiply a difference in the last bit.
    public static NpProgram Program { get; } = new("nbody", 1e-7, s =>
    {
        var n = s.Int("N");
        var mass = 20 * (Inputs.Doubles(1, n, 1) + 0.5) / n;
        var (pos, vel) = (2 * Inputs.Doubles(2, n, 3) - 1, 2 * Inputs.Doubles(3, n, 3) - 1);
        return () =>
        {
            var (kinetic, potential) = Simulate(mass, pos, vel, s.Int("Nt"), s["dt"], s["G"], s["softening"]);
            return [Output.Of("kinetic", kinetic), Output.Of("potential", potential)];
        };
    });

    [Jit]
    public static (NDArray<double> Kinetic, NDArray<double> Potential) Simulate(
        NDArray<double> mass, NDArray<double> pos, NDArray<double> vel, int steps, double dt, double g, double softening)
    {
        // Into the frame of the centre of mass.
        vel = vel - Mean(mass * vel, axis: 0) / Mean(mass);
        var acc = Acceleration(pos, mass, g, softening);

        var kinetic = Zeros<double>(steps + 1);
        var potential = Zeros<double>(steps + 1);
        var (ke, pe) = Energy(pos, vel, mass, g);
        kinetic = kinetic.At[0].Set(ke);
        potential = potential.At[0].Set(pe);
        for (var i = 0; i < steps; i++)
        {
            vel = vel + acc * dt / 2;
            pos = pos + vel * dt;
            acc = Acceleration(pos, mass, g, softening);
            vel = vel + acc * dt / 2;
            (ke, pe) = Energy(pos, vel, mass, g);
            kinetic = kinetic.At[i + 1].Set(ke);
            potential = potential.At[i + 1].Set(pe);
        }

        return (kinetic, potential);
    }

    private static NDArray<double> Acceleration(NDArray<double> pos, NDArray<double> mass, double g, double softening)
    {
        var (dx, dy, dz) = Separations(pos);
        var r2 = Square(dx) + Square(dy) + Square(dz) + softening * softening;
        var invR3 = Where(r2 > 0, Pow(r2, -1.5), r2);
        return Concatenate([MatMul(g * (dx * invR3), mass), MatMul(g * (dy * invR3), mass), MatMul(g * (dz * invR3), mass)], axis: 1);
    }

    private static (NDArray<double> Kinetic, NDArray<double> Potential) Energy(NDArray<double> pos, NDArray<double> vel, NDArray<double> mass, double g)
    {
        var (dx, dy, dz) = Separations(pos);
        var r = Sqrt(Square(dx) + Square(dy) + Square(dz));
        var invR = Where(r > 0, 1 / r, r);

        // Each pair once.
        var i = Arange(pos.Shape[0]);
        var upper = Where(i[.., NewAxis] < i, -(mass * mass.T) * invR, 0);
        return (0.5 * Sum(mass * Square(vel)), g * Sum(upper));
    }

    // r_j - r_i of all pairs.
    private static (NDArray<double> X, NDArray<double> Y, NDArray<double> Z) Separations(NDArray<double> pos)
    {
        var (x, y, z) = (pos[.., 0..1], pos[.., 1..2], pos[.., 2..3]);
        return (x.T - x, y.T - y, z.T - z);
    }
}
