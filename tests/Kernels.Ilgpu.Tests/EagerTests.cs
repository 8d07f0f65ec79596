namespace Kernels.Ilgpu.Tests;

public sealed class EagerTests(Gpu gpu) : IClassFixture<Gpu>
{
    private static readonly float[] s_values =
        [0f, -0f, 1f, -1f, 0.5f, -0.3f, 1.5f, 2.5f, -2.5f, 0.001f, -1e-8f, 3.1415927f, 10f, -20f, 88f, -90f, 1e10f, 1e-30f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue];

    private static readonly Dictionary<string, Func<NDArray<float>, NDArray<float>>> s_functions = new()
    {
        ["Negative"] = NDArray.Negative,
        ["Abs"] = NDArray.Abs,
        ["Sign"] = NDArray.Sign,
        ["Square"] = NDArray.Square,
        ["Reciprocal"] = NDArray.Reciprocal,
        ["Exp"] = NDArray.Exp,
        ["Exp2"] = NDArray.Exp2,
        ["Expm1"] = NDArray.Expm1,
        ["Log"] = NDArray.Log,
        ["Log2"] = NDArray.Log2,
        ["Log10"] = NDArray.Log10,
        ["Log1p"] = NDArray.Log1p,
        ["Erf"] = NDArray.Erf,
        ["Sqrt"] = NDArray.Sqrt,
        ["ReciprocalSqrt"] = NDArray.ReciprocalSqrt,
        ["Cbrt"] = NDArray.Cbrt,
        ["Floor"] = NDArray.Floor,
        ["Ceiling"] = NDArray.Ceiling,
        ["Round"] = NDArray.Round,
        ["Truncate"] = NDArray.Truncate,
        ["Asin"] = NDArray.Asin,
        ["Acos"] = NDArray.Acos,
        ["Atan"] = NDArray.Atan,
        ["Sinh"] = NDArray.Sinh,
        ["Cosh"] = NDArray.Cosh,
        ["Tanh"] = NDArray.Tanh,
        ["Asinh"] = NDArray.Asinh,
        ["Acosh"] = NDArray.Acosh,
        ["Atanh"] = NDArray.Atanh,
    };

    public static TheoryData<string> Functions => [.. s_functions.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void AFunctionGivesWhatTheCpuGives(string name)
    {
        var function = s_functions[name];
        gpu.Same(function, NDArray.FromArray(s_values), ulps: 3);
        gpu.Same(x => function(x.As<float>()).As<double>(), NDArray.FromArray(s_values), ulps: 3L << 29);
    }

    [Fact]
    public void OperatorsOfAllDtypesGiveWhatTheCpuGives()
    {
        NDArray<int> i = [5, -7, 0, int.MaxValue, int.MinValue], j = [2, 3, -4, 5, -1];
        gpu.Same((x, y) => x + y, i, j);
        gpu.Same((x, y) => x * y - x, i, j);
        gpu.Same((x, y) => x & y | x ^ ~y, i, j);
        gpu.Same((x, y) => NDArray.Maximum(x, y), i, j);
        gpu.Same((x, y) => x < y, i, j);
        gpu.Same((x, y) => x / NDArray.Maximum(y, 1) + x % NDArray.Maximum(y, 1), i, j);
        NDArray<byte> b = [0, 1, 200, 255], c = [3, 255, 100, 2];
        gpu.Same((x, y) => x + y, b, c);
        gpu.Same((x, y) => x * y, b, c);
        gpu.Same((x, y) => x >= y, b, c);
        NDArray<bool> p = [true, false, true, false], q = [true, true, false, false];
        gpu.Same((x, y) => x & !y | x ^ y, p, q);
        NDArray<float> f = [1f, float.NaN, -0f, 3f], g = [2f, 1f, 0f, float.NaN];
        gpu.Same(NDArray.Maximum, f, g);
        gpu.Same(NDArray.Minimum, f, g);
        gpu.Same((x, y) => NDArray.Where(x < y, x, y), f, g);
        gpu.Same((x, y) => x == y, f, g);
        gpu.Same(x => x.As<int>(), NDArray.FromArray([1.9f, -1.9f, float.NaN, 1e20f, -1e20f]));
        gpu.Same(x => x.As<long>(), NDArray.FromArray([1.9, -1.9, double.NaN, 1e20, -1e20]));
    }

    [Fact]
    public void ScalarsAreOperands()
    {
        NDArray<float> x = [1f, 2f, 3f];
        gpu.Same(a => 2f * a + 1f, x);
        gpu.Same(a => NDArray.Where(a > 1.5f, a, 0f), x);
    }

    [Fact]
    public void EveryLayoutIsReadInPlace()
    {
        var x = NDArray.Arange(2 * 3 * 4).Reshape(2, 3, 4);
        gpu.Same((a, b) => a + b, x, NDArray.Arange(4));
        gpu.Same((a, b) => a + b, x, NDArray.Arange(3).Reshape(3, 1));
        gpu.Same((a, b) => a + b, NDArray.Arange(4).Reshape(4, 1), NDArray.Arange(5));
        gpu.Same(a => a.T + 1, x);
        gpu.Same(a => a[1.., ^1] * 2, x);
        gpu.Same(a => NDArray.Flip(a) + a, x);
        gpu.Same(a => a[.., (..).By(2)] + 1, x);
    }

    [Fact]
    public void MoreAxesThanAKernelTakesAreCopiedFirst()
    {
        var x = NDArray.Arange(64).Reshape(2, 2, 2, 2, 2, 2);
        gpu.Same((a, b) => a + b, x, x.Transpose(5, 0, 4, 1, 3, 2));
    }

    [Fact]
    public void AnEmptyArrayStaysEmpty() => gpu.Same(a => a + 1f, NDArray.Zeros<float>(0, 3));

    [Fact]
    public void AnOperationIsOneLaunchAndStaysOnTheDevice()
    {
        NDArray<float> x = [[1f, 2f], [3f, 4f]];
        var y = x.To(gpu.Device);
        var before = gpu.Device.Launches;
        var z = y + y;
        Assert.Equal(before + 1, gpu.Device.Launches);
        Assert.Same(gpu.Device, z.Device);
        Assert.Equal("[[2 4]\n [6 8]]", z.ToString().ReplaceLineEndings("\n").Replace(".", ""));
    }
}
