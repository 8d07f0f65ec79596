using System.Numerics;

namespace Kernels.Tests.Elementwise;

/// <summary>Holds eager functions against scalar C#, over the values of <see cref="Samples"/> in many layouts.</summary>
internal static class Check
{
    /// <summary>An array of the given elements in each layout that the drivers tell apart.</summary>
    public static IEnumerable<NDArray<T>> Layouts<T>(T[] elements)
    {
        var n = elements.Length;
        var x = NDArray.FromArray(elements);
        yield return x;
        yield return NDArray.Concatenate([x, x])[n..];
        yield return NDArray.Flip(NDArray.Flip(x).Contiguous());
        yield return NDArray.Stack([x, x], axis: 1)[.., 1];
        if (n % 4 != 0) yield break;
        yield return x.Reshape(4, n / 4).T.Contiguous().T;
        yield return NDArray.Stack([x, x], axis: 1).Reshape(4, n / 4, 2)[.., .., 0];
    }

    public static void Unary<T, TOut>(Func<NDArray<T>, NDArray<TOut>> function, Func<T, TOut> reference, T[] values, long ulps = 0)
    {
        foreach (var length in Lengths(values.Length))
        {
            var elements = values[..length];
            foreach (var x in Layouts(elements))
            {
                var actual = function(x);
                Assert.Equal(x.Shape, actual.Shape);
                Same([.. elements.Select(reference)], actual.ToArray(), ulps, i => $"{elements[i]} of {length} in shape {x.Shape}");
            }
        }
        Assert.Equal([0, 3], function(NDArray.Zeros<T>(0, 3)).Shape);
    }

    public static void Binary<T, TOut>(Func<NDArray<T>, NDArray<T>, NDArray<TOut>> arrays, Func<NDArray<T>, T, NDArray<TOut>> right,
        Func<T, NDArray<T>, NDArray<TOut>> left, Func<T, T, TOut> reference, T[] values, T[]? rightValues = null, long ulps = 0)
    {
        rightValues ??= values;
        var pairs = values.SelectMany(_ => rightValues, (a, b) => (a, b)).ToArray();
        foreach (var length in Lengths(pairs.Length))
        {
            T[] a = [.. pairs[..length].Select(p => p.a)], b = [.. pairs[..length].Select(p => p.b)];
            TOut[] expected = [.. a.Zip(b, reference)];
            foreach (var (x, y) in Layouts(a).Zip(Layouts(b)))
                Same(expected, arrays(x, y).ToArray(), ulps, i => $"({a[i]}, {b[i]}) of {length} in shape {x.Shape}");
            foreach (var (x, y) in Layouts(a).Zip(Layouts(b).Reverse()))
                if (x.Shape == y.Shape) Same(expected, arrays(x, y).ToArray(), ulps, i => $"({a[i]}, {b[i]}) of {length} in mixed layouts");
        }
        NDArray<T> column = NDArray.FromArray(values).Reshape(-1, 1), row = NDArray.FromArray(rightValues);
        Same([.. pairs.Select(p => reference(p.a, p.b))], arrays(column, row).ToArray(), ulps, i => $"{pairs[i]} broadcast");
        foreach (var v in rightValues)
            Same([.. values.Select(a => reference(a, v))], right(NDArray.FromArray(values), v).ToArray(), ulps, i => $"({values[i]}, scalar {v})");
        foreach (var v in values)
            Same([.. rightValues.Select(b => reference(v, b))], left(v, row).ToArray(), ulps, i => $"(scalar {v}, {rightValues[i]})");
    }

    /// <summary>Equal to the bit but for NaN's payload, or within a number of units in the last place.</summary>
    public static void Same<T>(T[] expected, T[] actual, long ulps, Func<int, string> where)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            if (Distance(expected[i], actual[i]) > ulps)
                Assert.Fail($"expected {expected[i]:R}, got {actual[i]:R} at {where(i)}");
    }

    private static BigInteger Distance<T>(T expected, T actual) => (expected, actual) switch
    {
        (float.NaN, float.NaN) or (double.NaN, double.NaN) => 0,
        (float.NaN, _) or (_, float.NaN) or (double.NaN, _) or (_, double.NaN) => long.MaxValue,
        (float e, float a) => BigInteger.Abs((BigInteger)Ordered(BitConverter.SingleToInt32Bits(e), int.MinValue) - Ordered(BitConverter.SingleToInt32Bits(a), int.MinValue)),
        (double e, double a) => BigInteger.Abs((BigInteger)Ordered(BitConverter.DoubleToInt64Bits(e), long.MinValue) - Ordered(BitConverter.DoubleToInt64Bits(a), long.MinValue)),
        _ => Equals(expected, actual) ? 0 : long.MaxValue,
    };

    // Neighbours differ by 1, and -0 from 0 too.
    private static long Ordered(long bits, long sign) => bits >= 0 ? bits : sign - bits - 1;

    // Below, at and above the vector widths, and everything.
    private static IEnumerable<int> Lengths(int all) => new[] { 1, 3, 8, 16, 17, 40 }.Where(n => n < all).Append(all);
}
