using System.Numerics;

namespace Kernels;

/// <summary>What updates of a region have in common, whether they write into the array or into a copy.</summary>
internal static class RegionUpdate
{
    /// <summary>The strides of a value over a region.</summary>
    /// <exception cref="ShapeException">The value does not broadcast to the region.</exception>
    public static int[] Strides<T>(Shape array, Shape region, NDArray<T> value, string method) =>
        Broadcasting.StridesFor(value, region) ?? throw DoesNotFit(array, region, value.Shape, method);

    /// <summary>Checks that a value of a shape broadcasts to a region.</summary>
    /// <exception cref="ShapeException">It does not.</exception>
    public static void Check(Shape array, Shape region, Shape value, string method)
    {
        var skip = region.Rank - value.Rank;
        var fits = skip >= 0;
        for (var i = 0; fits && i < value.Rank; i++) fits = value[i] == 1 || value[i] == region[skip + i];
        if (!fits) throw DoesNotFit(array, region, value, method);
    }

    private static ShapeException DoesNotFit(Shape array, Shape region, Shape value, string method) =>
        new($"At[...].{method}: a value of shape {value} does not broadcast to the region of shape {region} of an array of shape {array}.");
}

/// <summary>The sum of element and value.</summary>
internal readonly struct Plus<T> : ICombine<T> where T : INumber<T>
{
    public static T Combine(T old, T value) => old + value;
}

/// <summary>The difference of element and value.</summary>
internal readonly struct Minus<T> : ICombine<T> where T : INumber<T>
{
    public static T Combine(T old, T value) => old - value;
}

/// <summary>The quotient of element and value.</summary>
internal readonly struct Over<T> : ICombine<T> where T : INumber<T>
{
    public static T Combine(T old, T value) => old / value;
}

/// <summary>The product of element and value.</summary>
internal readonly struct Times<T> : ICombine<T> where T : INumber<T>
{
    public static T Combine(T old, T value) => old * value;
}

/// <summary>The smaller of element and value, NaN if either is.</summary>
internal readonly struct Smaller<T> : ICombine<T> where T : INumber<T>
{
    public static T Combine(T old, T value) => T.Min(old, value);
}

/// <summary>The larger of element and value, NaN if either is.</summary>
internal readonly struct Larger<T> : ICombine<T> where T : INumber<T>
{
    public static T Combine(T old, T value) => T.Max(old, value);
}
