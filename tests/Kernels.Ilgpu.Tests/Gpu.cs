namespace Kernels.Ilgpu.Tests;

/// <summary>The device of the tests: the contract's, or with the real ILGPU the one of the back end that <c>KERNELS_TEST_BACKEND</c> names, by
/// default its CPU accelerator.</summary>
public sealed class Gpu : IDisposable
{
    public static IlgpuOptions Options { get; } = new()
    {
        Backend = Environment.GetEnvironmentVariable("KERNELS_TEST_BACKEND") is { Length: > 0 } name ? Enum.Parse<IlgpuBackend>(name) : IlgpuBackend.Cpu,
    };

    public IlgpuDevice Device { get; } = IlgpuDevice.Create(Options);

    public void Dispose() => Device.Dispose();

    /// <summary>Computes on the CPU and on the device, and compares.</summary>
    public void Same<T, TOut>(Func<NDArray<T>, NDArray<TOut>> function, NDArray<T> x, double ulps = 0)
    {
        var expected = function(x);
        var actual = function(x.To(Device));
        Assert.Same(Device, actual.Device);
        Equal(expected, actual, ulps);
    }

    /// <summary>Computes on the CPU and on the device, and compares.</summary>
    public void Same<T, TOut>(Func<NDArray<T>, NDArray<T>, NDArray<TOut>> function, NDArray<T> x, NDArray<T> y, double ulps = 0)
    {
        var expected = function(x, y);
        var actual = function(x.To(Device), y.To(Device));
        Assert.Same(Device, actual.Device);
        Equal(expected, actual, ulps);
    }

    /// <summary>Compares element by element; <paramref name="ulps"/> apart at most.</summary>
    public static void Equal<T>(NDArray<T> expected, NDArray<T> actual, double ulps = 0)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        var (e, a) = (expected.ToArray(), actual.ToArray());
        for (var i = 0; i < e.Length; i++)
        {
            var distance = Ulps.Between(e[i], a[i]);
            Assert.True(distance <= ulps, $"Element {i} of shape {expected.Shape}: expected {e[i]:R}, got {a[i]:R}, {distance} ulps apart.");
        }
    }
}

/// <summary>Distances between floating-point numbers.</summary>
public static class Ulps
{
    /// <summary>In units in the last place; infinite between things that differ in kind, 0 or infinite for other types.</summary>
    public static double Between<T>(T expected, T actual) => (expected, actual) switch
    {
        (float e, float a) => float.IsNaN(e) || float.IsNaN(a) || float.IsInfinity(e)
            ? e.Equals(a) ? 0 : double.PositiveInfinity
            : Math.Abs((double)Ordered(BitConverter.SingleToInt32Bits(e)) - Ordered(BitConverter.SingleToInt32Bits(a))),
        (double e, double a) => double.IsNaN(e) || double.IsNaN(a) || double.IsInfinity(e)
            ? e.Equals(a) ? 0 : double.PositiveInfinity
            : Math.Abs((double)((Int128)Ordered(BitConverter.DoubleToInt64Bits(e)) - Ordered(BitConverter.DoubleToInt64Bits(a)))),
        _ => Equals(expected, actual) ? 0 : double.PositiveInfinity,
    };

    private static int Ordered(int bits) => bits < 0 ? int.MinValue - bits : bits;

    private static long Ordered(long bits) => bits < 0 ? long.MinValue - bits : bits;
}
