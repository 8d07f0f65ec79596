namespace Kernels.EndToEnd.Tests.Elementwise;

public partial class ConversionTests
{
    [Jit] public static NDArray<double> Widen(NDArray<float> x, NDArray<int> i) => x.As<double>() * 1.5 + i.As<double>();

    [Jit] public static NDArray<float> Narrow(NDArray<double> x, NDArray<long> i) => (x * 3.0).As<float>() - i.As<float>();

    [Jit] public static NDArray<int> Truncated(NDArray<float> x, NDArray<byte> b) => (x * 10f).As<int>() + b.As<int>() - (x > 0).As<int>();

    [Jit] public static NDArray<long> ToLong(NDArray<double> x, NDArray<int> i) => (x * 10).As<long>() + i.As<long>() * 3_000_000_000L;

    [Jit] public static NDArray<byte> ToByte(NDArray<int> x, NDArray<bool> c) => x.As<byte>() + c.As<byte>();

    [Jit] public static NDArray<bool> ToBool(NDArray<float> x, NDArray<int> i) => x.As<bool>() ^ i.As<bool>();

    [Jit] public static NDArray<float> ThroughByte(NDArray<byte> x) => x.As<float>() / 255f;

    [Jit] public static NDArray<byte> Image(NDArray<byte> x, float gain) => Clip(Round(x.As<float>() * gain), 0f, 255f).As<byte>();

    [Jit]
    public static NDArray<double> AllTypes(NDArray<byte> b, NDArray<long> l, NDArray<float> f) =>
        b.As<double>() + l.As<double>() * f.As<double>() + Where(b > (byte)7, f, -f).As<double>() + (l > 0L).As<double>();

    [Fact] public void Float_and_int_to_double() => Check.Elementwise<float, int, double>(Widen, WidenJit);

    [Fact] public void Double_and_long_to_float() => Check.Elementwise<double, long, float>(Narrow, NarrowJit);

    [Fact] public void Float_and_byte_to_int() => Check.Elementwise<float, byte, int>(Truncated, TruncatedJit);

    [Fact] public void Double_and_int_to_long() => Check.Elementwise<double, int, long>(ToLong, ToLongJit);

    [Fact] public void Int_and_bool_to_byte() => Check.Elementwise<int, bool, byte>(ToByte, ToByteJit);

    [Fact] public void Numbers_to_bool() => Check.Elementwise<float, int, bool>(ToBool, ToBoolJit);

    [Fact] public void Bytes_through_floats() => Check.Elementwise<byte, float>(ThroughByte, ThroughByteJit);

    [Fact] public void Bytes_of_an_image() => Check.Elementwise<byte, byte>(x => Image2(x, 1.5f), x => ImageJit(x, 1.5f));

    [Fact] public void All_types_in_one_loop() => Check.Elementwise<byte, long, float, double>(AllTypes, AllTypesJit);

    private static readonly Func<NDArray<byte>, float, NDArray<byte>> Image2 = Image;
}
