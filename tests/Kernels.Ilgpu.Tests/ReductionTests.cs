namespace Kernels.Ilgpu.Tests;

public sealed class ReductionTests(Gpu gpu) : IClassFixture<Gpu>
{
    private static NDArray<float> Numbers(params ReadOnlySpan<int> shape) => (NDArray.Arange(2 * 3 * 4 * 5).As<float>() * 0.37f - 20f).Reshape(shape);

    [Fact]
    public void FloatReductionsAgreeWithTheCpu()
    {
        var x = Numbers(6, 20);
        foreach (Axes axis in (Axes[])[0, 1, -1])
        {
            gpu.Same(a => NDArray.Sum(a, axis), x + 50f, ulps: 64);
            gpu.Same(a => NDArray.Max(a, axis), x);
            gpu.Same(a => NDArray.Min(a, axis, keepDims: true), x);
            gpu.Same(a => NDArray.Mean(a, axis), x + 50f, ulps: 64);
            gpu.Same(a => NDArray.Var(a, axis), x, ulps: 16);
        }
        gpu.Same(a => NDArray.Sum(a), x + 50f, ulps: 64);
        gpu.Same(a => NDArray.Std(a), x, ulps: 16);
        gpu.Same(a => NDArray.ArgMax(a, 1), x);
        gpu.Same(a => NDArray.ArgMin(a, 0), x.T);
    }

    [Fact]
    public void IntegerReductionsAreExact()
    {
        var x = (NDArray.Arange(3000) * 7919 % 1000).Reshape(3, 1000);
        gpu.Same(a => NDArray.Sum(a, 1), x);
        gpu.Same(a => NDArray.Prod(a, 0), x);
        gpu.Same(a => NDArray.Max(a), x);
        gpu.Same(a => NDArray.ArgMax(a, 1), x);
        gpu.Same(a => NDArray.ArgMin(a, 1), x);
        gpu.Same(a => NDArray.Mean(a, 0), x, ulps: 2);
        gpu.Same(a => NDArray.Var(a), x, ulps: 64);
    }

    [Fact]
    public void AFewResultsOfManyElementsFoldInThreeLaunches()
    {
        Assert.Equal((2209, 47), IlgpuDevice.Parts(3, 100_000));
        var x = (NDArray.Arange(300_000) * 7919 % 1000).Reshape(3, 100_000);
        var before = gpu.Device.Launches;
        gpu.Same(a => NDArray.Sum(a, 1), x);
        Assert.Equal(3, gpu.Device.Launches - before);
        gpu.Same(a => NDArray.Max(a), x);
        gpu.Same(a => NDArray.ArgMax(a, 1), x);
        gpu.Same(a => NDArray.ArgMin(a), x);
        gpu.Same(a => NDArray.Var(a), x, ulps: 64);
    }

    [Fact]
    public void TruthValuesFold()
    {
        var x = NDArray.Arange(12).Reshape(3, 4);
        gpu.Same(a => NDArray.Any(a > 10, 1), x);
        gpu.Same(a => NDArray.All(a > 3, 1), x);
    }

    [Fact]
    public void NaNIsTheLargestAndTheSmallest()
    {
        NDArray<float> x = [1f, float.NaN, 3f, float.NaN];
        gpu.Same(a => NDArray.Max(a), x);
        gpu.Same(a => NDArray.Min(a), x);
        gpu.Same(a => NDArray.ArgMax(a), x);
        gpu.Same(a => NDArray.ArgMin(a), x);
    }

    [Fact]
    public void AnyAxesOfAnyLayoutFold()
    {
        var x = NDArray.Arange(64).Reshape(2, 2, 2, 2, 2, 2);
        gpu.Same(a => NDArray.Sum(a, [0, 2, 4]), x);
        gpu.Same(a => NDArray.Sum(a.Transpose(5, 0, 4, 1, 3, 2), [1, 3, 5]), x);
        gpu.Same(a => NDArray.Sum(a[.., 1..], [0]), NDArray.Arange(12).Reshape(3, 4));
    }

    [Fact]
    public void NoElementsFoldToTheIdentity()
    {
        gpu.Same(a => NDArray.Sum(a, 0), NDArray.Zeros<float>(0, 3));
        gpu.Same(a => NDArray.Prod(a, 0), NDArray.Zeros<int>(0, 3));
    }

    [Fact]
    public void MatricesAreMultiplied()
    {
        var a = Numbers(6, 20);
        gpu.Same(NDArray.MatMul, a, a.T + 0f, ulps: 256);
        gpu.Same(NDArray.MatMul, NDArray.Arange(6).Reshape(2, 3), NDArray.Arange(6).Reshape(2, 3).T);
        gpu.Same(NDArray.MatMul, NDArray.Arange(24).Reshape(4, 2, 3), NDArray.Arange(6).Reshape(3, 2));
        gpu.Same(NDArray.MatMul, NDArray.Arange(24).Reshape(4, 1, 2, 3), NDArray.Arange(30).Reshape(5, 3, 2));
        gpu.Same(NDArray.MatMul, NDArray.Arange(3), NDArray.Arange(6).Reshape(3, 2));
        gpu.Same(NDArray.MatMul, NDArray.Arange(6).Reshape(2, 3), NDArray.Arange(3));
    }
}
