using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kernels.EndToEnd.Tests.Calls;

/// <summary>Axes, modes and dtypes that a helper's caller gives are known while compiling.</summary>
public partial class KnownArgumentTests
{
    private static NDArray<double> Normalised(NDArray<double> x, int axis) => x / Sum(x, axis: axis, keepDims: true);

    private static NDArray<double> Both(NDArray<double> x, int axis)
    {
        if (axis < 0) return Normalised(x, axis + 2 - 1) + Normalised(x, -1 * -axis);
        return Normalised(x, -axis);
    }

    [Jit] public static NDArray<double> Axes(NDArray<double> x) => Both(x, -1) * Both(x, 1) + Normalised(x, 2 - 1);

    private static NDArray<double> Activated(NDArray<double> x, string name, string mode = "scaled")
    {
        var y = name switch
        {
            "relu" => Maximum(x, 0.0),
            "tanh" or "hyperbolic" => Tanh(x),
            _ => x,
        };
        if (mode == "scaled") y = y * 2.0;
        switch (mode)
        {
            case "shifted":
                y = y + 1.0;
                break;
            default:
                y = y - 0.5;
                break;
        }

        return mode != "plain" ? y : -y;
    }

    [Jit] public static NDArray<double> Modes(NDArray<double> x) => Activated(x, "relu") + Activated(x, "hyperbolic", "shifted") * Activated(x, "none", "plain");

    private static T Softplus<T>(T x) where T : IFloatingPointIeee754<T> => T.Log(T.One + T.Exp(-T.Abs(x))) + T.Max(x, T.Zero) + T.CreateChecked(0.5) * T.Pow(T.Sqrt(T.Abs(x)), T.One + T.One) / T.Pi;

    [Vmap] public static double Plus(double x) => Softplus(x);

    [Jit]
    public static NDArray<T> Scaled<T>(NDArray<T> x, T a) where T : unmanaged, IFloatingPointIeee754<T> => x * T.Exp(T.Max(a, T.Zero)) + T.CreateChecked(2) * T.E;

    public enum Kind
    {
        Linear,
        Quadratic,
        Cubic,
    }

    // Switches that do not name all values, which throw at others.
#pragma warning disable CS8509, CS8524
    [Jit]
    public static NDArray<double> OfKind(NDArray<double> x, Kind kind) => kind switch
    {
        Kind.Linear => x,
        Kind.Quadratic => x * x,
        Kind.Cubic => x * x * x,
    };

    [Vmap(Shared = [nameof(order)])]
    public static double Slope(double x, int order) => order switch { 1 => 1, 2 => 2 * x, 3 => 3 * x * x };

    [Vmap] public static double Sign(double x) => x switch { < 0 => -1, 0 => 0, > 0 => 1 };

#pragma warning restore CS8509, CS8524

    [Jit] public static NDArray<double> Counted(NDArray<double> x, int n, int m) => x * checked(n * m + (byte)n) + checked(-n);

    [Fact]
    public void Axes_and_modes()
    {
        var x = Arrays.Moderate<double>(1, 5, 6) + 3.0;
        Func<NDArray<double>, NDArray<double>> axes = Axes, modes = Modes;
        Check.Bits(axes(x), AxesJit(x));
        Check.Bits(modes(x), ModesJit(x));
    }

    [Fact]
    public void Generic_mathematics()
    {
        var x = Arrays.Moderate<double>(1, 40);
        Check.Close(FromArray([.. x.ToArray().Select(Plus)]), Plus(x));
        Func<NDArray<double>, double, NDArray<double>> scaled = Scaled;
        Check.Bits(scaled(x, 1.5), ScaledJit(x, 1.5));
        Func<NDArray<float>, float, NDArray<float>> single = Scaled;
        Check.Bits(single(x.As<float>(), 1.5f), ScaledJit(x.As<float>(), 1.5f));
    }

    [Fact]
    public void Switches_that_name_all_they_know()
    {
        var x = Arrays.Moderate<double>(1, 40);
        Func<NDArray<double>, Kind, NDArray<double>> kinds = OfKind;
        foreach (var kind in Enum.GetValues<Kind>()) Check.Bits(kinds(x, kind), OfKindJit(x, kind));
        Assert.Throws<SwitchExpressionException>(() => OfKindJit(x, (Kind)7));
        for (var order = 1; order <= 3; order++) Check.Bits(FromArray([.. x.ToArray().Select(v => Slope(v, order))]), Slope(x, order));
        Assert.Throws<SwitchExpressionException>(() => Slope(x, 4));
        Check.Bits(FromArray([.. x.ToArray().Select(Sign)]), Sign(x));
        Assert.Throws<SwitchExpressionException>(() => Sign(x.At[3].Set(double.NaN)));
    }

    [Fact]
    public void Checked_numbers()
    {
        var x = Arrays.Moderate<double>(1, 40);
        Func<NDArray<double>, int, int, NDArray<double>> counted = Counted;
        Check.Bits(counted(x, 200, -3), CountedJit(x, 200, -3));
        Assert.Throws<OverflowException>(() => CountedJit(x, 200, int.MaxValue));
        Assert.Throws<OverflowException>(() => CountedJit(x, 300, 1));
    }
}
