namespace Kernels.EndToEnd.Tests.Elementwise;

public partial class SelectionTests
{
    [Jit] public static NDArray<float> Relu(NDArray<float> x) => Where(x > 0, x, 0f);

    [Jit]
    public static NDArray<float> Band(NDArray<float> x, NDArray<float> y) =>
        Where((x >= y) & (x < 1f) | !(y <= 0.5f), x * 2f, Where(x == y, 1f, Where(IsNaN(x), -1f, y)));

    [Jit] public static NDArray<bool> Compare(NDArray<float> x, NDArray<float> y) => (x < y) ^ (x != y) | (x > 1f) & (0.25f <= y) | IsInfinity(x) & IsFinite(y);

    [Jit] public static NDArray<bool> CompareF64(NDArray<double> x, NDArray<double> y) => (x < y) ^ (x != y) | (x > 1) & (0.25 <= y) | IsInfinity(x) & IsFinite(y);

    [Jit] public static NDArray<bool> CompareI32(NDArray<int> x, NDArray<int> y) => (x < y) ^ (x != y) | (x > 1) & (2 <= y) | (x == y);

    [Jit] public static NDArray<bool> CompareI64(NDArray<long> x, NDArray<long> y) => (x < y) ^ (x != y) | (x > 1) & (2 <= y) | (x == y);

    [Jit] public static NDArray<bool> CompareU8(NDArray<byte> x, NDArray<byte> y) => (x < y) ^ (x != y) | (x > (byte)1) & ((byte)200 <= y) | (x == y);

    [Jit] public static NDArray<int> SelectI32(NDArray<bool> c, NDArray<int> x) => Where(c, x, -x) + Where(!c, 1, 2);

    [Jit] public static NDArray<byte> SelectU8(NDArray<bool> c, NDArray<byte> x) => Where(c, x, (byte)3) + Where(!c, (byte)1, (byte)2);

    [Jit] public static NDArray<double> SelectF64(NDArray<bool> c, NDArray<double> x) => Where(c, x, 0.5) * Where(c, 1.0, 2.0);

    [Jit] public static NDArray<bool> SelectBool(NDArray<bool> c, NDArray<bool> x) => Where(c, x, !x) & Where(x, true, c);

    [Jit] public static NDArray<long> SelectI64(NDArray<bool> c, NDArray<long> x) => Where(c, x, 5L) - Where(c, 1L, x);

    [Jit] public static NDArray<float> Mixed(NDArray<int> i, NDArray<float> x) => Where(i > 0, x, i.As<float>());

    [Fact] public void Relu_selects() => Check.Elementwise<float, float>(Relu, ReluJit);

    [Fact] public void Nested_selections() => Check.Elementwise<float, float, float>(Band, BandJit);

    [Fact]
    public void Comparisons_of_each_type()
    {
        Check.Elementwise<float, float, bool>(Compare, CompareJit);
        Check.Elementwise<double, double, bool>(CompareF64, CompareF64Jit);
        Check.Elementwise<int, int, bool>(CompareI32, CompareI32Jit);
        Check.Elementwise<long, long, bool>(CompareI64, CompareI64Jit);
        Check.Elementwise<byte, byte, bool>(CompareU8, CompareU8Jit);
    }

    [Fact]
    public void Selections_of_each_type()
    {
        Check.Elementwise<bool, int, int>(SelectI32, SelectI32Jit);
        Check.Elementwise<bool, long, long>(SelectI64, SelectI64Jit);
        Check.Elementwise<bool, byte, byte>(SelectU8, SelectU8Jit);
        Check.Elementwise<bool, double, double>(SelectF64, SelectF64Jit);
        Check.Elementwise<bool, bool, bool>(SelectBool, SelectBoolJit);
        Check.Elementwise<int, float, float>(Mixed, MixedJit);
    }
}
