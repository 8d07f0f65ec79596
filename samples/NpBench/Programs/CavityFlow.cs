using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>The flow of a viscous fluid in a square cavity whose lid moves: Navier-Stokes in finite differences, with a pressure Poisson equation.</summary>
internal static partial class CavityFlow
{
    public static NpProgram Program { get; } = new("cavity_flow", 1e-11, s =>
    {
        var (nx, ny, nt, nit) = (s.Int("nx"), s.Int("ny"), s.Int("nt"), s.Int("nit"));
        var (dx, dy, dt) = (2.0 / (nx - 1), 2.0 / (ny - 1), 0.1 / ((nx - 1) * (ny - 1)));
        var (u, v, p) = (Zeros<double>(ny, nx), Zeros<double>(ny, nx), Zeros<double>(ny, nx));
        return () =>
        {
            var (u1, v1, p1) = Flow(nt, nit, u, v, dt, dx, dy, p, s["rho"], s["nu"]);
            return [Output.Of("u", u1), Output.Of("v", v1), Output.Of("p", p1)];
        };
    });

    [Jit]
    public static (NDArray<double> U, NDArray<double> V, NDArray<double> P) Flow(
        int nt, int nit, NDArray<double> u, NDArray<double> v, double dt, double dx, double dy, NDArray<double> p, double rho, double nu)
    {
        for (var n = 0; n < nt; n++)
        {
            var (un, vn) = (u, v);
            p = Pressure(nit, p, dx, dy, Source(rho, dt, u, v, dx, dy));

            u = u.At[1..^1, 1..^1].Set(
                un[1..^1, 1..^1] - un[1..^1, 1..^1] * dt / dx * (un[1..^1, 1..^1] - un[1..^1, ..^2])
                - vn[1..^1, 1..^1] * dt / dy * (un[1..^1, 1..^1] - un[..^2, 1..^1])
                - dt / (2 * rho * dx) * (p[1..^1, 2..] - p[1..^1, ..^2])
                + nu * (dt / (dx * dx) * (un[1..^1, 2..] - 2 * un[1..^1, 1..^1] + un[1..^1, ..^2])
                    + dt / (dy * dy) * (un[2.., 1..^1] - 2 * un[1..^1, 1..^1] + un[..^2, 1..^1])));
            v = v.At[1..^1, 1..^1].Set(
                vn[1..^1, 1..^1] - un[1..^1, 1..^1] * dt / dx * (vn[1..^1, 1..^1] - vn[1..^1, ..^2])
                - vn[1..^1, 1..^1] * dt / dy * (vn[1..^1, 1..^1] - vn[..^2, 1..^1])
                - dt / (2 * rho * dy) * (p[2.., 1..^1] - p[..^2, 1..^1])
                + nu * (dt / (dx * dx) * (vn[1..^1, 2..] - 2 * vn[1..^1, 1..^1] + vn[1..^1, ..^2])
                    + dt / (dy * dy) * (vn[2.., 1..^1] - 2 * vn[1..^1, 1..^1] + vn[..^2, 1..^1])));

            // The walls stand still, the lid moves.
            u = u.At[0].Set(0).At[.., 0].Set(0).At[.., ^1].Set(0).At[^1].Set(1);
            v = v.At[0].Set(0).At[^1].Set(0).At[.., 0].Set(0).At[.., ^1].Set(0);
        }

        return (u, v, p);
    }

    // The right side of the pressure equation; nothing at the border.
    private static NDArray<double> Source(double rho, double dt, NDArray<double> u, NDArray<double> v, double dx, double dy)
    {
        var ux = (u[1..^1, 2..] - u[1..^1, ..^2]) / (2 * dx);
        var uy = (u[2.., 1..^1] - u[..^2, 1..^1]) / (2 * dy);
        var vx = (v[1..^1, 2..] - v[1..^1, ..^2]) / (2 * dx);
        var vy = (v[2.., 1..^1] - v[..^2, 1..^1]) / (2 * dy);
        return rho * (1 / dt * (ux + vy) - Square(ux) - 2 * (uy * vx) - Square(vy));
    }

    private static NDArray<double> Pressure(int nit, NDArray<double> p, double dx, double dy, NDArray<double> b)
    {
        var (dx2, dy2) = (dx * dx, dy * dy);
        for (var q = 0; q < nit; q++)
        {
            p = p.At[1..^1, 1..^1].Set(
                ((p[1..^1, 2..] + p[1..^1, ..^2]) * dy2 + (p[2.., 1..^1] + p[..^2, 1..^1]) * dx2) / (2 * (dx2 + dy2))
                - dx2 * dy2 / (2 * (dx2 + dy2)) * b);

            // No gradient at the walls, no pressure at the lid.
            p = p.At[.., ^1].Set(p[.., ^2]);
            p = p.At[0].Set(p[1]);
            p = p.At[.., 0].Set(p[.., 1]);
            p = p.At[^1].Set(0);
        }

        return p;
    }
}
