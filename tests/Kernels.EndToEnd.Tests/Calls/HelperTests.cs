using System.Numerics;

namespace Kernels.EndToEnd.Tests.Calls;

public partial class HelperTests
{
    private const float Scale = 2.5f;

    private static readonly NDArray<float> Table = [1, 2, 3, 4, 5, 6, 7];

    private static NDArray<float> Sigmoid(NDArray<float> x) => 1f / (1f + Exp(-x));

    private static float Factor(int n)
    {
        if (n > 3) return n * Scale;
        return -n;
    }

    private static (NDArray<float> Low, NDArray<float> High) Split(NDArray<float> x)
    {
        var low = Minimum(x, 0f);
        return (low, x - low);
    }

    private static void Nothing()
    {
    }

    private static NDArray<float> Share(NDArray<float> x, int axis, bool keep = true)
    {
        var e = Exp(x - Max(x, axis: axis, keepDims: keep));
        return e / Sum(e, axis: [axis], keepDims: keep);
    }

    // Parameters of a helper that are constants at each call, also where it passes them on.
    [Jit] public static NDArray<float> Shares(NDArray<float> x) => Share(x, -1) + Along(x, 0);

    private static NDArray<float> Along(NDArray<float> x, int axis) => Share(x, axis) + Max(x, axis: -axis, keepDims: true);

    [Jit] public static NDArray<float> Swish(NDArray<float> x) => x * Sigmoid(x);

    [Jit] public static NDArray<float> TwiceSwish(NDArray<float> x) => Swish(Swish(x)) + SwishJit(x);

    [Jit]
    public static NDArray<float> Helpers(NDArray<float> x, int n)
    {
        var (low, high) = Split(x * Factor(n));
        NDArray<float> Local(NDArray<float> v, float by = 3f) => v * by + n;
        static float Inner(float a) => a + 1f;
        var pair = (A: low, B: high);
        pair = (pair.B, pair.A);
        return Local(pair.A) - Local(v: pair.B, by: Inner(2f)) + Split(x).High;
    }

    [Jit] public static NDArray<float> Fields(NDArray<float> x) => x * Table + Table[0] * Scale;

    [Jit] public static NDArray<float> Extended(NDArray<float> x) => x.Doubled().Doubled(3f) + Outside.Shift(x, by: 2f);

    [Jit] public static NDArray<float> Chained(NDArray<float> x) => NDArray.Exp(x).Sum(axis: 0, keepDims: true) * x.Reshape(x.Shape[0]) + NDArray.Maximum(x, 1f);

    [Fact] public void Helpers_are_inlined() => Check.Elementwise<float, float>(Swish, SwishJit);

    [Fact] public void Kernels_call_kernels() => Check.Elementwise<float, float>(TwiceSwish, TwiceSwishJit);

    [Fact]
    public void Axes_are_passed_to_helpers()
    {
        foreach (var x in Arrays.NonEmpty<float>(1, rank: 1)) Check.Close(((Func<NDArray<float>, NDArray<float>>)Shares)(x), SharesJit(x));
    }

    [Fact]
    public void Local_functions_and_tuples()
    {
        Func<NDArray<float>, int, NDArray<float>> helpers = Helpers;
        Check.Elementwise<float, float>(x => helpers(x, 2), x => HelpersJit(x, 2));
        Check.Elementwise<float, float>(x => helpers(x, 5), x => HelpersJit(x, 5));
        Nothing();
    }

    [Fact]
    public void Fields_and_constants()
    {
        var x = Arrays.Moderate<float>(1, 4, 7);
        Func<NDArray<float>, NDArray<float>> fields = Fields, extended = Extended;
        Check.Bits(fields(x), FieldsJit(x));
        Check.Bits(extended(x), ExtendedJit(x));
        Func<NDArray<float>, NDArray<float>> chained = Chained;
        Check.Close(chained(x[0]), ChainedJit(x[0]));
    }
}

internal static class Outside
{
    public static NDArray<float> Doubled(this NDArray<float> x, float by = 2f) => x * by;

    internal static NDArray<float> Shift(NDArray<float> x, float by) => x + by;
}

public sealed partial class Layer(NDArray<float> weights, float scale)
{
    private readonly NDArray<float> _weights = weights;
    private readonly float _scale = scale;

    [Jit] public NDArray<float> Forward(NDArray<float> x) => Activate(MatMul(x, _weights) * _scale);

    [Jit] internal NDArray<float> Twice(NDArray<float> x) => Forward(x) + Forward(x * 2f);

    private NDArray<float> Activate(NDArray<float> x) => Tanh(x) * this._scale;
}

internal partial record struct Affine(float A)
{
    public readonly float B = 3f;

    [Jit] public readonly NDArray<float> Apply(NDArray<float> x) => x * B;
}

public partial class InstanceTests
{
    [Fact]
    public void Instance_methods_read_readonly_fields()
    {
        var layer = new Layer(Arrays.Moderate<float>(1, 5, 6), 0.5f);
        var x = Arrays.Moderate<float>(2, 3, 5);
        Func<NDArray<float>, NDArray<float>> forward = layer.Forward, twice = layer.Twice;
        Check.Close(forward(x), layer.ForwardJit(x));
        Check.Close(forward(x), layer.Forward(x));
        Check.Close(twice(x), layer.TwiceJit(x));
    }

    [Fact]
    public void Methods_of_structs()
    {
        NDArray<float> x = [1, 2];
        Check.Bits([3, 6], new Affine(1).ApplyJit(x));
        Check.Bits([3, 6], new Affine(1).Apply(x));
    }

    internal sealed partial class Nested<TUnused>
    {
        [Jit] public static NDArray<float> Inside(NDArray<float> x) => x * 3f;
    }

    [Fact] public void Nested_and_generic_types() => Check.Elementwise<float, float>(Nested<string>.Inside, Nested<string>.InsideJit);
}

public partial class GenericTests
{
    [Jit] public static NDArray<T> Lerp<T>(NDArray<T> a, NDArray<T> b, T t) where T : unmanaged, IFloatingPointIeee754<T> => a + (b - a) * t;

    [Jit] public static NDArray<T> Square1<T>(NDArray<T> x) where T : unmanaged, INumber<T> => x * x + T.One;

    [Jit] public static NDArray<T> Rms<T>(NDArray<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Sqrt(Mean(x * x, axis: -1)) + T.CreateChecked(2);

    [Jit] public static NDArray<T> Choose<T>(NDArray<bool> c, NDArray<T> x, NDArray<T> y) where T : unmanaged => Where(c, x, y);

    [Fact]
    public void Floating_point_types()
    {
        Func<NDArray<float>, NDArray<float>, float, NDArray<float>> f = Lerp;
        Func<NDArray<double>, NDArray<double>, double, NDArray<double>> d = Lerp;
        Check.Elementwise<float, float, float>((x, y) => f(x, y, 0.3f), (x, y) => LerpJit(x, y, 0.3f));
        Check.Elementwise<double, double, double>((x, y) => d(x, y, 0.3), (x, y) => LerpJit(x, y, 0.3));
        Check.Reduction<float, float>(Rms, RmsJit, rank: 1);
        Check.Reduction<double, double>(Rms, RmsJit, rank: 1);
    }

    [Fact]
    public void Numbers()
    {
        Check.Elementwise<float, float>(Square1, Square1Jit);
        Check.Elementwise<double, double>(Square1, Square1Jit);
        Check.Elementwise<int, int>(Square1, Square1Jit);
        Check.Elementwise<long, long>(Square1, Square1Jit);
        Check.Elementwise<byte, byte>(Square1, Square1Jit);
    }

    [Fact]
    public void Anything()
    {
        Check.Elementwise<bool, bool, bool, bool>(Choose, ChooseJit);
        Check.Elementwise<bool, byte, byte, byte>(Choose, ChooseJit);
        Check.Elementwise<bool, double, double, double>(Choose, ChooseJit);
    }
}
