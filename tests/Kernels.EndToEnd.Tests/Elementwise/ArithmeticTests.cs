namespace Kernels.EndToEnd.Tests.Elementwise;

public partial class ArithmeticTests
{
    [Jit] public static NDArray<float> F32(NDArray<float> x, NDArray<float> y) => (((x + y) * x) - (y / x)) % (x - 0.5f) + (-y * 2f);

    [Jit] public static NDArray<double> F64(NDArray<double> x, NDArray<double> y) => (((x + y) * x) - (y / x)) % (x - 0.5) + (-y * 2);

    [Jit] public static NDArray<int> I32(NDArray<int> x, NDArray<int> y) => ((x + y) * x) - ((y & 0xff) | (x ^ 3)) + (~y << 2) - (x >> 1) - -y;

    [Jit] public static NDArray<long> I64(NDArray<long> x, NDArray<long> y) => ((x + y) * x) - ((y & 0xff) | (x ^ 3)) + (~y << 2L) - (x >> 1L) - -y;

    [Jit] public static NDArray<byte> U8(NDArray<byte> x, NDArray<byte> y) => (byte)200 + (((x + y) * x) - ((y & (byte)0xf0) | (x ^ (byte)3)) + ~y);

    [Jit] public static NDArray<bool> Bool(NDArray<bool> x, NDArray<bool> y) => ((x & y) | !x) ^ (y | (x == y)) & (x != true);

    [Jit] public static NDArray<int> I32Divide(NDArray<int> x) => (x / 7) + (x % 5) + (1000 / ((x & 7) + 1));

    [Jit] public static NDArray<long> I64Divide(NDArray<long> x) => (x / 7) + (x % 5) + (1000 / ((x & 7) + 1));

    [Jit] public static NDArray<byte> U8Divide(NDArray<byte> x) => (x / (byte)7) + (x % (byte)5);

    [Jit] public static NDArray<float> MinMax(NDArray<float> x, NDArray<float> y) => Maximum(x, y) - Minimum(Abs(x), 2f) + Clip(y, -1f, 1f) + Sign(x) * Square(y);

    [Jit] public static NDArray<int> MinMaxI32(NDArray<int> x, NDArray<int> y) => Maximum(x, y) - Minimum(x, 2) + Clip(y, -1, 1) + Sign(x) * Square(y);

    [Jit] public static NDArray<long> MinMaxI64(NDArray<long> x, NDArray<long> y) => Maximum(x, y) - Minimum(x, 2) + Clip(y, -1, 1) + Sign(x) * Square(y);

    [Jit] public static NDArray<byte> MinMaxU8(NDArray<byte> x, NDArray<byte> y) => Maximum(x, y) - Minimum(x, (byte)2) + Clip(y, (byte)10, (byte)100) + Abs(x) * Sign(y);

    [Jit] public static NDArray<float> Constant(NDArray<float> x) => x * 0f + 1f / 3f - float.NaN * 0f + float.PositiveInfinity * -1e-40f;

    [Jit] public static NDArray<float> Same(NDArray<float> x) => x;

    [Jit] public static NDArray<float> Literals(NDArray<float> x) => (x + 1) * 2 - 3e10f + 'a' + int.MaxValue;

    [Fact] public void Floats_are_computed_bit_for_bit() => Check.Elementwise<float, float, float>(F32, F32Jit);

    [Fact] public void Doubles_are_computed_bit_for_bit() => Check.Elementwise<double, double, double>(F64, F64Jit);

    [Fact] public void Ints_wrap() => Check.Elementwise<int, int, int>(I32, I32Jit);

    [Fact] public void Longs_wrap() => Check.Elementwise<long, long, long>(I64, I64Jit);

    [Fact] public void Bytes_wrap() => Check.Elementwise<byte, byte, byte>(U8, U8Jit);

    [Fact] public void Conditions_combine() => Check.Elementwise<bool, bool, bool>(Bool, BoolJit);

    [Fact] public void Ints_divide() => Check.Elementwise<int, int>(I32Divide, I32DivideJit);

    [Fact] public void Longs_divide() => Check.Elementwise<long, long>(I64Divide, I64DivideJit);

    [Fact] public void Bytes_divide() => Check.Elementwise<byte, byte>(U8Divide, U8DivideJit);

    [Fact]
    public void Minima_and_maxima_of_each_type()
    {
        Check.Elementwise<float, float, float>(MinMax, MinMaxJit);
        Check.Elementwise<int, int, int>(MinMaxI32, MinMaxI32Jit);
        Check.Elementwise<long, long, long>(MinMaxI64, MinMaxI64Jit);
        Check.Elementwise<byte, byte, byte>(MinMaxU8, MinMaxU8Jit);
    }

    [Fact] public void Constants_are_folded_as_CSharp_does() => Check.Elementwise<float, float>(Constant, ConstantJit);

    [Fact] public void Literals_convert_as_in_CSharp() => Check.Elementwise<float, float>(Literals, LiteralsJit);

    [Fact]
    public void A_kernel_may_return_its_argument()
    {
        NDArray<float> x = [1, 2];
        Check.Bits(x, SameJit(x));
    }

    [Fact]
    public void Division_of_integers_by_zero_throws_as_the_body_does()
    {
        NDArray<int> zero = [1, 0, 2];
        Assert.Throws<DivideByZeroException>(() => ByJit(4, zero));
        Assert.Throws<DivideByZeroException>(() => By(4, zero));
    }

    [Jit] public static NDArray<int> By(int x, NDArray<int> y) => x / y + 1;
}
