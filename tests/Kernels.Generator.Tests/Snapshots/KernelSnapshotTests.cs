using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Tests.Snapshots;

/// <summary>What the generator prints for typical kernels: optimised builds have all widths, Debug has one.</summary>
public class KernelSnapshotTests
{
    private static string Generated(string member, OptimizationLevel optimization = OptimizationLevel.Release)
    {
        var source = $$"""
            using static Kernels.NDArray;
            namespace App;
            public static partial class Model
            {
            {{member}}
            }
            """;
        var program = GeneratorHarness.Run(GeneratorHarness.Compilation("Program", [], [("Model.cs", source)], optimization));
        Assert.Empty(program.Diagnostics);
        program.ShouldCompile();
        return string.Join("\n", program.Sources.Where(s => !s.Key.Contains("Calls", StringComparison.Ordinal)).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value));
    }

    private const string Gelu = "[Jit] public static NDArray<float> Gelu(NDArray<float> x) => 0.5f * x * (1f + Tanh(0.79788456f * (x + 0.044715f * x * x * x)));";

    [Fact]
    public void An_elementwise_chain() => Snapshot.Verify(Generated(Gelu));

    [Fact]
    public void Roots_every_second_of_which_leaves_their_unit_alone() =>
        Snapshot.Verify(Generated("[Jit] public static NDArray<float> Length(NDArray<float> x, NDArray<float> y) => Sqrt(x * x + y * y);"));

    [Fact]
    public void An_elementwise_chain_in_Debug() => Snapshot.Verify(Generated(Gelu, OptimizationLevel.Debug));

    [Fact]
    public void Reductions_in_a_chain() => Snapshot.Verify(Generated("""
        [Jit] public static NDArray<float> Softmax(NDArray<float> x)
        {
            var e = Exp(x - Max(x, axis: -1, keepDims: true));
            return e / Sum(e, axis: -1, keepDims: true);
        }
        """));

    [Fact]
    public void Distances_of_points() => Snapshot.Verify(Generated("""
        [Jit] public static NDArray<float> Distances(NDArray<float> p)
        {
            var d = p[.., NewAxis] - p[NewAxis];
            return Sqrt(Sum(d * d, axis: 2));
        }
        """));

    [Fact]
    public void A_stencil_of_parts_that_lie_next_to_each_other() => Snapshot.Verify(Generated(
        "[Jit] public static NDArray<float> Smooth(NDArray<float> x) => 0.25f * x[..^2] + 0.5f * x[1..^1] + 0.25f * x[2..];"));

    [Fact]
    public void Functions_that_stand_for_others() => Snapshot.Verify(Generated("""
        [Jit] public static NDArray<float> Energy(NDArray<float> x, int bins)
        {
            var steps = Diff(Cumsum(Tril(x, -1), axis: 0), axis: 0) * 0.5f;
            var (counts, edges) = Histogram(steps, bins);
            return steps / Ptp(edges) + Norm(counts.As<float>());
        }
        """, OptimizationLevel.Debug));

    [Fact]
    public void Folds_of_all_elements_in_one_pass() => Snapshot.Verify(Generated("""
        [Jit] public static NDArray<double> RingMean(NDArray<double> x, NDArray<double> r, double from, double to)
        {
            var ring = (from <= r) & (r < to);
            return Sum(Where(ring, x, 0)) / Sum(ring.As<double>());
        }
        """));

    [Fact]
    public void A_mapped_scalar_method() => Snapshot.Verify(Generated("""
        [Vmap] public static float Huber(float r, float delta) => MathF.Abs(r) <= delta ? 0.5f * r * r : delta * (MathF.Abs(r) - 0.5f * delta);
        """));

    [Fact]
    public void A_long_body_in_parts() => Snapshot.Verify(Generated("""
        [Vmap] public static float ArcDistance(float theta1, float phi1, float theta2, float phi2)
        {
            var a = MathF.Sin((theta2 - theta1) / 2f);
            var b = MathF.Sin((phi2 - phi1) / 2f);
            var t = a * a + MathF.Cos(theta1) * MathF.Cos(theta2) * b * b;
            return 2f * MathF.Atan2(MathF.Sqrt(t), MathF.Sqrt(1f - t));
        }
        """, OptimizationLevel.Debug));

    [Fact]
    public void A_loop() => Snapshot.Verify(Generated("""
        [Jit] public static NDArray<float> Power(NDArray<float> x, int n)
        {
            var result = OnesLike(x);
            for (var i = 0; i < n; i++) result *= x;
            return result;
        }
        """));

    [Fact]
    public void Updates_in_a_loop() => Snapshot.Verify(Generated("""
        [Jit] public static NDArray<double> Smooth(NDArray<double> x, int n)
        {
            for (var t = 0; t < n; t++)
                for (var i = 1; i < n; i++) x = x.At[i].Add(x[i - 1]);
            return x.At[0].Set(0.0);
        }
        """));

    [Fact]
    public void Elements_written_in_a_loop() => Snapshot.Verify(Generated("""
        [Jit] public static NDArray<int> Distances(NDArray<int> a, NDArray<int> b, int limit)
        {
            var d = Zeros<int>(a.Shape[0] + 1, b.Shape[0] + 1);
            for (var i = 1; i < d.Shape[0]; i++)
            {
                d = d.At[i, 0].Set(i);
                for (var j = 1; j < d.Shape[1]; j++)
                {
                    if ((int)a[i - 1] == (int)b[j - 1]) d = d.At[i, j].Set((int)d[i - 1, j - 1]);
                    else d = d.At[i, j].Set(1 + Math.Min((int)d[i - 1, j], (int)d[i, j - 1]));
                    if ((int)d[i, j] > limit) d = d.At[i, j].Subtract(1);
                }
            }

            return d;
        }
        """));

    [Fact]
    public void A_generic_method() => Snapshot.Verify(Generated(
        "[Jit] public static NDArray<T> Lerp<T>(NDArray<T> a, NDArray<T> b, T t) where T : System.Numerics.IFloatingPointIeee754<T> => a + (b - a) * t;"));

    [Fact]
    public void A_tuple() => Snapshot.Verify(Generated(
        "[Jit] public static (NDArray<float> Mean, NDArray<float> Centred) Centre(NDArray<float> x) { var mean = x.Mean(axis: 0); return (mean, x - mean); }"));

    [Fact]
    public void A_batch_of_an_array_method() => Snapshot.Verify(Generated(
        "[Vmap(InAxes = [0, -1])] public static NDArray<float> Dense(NDArray<float> x, NDArray<float> w) => Maximum(MatMul(w, x), 0f);"));

    [Fact]
    public void An_early_return() => Snapshot.Verify(Generated(
        "[Jit] public static NDArray<float> Scaled(NDArray<float> x, int n) { if (n == 0) return x; var y = x * n; if (n > 3) y += 1f; return y; }"));

    [Fact]
    public void Donated_arguments() => Snapshot.Verify(Generated("""
        [Jit] public static (NDArray<float> X, NDArray<float> V, NDArray<float> Force) Step([Donate] NDArray<float> x, [Donate] NDArray<float> v, NDArray<float> force, float dt)
        {
            v = v.At[1..^1].Add(dt * force[1..^1]);
            return (x + dt * v, v, force);
        }
        """, OptimizationLevel.Debug));

    [Fact]
    public void Mixed_types() => Snapshot.Verify(Generated(
        "[Jit] public static NDArray<byte> Brighten(NDArray<byte> image, double gain) => Clip(Round(image.As<double>() * gain), 0.0, 255.0).As<byte>();"));

    [Fact]
    public void A_mapped_loop_with_a_guarded_division() => Snapshot.Verify(Generated("""
        [Vmap(Shared = ["n"])] public static int Digits(int x, int d, int n)
        {
            var sum = 0;
            for (var i = 0; i < n; i++) sum += d != 0 ? x / d : -1;
            return sum;
        }
        """));

    [Fact]
    public void A_mapped_loop_whose_turns_become_idle() => Snapshot.Verify(Generated("""
        [Vmap(Shared = ["max"])] public static int LastWithin(float cr, float ci, int max)
        {
            var (zr, zi, n) = (0f, 0f, 0);
            for (var k = 0; k < max; k++)
            {
                if (zr * zr + zi * zi < 4f) (zr, zi, n) = (zr * zr - zi * zi + cr, 2f * zr * zi + ci, k);
            }

            return n;
        }
        """, OptimizationLevel.Debug));

    [Fact]
    public void A_mapped_loop_that_each_element_leaves_by_itself() => Snapshot.Verify(Generated("""
        [Vmap(Shared = ["max"])] public static int Escape(float cr, float ci, int max)
        {
            float zr = 0, zi = 0;
            for (var k = 0; k < max; k++)
            {
                float r2 = zr * zr, i2 = zi * zi;
                if (r2 + i2 > 4f) return k;
                zi = 2f * zr * zi + ci;
                zr = r2 - i2 + cr;
            }

            return max;
        }
        """, OptimizationLevel.Debug));

    [Fact]
    public void A_host_loop_with_ways_out() => Snapshot.Verify(Generated("""
        [Jit] public static NDArray<float> Halve(NDArray<float> x, int n)
        {
            for (var k = 0; k < n; k++)
            {
                if ((float)x.Max() < 1f) return x;
                if (k % 2 == 1) continue;
                x *= 0.5f;
            }

            return -x;
        }
        """, OptimizationLevel.Debug));
}
