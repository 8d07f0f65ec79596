using System.Numerics;
using System.Runtime.Intrinsics;
using Kernels.Drivers.Factoring;
using Kernels.Drivers.MatrixProduct;

namespace Kernels.Tests.Factoring;

public unsafe class WidthTests
{
    [Theory]
    [InlineData(9, false)]
    [InlineData(70, false)]
    [InlineData(9, true)]
    [InlineData(70, true)]
    public void Widths_have_no_say(int n, bool isComplex)
    {
        foreach (var task in Enum.GetValues<FactorTask>())
        {
            Same<double>(task, n, isComplex);
            Same<float>(task, n, isComplex);
        }
    }

    private static void Same<T>(FactorTask task, int n, bool isComplex) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var expected = Result<T, Wide128<T>, Vector128<T>>(task, n, isComplex);
        Assert.Equal(expected, Result<T, Wide256<T>, Vector256<T>>(task, n, isComplex));
        Assert.Equal(expected, Result<T, Wide512<T>, Vector512<T>>(task, n, isComplex));
    }

    private static T[] Result<T, TWide, TVector>(FactorTask task, int n, bool isComplex)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TWide : struct, IWide<T, TVector>
    {
        var planes = isComplex ? 2 : 1;
        T[] Numbers(Complex[,] x) => [.. x.Cast<Complex>().SelectMany(v => isComplex ? (double[])[v.Real, v.Imaginary] : [v.Real]).Select(T.CreateChecked)];
        var a = Numbers(task == FactorTask.Cholesky ? Matrices.PositiveDefinite(1, n, !isComplex) : Matrices.Random(2, n, n));
        var b = Numbers(Matrices.Random(3, n, 21));
        var result = new T[planes * n * Math.Max(n, 21)];
        var logarithms = new T[1];
        fixed (T* pa = a, pb = b, to = result, second = logarithms)
        {
            var failure = FactorDriver<T, TWide, TVector>.Run(new Systems<T>
            {
                Task = task,
                IsComplex = isComplex,
                Size = n,
                Columns = task == FactorTask.Solve ? 21 : n,
                A = pa,
                B = pb,
                Result = to,
                Logarithms = second,
                Matrices = [0],
                RightSides = [0],
            }, threads: 1);
            Assert.Equal((-1, -1), failure);
        }
        return [.. result, .. logarithms];
    }
}
