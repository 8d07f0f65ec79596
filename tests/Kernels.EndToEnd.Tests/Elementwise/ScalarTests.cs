namespace Kernels.EndToEnd.Tests.Elementwise;

public enum Mode { None, Double, Negate }

public enum Small : byte { A = 1, B = 2 }

public partial class ScalarTests
{
    [Jit] public static NDArray<float> Axpy(float a, NDArray<float> x, NDArray<float> y) => a * x + y;

    [Jit] public static NDArray<float> ByMode(NDArray<float> x, Mode mode) => mode == Mode.Double ? x + x : mode == Mode.Negate ? -x : x;

    [Jit]
    public static NDArray<float> ByModeIf(NDArray<float> x, Mode mode, bool scale)
    {
        var y = x;
        if (mode == Mode.Double) y *= 2f;
        else if (mode == Mode.Negate && scale) y = -y;
        return scale ? y * 10f : y;
    }

    [Jit] public static NDArray<float> BySwitch(NDArray<float> x, Mode mode) => mode switch { Mode.Double => x * 2f, Mode.Negate => -x, _ => x };

    [Jit] public static NDArray<int> SmallEnum(NDArray<int> x, Small s) => x + (int)s + (s == Small.B ? 1 : 0);

    [Jit] public static NDArray<double> Numbers(NDArray<double> x, int i, long l, byte b, double d, float f, bool t) => x * i + l - b * d + f + (t ? 1 : i / 2);

    [Jit] public static NDArray<byte> Bytes(NDArray<byte> x, byte b) => x + (byte)(b * 3 + 1) - (byte)~b;

    [Jit] public static NDArray<float> Defaults(NDArray<float> x, float scale = 2f, int offset = 1) => x * scale + offset;

    [Jit] public static NDArray<float> Integers(NDArray<float> x, int a, int b) => x * (a / b) + a % b - (a << 2) + (a >> 1) + (a & b) - (a | b) + (a ^ ~b);

    [Jit] public static NDArray<bool> Flags(NDArray<bool> x, bool a, bool b) => x & a | (a && !b || a ^ b);

    [Fact]
    public void Scalars_of_each_type()
    {
        Func<float, NDArray<float>, NDArray<float>, NDArray<float>> axpy = Axpy;
        Check.Elementwise<float, float, float>((x, y) => axpy(1.5f, x, y), (x, y) => AxpyJit(1.5f, x, y));
        Func<NDArray<double>, int, long, byte, double, float, bool, NDArray<double>> numbers = Numbers;
        Check.Elementwise<double, double>(x => numbers(x, 3, 4, 5, 0.1, 0.3f, false), x => NumbersJit(x, 3, 4, 5, 0.1, 0.3f, false));
        Func<NDArray<byte>, byte, NDArray<byte>> bytes = Bytes;
        Check.Elementwise<byte, byte>(x => bytes(x, 100), x => BytesJit(x, 100));
        Func<NDArray<float>, int, int, NDArray<float>> integers = Integers;
        Check.Elementwise<float, float>(x => integers(x, -17, 5), x => IntegersJit(x, -17, 5));
    }

    [Theory, InlineData(Mode.None), InlineData(Mode.Double), InlineData(Mode.Negate)]
    public void Enums_choose(Mode mode)
    {
        Func<NDArray<float>, Mode, NDArray<float>> byMode = ByMode, bySwitch = BySwitch;
        Func<NDArray<float>, Mode, bool, NDArray<float>> byModeIf = ByModeIf;
        Check.Elementwise<float, float>(x => byMode(x, mode), x => ByModeJit(x, mode));
        Check.Elementwise<float, float>(x => bySwitch(x, mode), x => BySwitchJit(x, mode));
        Check.Elementwise<float, float>(x => byModeIf(x, mode, true), x => ByModeIfJit(x, mode, true));
        Check.Elementwise<float, float>(x => byModeIf(x, mode, false), x => ByModeIfJit(x, mode, false));
    }

    [Fact]
    public void Enums_over_bytes_convert()
    {
        Func<NDArray<int>, Small, NDArray<int>> small = SmallEnum;
        Check.Elementwise<int, int>(x => small(x, Small.B), x => SmallEnumJit(x, Small.B));
    }

    [Fact]
    public void Defaults_and_named_arguments_reach_the_kernel()
    {
        NDArray<float> x = [1, 2];
        Check.Bits([3, 5], Defaults(x));
        Check.Bits([6, 11], Defaults(scale: 5f, x: x));
        Check.Bits([8, 10], Defaults(x, offset: 6));
    }

    [Theory, InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public void Conditions_of_the_host_combine(bool a, bool b)
    {
        Func<NDArray<bool>, bool, bool, NDArray<bool>> flags = Flags;
        Check.Elementwise<bool, bool>(x => flags(x, a, b), x => FlagsJit(x, a, b));
    }
}
