namespace Kernels.Ilgpu.Tests;

public sealed class GeneratedKernelTests(Gpu gpu) : IClassFixture<Gpu>
{
    private long LaunchesOf(Action action)
    {
        var before = gpu.Device.Launches;
        action();
        return gpu.Device.Launches - before;
    }

    [Fact]
    public void AJitMethodIsOneLaunch()
    {
        var x = NDArray.Linspace(-4f, 4f, 101);
        var there = x.To(gpu.Device);
        NDArray<float> y = 0f;
        Assert.Equal(1, LaunchesOf(() => y = Models.Gelu(there)));
        Assert.Same(gpu.Device, y.Device);
        // The same formula within the bounds of its hyperbolic tangents, whose rounding shows in absolute terms where 1 + tanh cancels.
        Assert.True(NDArray.AllClose(Models.Gelu(x), y.To(Device.Cpu), 1e-5, 1e-6));
    }

    [Fact]
    public void AVmapMethodIsOneLaunch()
    {
        NDArray<int> x = [[1, 2], [3, 4]], y = [[10, 20], [30, 40]];
        var (a, b) = (x.To(gpu.Device), y.To(gpu.Device));
        NDArray<int> sum = 0;
        Assert.Equal(1, LaunchesOf(() => sum = Models.Add(a, b)));
        Assert.Equal([11, 22, 33, 44], sum.ToArray());
    }

    [Fact]
    public void BroadcastOperandsAndScalarsReachTheKernel()
    {
        var x = NDArray.Arange(12).Reshape(3, 4).As<float>();
        gpu.Same((a, b) => Models.Axpy(2f, a, b), x, NDArray.Arange(4).As<float>());
        gpu.Same((a, b) => Models.Axpy(2f, a.T, b), x, x.T + 1f);
        gpu.Same(a => Models.Relu(a - 5f, leaky: true), x);
        gpu.Same(a => Models.Relu(a - 5f, leaky: false), x);
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(90, 70)]
    public void WhatIsReadOrWrittenInPiecesOnTheCpuIsAnArrayHere(int rows, int columns)
    {
        NDArray<float> x = NDArray.Arange(rows * columns).Reshape(rows, columns).As<float>(), y = x * -0.5f;
        gpu.Same(Models.Pieces, x, y);
        gpu.Same(Models.Joined, x, y);
        gpu.Same(Models.Turned, x, y);
    }

    [Fact]
    public void DtypesMixInOneKernel()
    {
        NDArray<double> x = [0.5, 0.9, double.NaN, -0.1], y = [0.5, 0.9, 0, 0.2];
        gpu.Same(Models.Inside, x, y);
        NDArray<int> n = [1, -2, 3, 4];
        NDArray<byte> b = [9, 8, 7, 6];
        NDArray<bool> flag = [true, false, true, false];
        Gpu.Equal(Models.Mix(n, b, flag, y), Models.Mix(n.To(gpu.Device), b.To(gpu.Device), flag.To(gpu.Device), y.To(gpu.Device)));
    }

    [Fact]
    public void BranchesOfAScalarMethodRun()
    {
        NDArray<float> r = [-3f, -1f, 0f, 0.5f, 2f, float.NaN];
        gpu.Same(Models.Huber, r, NDArray.Full<float>([6], 1f));
    }

    [Fact]
    public void AReductionFoldsTheFusedChain()
    {
        var x = NDArray.Arange(40).Reshape(4, 10).As<float>();
        gpu.Same(Models.SquaredError, x, x * 0.5f + 1f, ulps: 4);
    }

    [Fact]
    public void MoreOperandsThanALaunchTakesArePacked()
    {
        var x = Enumerable.Range(1, 14).Select(k => NDArray.Arange(5).As<float>() * k).ToArray();
        var there = x.Select(a => a.To(gpu.Device)).ToArray();
        NDArray<float> On(NDArray<float>[] a) => Models.Sum14(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], 2f);
        Gpu.Equal(On(x), On(there));
    }

    [Fact]
    public void AnErrorInAKernelNamesTheExpressionAndItsLine()
    {
        NDArray<int> x = [1, 2, 3], y = [1, 2, 0];
        var half = Models.Half(x.To(gpu.Device), y.To(gpu.Device));
        var error = Assert.Throws<DivideByZeroException>(() => half.Ready());
        Assert.Contains("(x + 1) / y (Models.cs:", error.Message, StringComparison.Ordinal);
        Assert.Contains("element 2", error.Message, StringComparison.Ordinal);
    }
}
