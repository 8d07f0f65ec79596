using Kernels.CompilerServices;

namespace Kernels.Ilgpu.Tests;

public sealed class DeviceTests(Gpu gpu) : IClassFixture<Gpu>
{
    [Fact]
    public void ArraysGoThereAndBack()
    {
        NDArray<int> x = [[1, 2], [3, 4]];
        var there = x.To(gpu.Device);
        Assert.Same(gpu.Device, there.Device);
        Assert.Same(there, there.To(gpu.Device));
        Assert.Equal([1, 3, 2, 4], there.T.To(Device.Cpu).ToArray());
        Assert.Equal(4, (int)there[1, 1]);
        NDArray<bool> flags = [true, false];
        Assert.Equal([true, false], flags.To(gpu.Device).ToArray());
    }

    [Fact]
    public async Task ReadyWaits()
    {
        var x = NDArray.Ones<float>(10_000).To(gpu.Device);
        for (var k = 0; k < 20; k++) x += x;
        Assert.Same(x, x.Ready());
        Assert.Same(x, await x.ReadyAsync());
        Assert.Equal(1048576f, x[^1].Item());
    }

    [Fact]
    public void AnArgumentThatIsGivenUpIsDeletedAndResultsAreNot()
    {
        NDArray<float> x = NDArray.Arange(1000).As<float>(), there = x.To(gpu.Device), y = NDArray.Ones<float>(1000).To(gpu.Device);
        var (next, old) = Models.Step(there, y);
        var e = Assert.Throws<ObjectDisposedException>(() => there.ToArray());
        Assert.Contains("[Donate]", e.Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => Models.Step(there, y));
        Assert.Equal((x + 1f).At[0].Set(9f).ToArray(), next.ToArray());
        Assert.Equal(x.ToArray(), old.ToArray());
        // One array for two arguments.
        var (sum, other) = Models.WithOther(next, next);
        Assert.True(next.IsDeleted);
        Assert.Equal(sum.ToArray(), (other * 2f).ToArray());
    }

    [Fact]
    public void OperandsOnDifferentDevicesAreAnError()
    {
        NDArray<int> x = [1, 2];
        var error = Assert.Throws<InvalidOperationException>(() => x.To(gpu.Device) + x);
        Assert.Contains("To(device)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADivisionByZeroIsRaisedWhenSomeoneWaitsAndOnce()
    {
        NDArray<int> x = [1, 2, 3], y = [1, 0, 3];
        var quotient = x.To(gpu.Device) / y.To(gpu.Device);
        var error = Assert.Throws<DivideByZeroException>(() => quotient.Ready());
        Assert.Contains("element 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Divide", error.Message, StringComparison.Ordinal);
        quotient.Ready();
        var remainder = x.To(gpu.Device) % y.To(gpu.Device);
        Assert.Throws<DivideByZeroException>(() => remainder.ToArray());
    }

    [Fact]
    public async Task AnAsynchronousWaitRaisesIt()
    {
        NDArray<int> x = [1, 2, 3];
        var quotient = x.To(gpu.Device) / 0;
        await Assert.ThrowsAsync<DivideByZeroException>(async () => await quotient.ReadyAsync());
    }

    [Fact]
    public void AKernelThatNoOneRegisteredIsNamed()
    {
        var kernel = new LoopKernel("Nowhere.At/0", 4, (ref LoopArgs _, nint _) => { });
        var error = Assert.Throws<InvalidOperationException>(() =>
        {
            var x = NDArray.Ones<float>(3).To(gpu.Device);
            var nest = new LoopNest(kernel, x.Shape);
            nest.In(x);
            _ = nest.Out<float>();
            nest.Run();
        });
        Assert.Contains("Nowhere.At/0", error.Message, StringComparison.Ordinal);
        Assert.Contains("Kernels.Ilgpu", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADisposedDeviceSaysSo()
    {
        var device = IlgpuDevice.Create(Gpu.Options);
        NDArray<float> x = [1f];
        var there = x.To(device);
        device.Dispose();
        device.Dispose();
        Assert.Throws<ObjectDisposedException>(() => there + there);
        Assert.Throws<ObjectDisposedException>(() => there.ToArray());
        Assert.Throws<ObjectDisposedException>(() => there.Ready());
        Assert.Throws<ObjectDisposedException>(() => x.To(device));
    }

    [Fact]
    public void ADeviceThatIsNotThereIsAnError()
    {
        var error = Assert.Throws<InvalidOperationException>(() => IlgpuDevice.Create(new IlgpuOptions { Index = 99 }));
        Assert.Contains("99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DroppedArraysGiveTheirMemoryBack()
    {
        using var device = IlgpuDevice.Create(Gpu.Options);
        var x = NDArray.Ones<float>(1000).To(device);
        for (var round = 0; round < 10; round++)
        {
            Drop(x);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.InRange(device.Buffers.Count.All, 2, 60);
        Assert.Equal(1f, x[0].Item());

        static void Drop(NDArray<float> x)
        {
            for (var k = 0; k < 20; k++) _ = x + 1f;
        }
    }

    [Fact]
    public void QueuedWorkHoldsItsOperands()
    {
        // The operands of each sum are garbage as soon as it is queued.
        for (var round = 0; round < 20; round++)
        {
            var sum = Sum(round);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Equal(2f * round + 3f, sum[^1].Item());
        }

        NDArray<float> Sum(int round)
        {
            var x = NDArray.Full<float>([5000], round).To(gpu.Device);
            return (x + 1f) + (x + 2f);
        }
    }

    [Fact]
    public void ThreadsShareADevice()
    {
        Parallel.For(0, 8, t =>
        {
            for (var k = 0; k < 20; k++)
            {
                var x = NDArray.Full<int>([100], t * 1000 + k).To(gpu.Device);
                Assert.Equal(2 * (t * 1000 + k), (x + x)[99].Item());
            }
        });
    }
}
