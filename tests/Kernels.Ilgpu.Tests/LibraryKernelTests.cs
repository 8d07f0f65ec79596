using Kernels.Ilgpu.Tests.Library;

namespace Kernels.Ilgpu.Tests;

/// <summary>The library does not know Kernels.Ilgpu; its GPU kernels are printed here.</summary>
public sealed class LibraryKernelTests(Gpu gpu) : IClassFixture<Gpu>
{
    private static NDArray<float> Numbers => NDArray.Arange(12).Reshape(3, 4).As<float>() * 0.25f - 1f;

    [Fact]
    public void AKernelOfALibraryIsOneLaunch()
    {
        var there = Numbers.To(gpu.Device);
        var before = gpu.Device.Launches;
        var y = LibraryModels.Softplus(there, 2f);
        Assert.Equal(1, gpu.Device.Launches - before);
        Assert.Same(gpu.Device, y.Device);
        Assert.True(NDArray.AllClose(LibraryModels.Softplus(Numbers, 2f), y.To(Device.Cpu), 1e-6, 1e-7));
    }

    [Fact]
    public void MappedGenericAndHiddenKernelsRun()
    {
        gpu.Same(LibraryModels.Clamp, Numbers, NDArray.Full<float>([4], 0.5f));
        gpu.Same((x, y) => LibraryModels.Axpy(2f, x, y), Numbers, Numbers.T.Reshape(3, 4));
        gpu.Same((x, y) => LibraryModels.Axpy(3, x, y), NDArray.Arange(5), NDArray.Arange(5) * 7);
        gpu.Same(LibraryModels.ThroughHidden, Numbers);
    }

    [Fact]
    public void EveryLoopOfAKernelFindsItsOwn() => gpu.Same(LibraryModels.Spread, Numbers, ulps: 4);

    [Fact]
    public void AKernelReadsTheFieldsOfItsObject()
    {
        NDArray<float> weight = [1f, 2f, 3f, 4f];
        Gpu.Equal(new LibraryLayer(weight, 0.5f).Apply(Numbers), new LibraryLayer(weight.To(gpu.Device), 0.5f).Apply(Numbers.To(gpu.Device)));
    }

    [Fact]
    public void AnErrorNamesTheLineOfTheLibrary()
    {
        NDArray<int> x = [1, 2], y = [0, 1];
        var quotient = LibraryModels.Quotient(x.To(gpu.Device), y.To(gpu.Device));
        Assert.Contains("(x - 1) / y (LibraryModels.cs:", Assert.Throws<DivideByZeroException>(() => quotient.Ready()).Message, StringComparison.Ordinal);
    }
}
