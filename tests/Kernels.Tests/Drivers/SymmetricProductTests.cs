using System.Numerics;
using Kernels.CompilerServices;
using Kernels.Drivers;

namespace Kernels.Tests.Drivers;

/// <summary>A matrix times its transpose, of which half is computed: the same bits as the product of two arrays that are not known to be one.</summary>
public class SymmetricProductTests
{
    [Theory]
    [InlineData(60, 30)]
    [InlineData(150, 30)]
    [InlineData(151, 400)]
    [InlineData(199, 64)]
    [InlineData(385, 90)]
    [InlineData(500, 600)]
    [InlineData(2500, 30)]
    public void A_matrix_and_its_transpose(int n, int k)
    {
        Both(Views.Random(new Random(n), [n, k], i => MathF.Sin(i)));
        Both(Views.Random(new Random(k), [n, k], i => Math.Sin(i)));
        Both(Views.Random(new Random(n + k), [n, k], i => i * 77));
    }

    [Fact]
    public void Functions_go_on_from_it()
    {
        var x = Views.Random(new Random(1), [200, 300], i => Math.Cos(i));
        var copy = NDArray.FromArray(Views.Elements(x)).Reshape(200, 300);
        Assert.Equal(Views.Elements(NDArray.MatMul(x, copy.T)), Views.Elements(NDArray.MatMul(x, x.T)));
        Assert.Equal(Views.Elements(NDArray.Cov(x)), Views.Elements(NDArray.Cov(copy)));
    }

    private static void Both<T>(NDArray<T> x) where T : unmanaged, INumber<T>
    {
        var copy = NDArray.FromArray(Views.Elements(x)).Reshape(x.Shape[0], x.Shape[1]);
        Same(x, x.T, copy.T);
        // The transpose first: its rows do not lie contiguous.
        var y = x.T;
        Same(x[..(x.Shape[0] / 2)].T, x[..(x.Shape[0] / 2)], copy[..(x.Shape[0] / 2)]);
        Same(y.T, y, copy.T);
    }

    private static void Same<T>(NDArray<T> a, NDArray<T> b, NDArray<T> other) where T : unmanaged, INumber<T>
    {
        var spec = ShapeGuard.MatMul(a.Shape, b.Shape, "MatMul", "");
        foreach (var threads in new[] { 1, 2, 3 })
        {
            HostStorage<T> half = new(new T[(int)spec.Result.Size]), whole = new(new T[(int)spec.Result.Size]);
            MatMulDriver.Run(a, b, spec, half, threads);
            MatMulDriver.Run(a, other, spec, whole, threads);
            Assert.Equal(whole.Data, half.Data);
        }
    }
}
