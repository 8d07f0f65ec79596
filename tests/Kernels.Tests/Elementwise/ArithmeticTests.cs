using System.Numerics;

namespace Kernels.Tests.Elementwise;

public class ArithmeticTests
{
    [Fact]
    public void Float() => All(Samples.Floats, Samples.Floats);

    [Fact]
    public void Double() => All(Samples.Doubles, Samples.Doubles);

    [Fact]
    public void Int() => All(Samples.Ints, [.. Samples.WithoutZero(Samples.Ints).Where(v => v != -1)]);

    [Fact]
    public void Long() => All(Samples.Longs, [.. Samples.WithoutZero(Samples.Longs).Where(v => v != -1)]);

    [Fact]
    public void Byte() => All(Samples.Bytes, Samples.WithoutZero(Samples.Bytes));

    [Fact]
    public void The_least_integer_divided_by_minus_one_wraps()
    {
        NDArray<int> x = [int.MinValue, 6];
        NDArray<long> y = [long.MinValue, 6];
        Assert.Equal([int.MinValue, -6], (x / -1).ToArray());
        Assert.Equal([long.MinValue, -6], (y / -1).ToArray());
        Assert.Equal([0, 0], (x % -1).ToArray());
        Assert.Equal([0, 0], (y % -1).ToArray());
        Assert.Equal([int.MinValue, 6], NDArray.Abs(x).ToArray());
    }

    [Fact]
    public void An_integer_divided_by_zero_throws()
    {
        NDArray<int> x = [1, 2, 3], y = [1, 0, 1];
        Assert.Throws<DivideByZeroException>(() => x / y);
        Assert.Throws<DivideByZeroException>(() => x % 0);
        Assert.Throws<DivideByZeroException>(() => NDArray.Arange<byte>(1, 40) / 0);
        Assert.Throws<DivideByZeroException>(() => NDArray.Arange(40L) / NDArray.Arange(40L));
    }

    private static void All<T>(T[] values, T[] divisors) where T : INumber<T>, IMinMaxValue<T>
    {
        Check.Binary(NDArray.Add, NDArray.Add, NDArray.Add, (a, b) => unchecked(a + b), values);
        Check.Binary((a, b) => a + b, (a, b) => a + b, (a, b) => a + b, (T a, T b) => unchecked(a + b), values);
        Check.Binary(NDArray.Subtract, NDArray.Subtract, NDArray.Subtract, (a, b) => unchecked(a - b), values);
        Check.Binary((a, b) => a - b, (a, b) => a - b, (a, b) => a - b, (T a, T b) => unchecked(a - b), values);
        Check.Binary(NDArray.Multiply, NDArray.Multiply, NDArray.Multiply, (a, b) => unchecked(a * b), values);
        Check.Binary((a, b) => a * b, (a, b) => a * b, (a, b) => a * b, (T a, T b) => unchecked(a * b), values);
        Check.Binary(NDArray.Divide, NDArray.Divide, NDArray.Divide, (a, b) => a / b, values, divisors);
        Check.Binary((a, b) => a / b, (a, b) => a / b, (a, b) => a / b, (T a, T b) => a / b, values, divisors);
        Check.Binary(NDArray.Remainder, NDArray.Remainder, NDArray.Remainder, (a, b) => a % b, values, divisors);
        Check.Binary((a, b) => a % b, (a, b) => a % b, (a, b) => a % b, (T a, T b) => a % b, values, divisors);
        Check.Binary(NDArray.Maximum, NDArray.Maximum, NDArray.Maximum, T.Max, values);
        Check.Binary(NDArray.Minimum, NDArray.Minimum, NDArray.Minimum, T.Min, values);
        Check.Unary(NDArray.Negative, a => unchecked(-a), values);
        Check.Unary(x => -x, (T a) => unchecked(-a), values);
        Check.Unary(NDArray.Square, a => unchecked(a * a), values);
        var positive = values.Where(v => v != T.MinValue).ToArray();
        Check.Unary(NDArray.Abs, T.Abs, positive);
        Check.Unary(NDArray.Sign, a => T.IsNaN(a) ? a : T.CreateChecked(T.Sign(a)), values);
        Check.Unary(x => NDArray.Clip(x, T.One, T.CreateChecked(5)), (T a) => T.Min(T.Max(a, T.One), T.CreateChecked(5)), values);
        Check.Unary(x => NDArray.Clip(x, (NDArray<T>)T.One, T.CreateChecked(5)), (T a) => T.Min(T.Max(a, T.One), T.CreateChecked(5)), values);
    }
}
