using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kernels.Simd;

namespace Kernels.Tests.VectorMathematics;

/// <summary>Every lane operation, at every width, against C# on the elements.</summary>
public class LanesTests
{
    public static TheoryData<int> Widths => [.. VectorFunction.Widths];

    static readonly Random Random = new(5);

    static Type Lanes(int width) => width switch { 128 => typeof(Lanes128), 256 => typeof(Lanes256), _ => typeof(Lanes512) };

    [Theory, MemberData(nameof(Widths))]
    public void Conversions_are_those_of_CSharp(int width)
    {
        Convert(width, 4, "I32", "F32", Integers<int>(), x => (float)x);
        Convert(width, 4, "F32", "I32", Floats<float>(), x => unchecked((int)x));
        Convert(width, 4, "U8", "I32", Integers<byte>(), x => (int)x);
        Convert(width, 4, "I32", "U8", Integers<int>(), x => unchecked((byte)x));
        Convert(width, 4, "U8", "F32", Integers<byte>(), x => (float)x);
        Convert(width, 4, "F32", "U8", Floats<float>(), x => unchecked((byte)(int)x));

        Convert(width, 8, "F64", "I64", Floats<double>(), x => unchecked((long)x));
        Convert(width, 8, "F64", "F32", Floats<double>(), x => (float)x);
        Convert(width, 8, "F64", "I32", Floats<double>(), x => unchecked((int)x));
        Convert(width, 8, "F64", "U8", Floats<double>(), x => unchecked((byte)(int)x));
        Convert(width, 8, "I64", "F64", Integers<long>(), x => (double)x);
        Convert(width, 8, "I64", "F32", Integers<long>(), x => (float)x);
        Convert(width, 8, "I64", "I32", Integers<long>(), x => unchecked((int)x));
        Convert(width, 8, "I64", "U8", Integers<long>(), x => unchecked((byte)x));
        Convert(width, 8, "F32", "F64", Floats<float>(), x => (double)x);
        Convert(width, 8, "F32", "I64", Floats<float>(), x => unchecked((long)x));
        Convert(width, 8, "F32", "I32", Floats<float>(), x => unchecked((int)x));
        Convert(width, 8, "F32", "U8", Floats<float>(), x => unchecked((byte)(int)x));
        Convert(width, 8, "I32", "F64", Integers<int>(), x => (double)x);
        Convert(width, 8, "I32", "I64", Integers<int>(), x => (long)x);
        Convert(width, 8, "I32", "F32", Integers<int>(), x => (float)x);
        Convert(width, 8, "I32", "U8", Integers<int>(), x => unchecked((byte)x));
        Convert(width, 8, "U8", "F64", Integers<byte>(), x => (double)x);
        Convert(width, 8, "U8", "I64", Integers<byte>(), x => (long)x);
        Convert(width, 8, "U8", "F32", Integers<byte>(), x => (float)x);
        Convert(width, 8, "U8", "I32", Integers<byte>(), x => (int)x);
    }

    [Theory, MemberData(nameof(Widths))]
    public void Masks_go_to_bools_and_back_and_to_other_lanes(int width)
    {
        foreach (var size in (int[])[1, 4, 8])
        {
            var count = width / 8 / size;
            var bools = Enumerable.Range(0, count).Select(_ => Random.Next(2) == 1).ToArray();
            var mask = LaneMemory.LoadMask(Lanes(width), size, bools);
            Assert.Equal(bools, LaneMemory.StoreMask(Lanes(width), size, mask, count));
            foreach (var narrow in (int[])[1, 4])
            {
                if (narrow >= size)
                    continue;
                var narrowed = Lanes(width).GetMethod($"NarrowMask{size}_{narrow}")!.Invoke(null, [mask]);
                var widened = Lanes(width).GetMethod($"WidenMask{size}_{narrow}")!.Invoke(null, [narrowed]);
                Assert.Equal(mask, widened);
            }
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public void Division_truncates_as_in_CSharp_and_wraps(int width)
    {
        for (var round = 0; round < 200; round++)
        {
            Divide(width, "", 4, Integers<int>(), (x, y) => y == -1 ? unchecked(-x) : x / y, (x, y) => y == -1 ? 0 : x % y);
            Divide(width, "_8", 8, Integers<int>(), (x, y) => y == -1 ? unchecked(-x) : x / y, (x, y) => y == -1 ? 0 : x % y);
            Divide(width, "", 8, Integers<long>(), (x, y) => y == -1 ? unchecked(-x) : x / y, (x, y) => y == -1 ? 0 : x % y);
            foreach (var (suffix, size) in new[] { ("", 1), ("_4", 4), ("_8", 8) })
                Divide(width, suffix, size, Integers<byte>(), (x, y) => (byte)(x / y), (x, y) => (byte)(x % y));
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public void A_zero_divisor_in_a_lane_that_means_something_throws(int width)
    {
        var divide = Lanes(width).GetMethods().Where(m => m.Name is "Divide" or "Remainder" or "Divide_4" or "Divide_8" or "Remainder_8");
        foreach (var method in divide)
        {
            var vector = method.GetParameters()[0].ParameterType;
            var zero = Activator.CreateInstance(vector);
            var thrown = Assert.Throws<TargetInvocationException>(() => method.Invoke(null, [zero, zero]));
            Assert.IsType<DivideByZeroException>(thrown.InnerException);
        }
    }

    static void Convert<TFrom, TTo>(int width, int size, string from, string to, TFrom[] values, Func<TFrom, TTo> expected)
        where TFrom : unmanaged where TTo : unmanaged
    {
        var method = Lanes(width).GetMethod($"Convert{size}_{from}_{to}");
        Assert.NotNull(method);
        var count = width / 8 / size;
        for (var i = 0; i + count <= values.Length; i += count)
        {
            var chunk = values.AsSpan(i, count).ToArray();
            var v = LaneMemory.Load(Lanes(width), size, chunk);
            var result = LaneMemory.Store<TTo>(Lanes(width), size, method.Invoke(null, [v])!, count);
            for (var k = 0; k < count; k++)
                Assert.True(expected(chunk[k]).Equals(result[k]), $"Convert{size}_{from}_{to}({chunk[k]}) at {width} bits is {result[k]}, not {expected(chunk[k])}.");
        }
    }

    static void Divide<T>(int width, string suffix, int size, T[] values, Func<T, T, T> quotient, Func<T, T, T> remainder) where T : unmanaged
    {
        var count = width / 8 / size;
        var x = Random.GetItems(values, count);
        var y = Random.GetItems([.. values.Where(v => !v.Equals(default(T)))], count);
        var xs = LaneMemory.Load(Lanes(width), size, x);
        var ys = LaneMemory.Load(Lanes(width), size, y);
        foreach (var (name, expected) in new[] { ("Divide", quotient), ("Remainder", remainder) })
        {
            var method = Lanes(width).GetMethod(name + suffix, [xs.GetType(), xs.GetType()])!;
            Assert.Equal(x.Zip(y, expected), LaneMemory.Store<T>(Lanes(width), size, method.Invoke(null, [xs, ys])!, count));
        }
    }

    static T[] Floats<T>() where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        => [.. VectorFunction.Samples<T>(300), .. ((double[])[2147483647, 2147483648, -2147483648, -2147483649, 255.9, 256, -0.9, 9.2233720368547758E+18,
            -9.2233720368547758E+18, 2251799813685247.5, 2251799813685248, 4503599627370497, 9007199254740993, 1e10, -1e10, 4294967296]).Select(T.CreateChecked)];

    static T[] Integers<T>() where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        List<T> values = [T.Zero, T.One, T.MaxValue, T.MinValue, T.Zero - T.One, T.MaxValue - T.One, T.MinValue + T.One];
        var bits = new byte[Unsafe.SizeOf<T>()];
        while (values.Count < 320)
        {
            Random.NextBytes(bits);
            var value = MemoryMarshal.Read<T>(bits);
            values.Add(value);
            values.Add(value >> Random.Next(bits.Length * 8));
        }
        return [.. values];
    }
}
