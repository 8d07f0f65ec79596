using NpBench;

namespace Kernels.Benchmarks;

/// <summary>The programs of NPBench, as <c>samples/NpBench</c> has them.</summary>
internal static class Programs
{
    /// <summary>What their names in <c>peers/npbench.py</c> begin with.</summary>
    public const string Prefix = "npbench_";

    public static Workload[] Workloads { get; } =
    [
        new(Prefix + "arc_distance", i =>
        {
            var (theta1, phi1, theta2, phi2) = (i.Doubles("theta1"), i.Doubles("phi1"), i.Doubles("theta2"), i.Doubles("phi2"));
            return () => ArcDistance.Distance(theta1, phi1, theta2, phi2);
        }),
        new(Prefix + "azimint_naive", i =>
        {
            var (data, radius, npt) = (i.Doubles("data"), i.Doubles("radius"), i.Int("npt"));
            return () => AzimintNaive.Integrate(data, radius, npt);
        }),
        new(Prefix + "cavity_flow", i =>
        {
            var (u, v, p, nt, nit) = (i.Doubles("u"), i.Doubles("v"), i.Doubles("p"), i.Int("nt"), i.Int("nit"));
            var (dt, dx, dy, rho, nu) = (i.Double("dt"), i.Double("dx"), i.Double("dy"), i.Double("rho"), i.Double("nu"));
            return () => CavityFlow.Flow(nt, nit, u, v, dt, dx, dy, p, rho, nu);
        }),
        new(Prefix + "compute", i =>
        {
            var (x, y, a, b, c) = (i.Longs("x"), i.Longs("y"), i.Int("a"), i.Int("b"), i.Int("c"));
            return () => Compute.Combine(x, y, a, b, c);
        }),
        new(Prefix + "conv2d_bias", i =>
        {
            var (image, weights, bias) = (i.Floats("image"), i.Floats("weights"), i.Floats("bias"));
            return () => Conv2DBias.Layer(image, weights, bias);
        }),
        new(Prefix + "covariance", i => { var data = i.Doubles("data"); return () => Covariance.Of(data); }),
        new(Prefix + "floyd_warshall", i => { var path = i.Ints("path"); return () => FloydWarshall.ShortestPaths(path); }),
        new(Prefix + "go_fast", i => { var a = i.Doubles("a"); return () => GoFast.Run(a); }),
        new(Prefix + "hdiff", i => { var (field, coeff) = (i.Doubles("field"), i.Doubles("coeff")); return () => HDiff.Diffuse(field, coeff); }),
        new(Prefix + "heat_3d", i => { var (a, steps) = (i.Doubles("a"), i.Int("steps")); return () => Heat3D.Spread(steps, a, a); }),
        new(Prefix + "jacobi_2d", i => { var (a, b, steps) = (i.Doubles("a"), i.Doubles("b"), i.Int("steps")); return () => Jacobi2D.Iterate(steps, a, b); }),
        new(Prefix + "k2mm", i =>
        {
            var (a, b, c, d, alpha, beta) = (i.Doubles("a"), i.Doubles("b"), i.Doubles("c"), i.Doubles("d"), i.Double("alpha"), i.Double("beta"));
            return () => K2MM.Run(alpha, beta, a, b, c, d);
        }),
        new(Prefix + "mandelbrot1", i =>
        {
            var (x, y, maxiter, horizon) = (i.Doubles("x"), i.Doubles("y")[.., NDArray.NewAxis], i.Int("maxiter"), i.Double("horizon"));
            return () => Mandelbrot1.Iterate(x, y, maxiter, horizon);
        }),
        new(Prefix + "mlp", i =>
        {
            var (x, w1, b1, w2, b2, w3, b3) = (i.Floats("x"), i.Floats("w1"), i.Floats("b1"), i.Floats("w2"), i.Floats("b2"), i.Floats("w3"), i.Floats("b3"));
            return () => Mlp.Run(x, w1, b1, w2, b2, w3, b3);
        }),
        new(Prefix + "nbody", i =>
        {
            var (mass, pos, vel, steps) = (i.Doubles("mass"), i.Doubles("pos"), i.Doubles("vel"), i.Int("steps"));
            var (dt, g, softening) = (i.Double("dt"), i.Double("g"), i.Double("softening"));
            return () => NBody.Simulate(mass, pos, vel, steps, dt, g, softening);
        }),
        new(Prefix + "softmax", i => { var x = i.Floats("x"); return () => Softmax.Run(x); }),
        new(Prefix + "spmv", i =>
        {
            var (row, col, val, x) = (i.Ints("row"), i.Ints("col"), i.Doubles("val"), i.Doubles("x"));
            return () => SpMV.Multiply(row, col, val, x);
        }),
        new(Prefix + "vadv", i =>
        {
            var (stage, u, wcon, upos, utens, dtr) = (i.Doubles("stage"), i.Doubles("u"), i.Doubles("wcon"), i.Doubles("upos"), i.Doubles("utens"), i.Double("dtr"));
            return () => VAdv.Advect(stage, u, wcon, upos, utens, dtr);
        }),
    ];
}
