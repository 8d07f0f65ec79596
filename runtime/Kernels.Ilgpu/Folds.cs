using System.Numerics;

namespace Kernels.Ilgpu;

/// <summary>How a reduction folds elements of <typeparamref name="T"/> in accumulators of <typeparamref name="TAcc"/>.</summary>
internal interface IFold<T, TAcc>
{
    /// <summary>The fold of no elements.</summary>
    static abstract TAcc Empty { get; }

    /// <summary>The fold of one element, the <paramref name="index"/>-th along the reduced axes.</summary>
    static abstract TAcc One(T value, int index);

    /// <summary>The fold of both.</summary>
    static abstract TAcc Merge(TAcc a, TAcc b);
}

/// <summary>What a fold gives, from its accumulator and the number of elements.</summary>
internal interface IFinish<TAcc, TOut>
{
    static abstract TOut Finish(TAcc acc, int count, int ddof);
}

internal readonly struct SumFold<T> : IFold<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Empty => T.Zero;

    public static T One(T value, int index) => value;

    public static T Merge(T a, T b) => a + b;
}

internal readonly struct ProdFold<T> : IFold<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Empty => T.One;

    public static T One(T value, int index) => value;

    public static T Merge(T a, T b) => a * b;
}

/// <summary>The largest; NaN if there is one, and +0 above -0, as in <see cref="Math.Max(double, double)"/>.</summary>
internal readonly struct MaxFold<T> : IFold<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Empty => T.Zero;

    public static T One(T value, int index) => value;

    // Where neither is larger: equal zeros of either sign add up to the right one, and so does NaN.
    public static T Merge(T a, T b) => a > b ? a : b > a ? b : a == b && a != T.Zero ? a : a + b;
}

/// <summary>The smallest; NaN if there is one, and -0 below +0.</summary>
internal readonly struct MinFold<T> : IFold<T, T>
    where T : unmanaged, INumber<T>
{
    public static T Empty => T.Zero;

    public static T One(T value, int index) => value;

    public static T Merge(T a, T b) => a < b ? a : b < a ? b : a == b && a != T.Zero ? a : -(-a + -b);
}

/// <summary>An element and where it was.</summary>
internal struct Found<T>
    where T : unmanaged
{
    public T Value;
    public int Index;
}

/// <summary>The first of the largest; a NaN is larger than all.</summary>
internal readonly struct ArgMaxFold<T> : IFold<T, Found<T>>, IFinish<Found<T>, long>
    where T : unmanaged, INumber<T>
{
    public static Found<T> Empty => default;

    public static Found<T> One(T value, int index) => new() { Value = value, Index = index };

    public static Found<T> Merge(Found<T> a, Found<T> b)
    {
        var (first, second) = a.Index < b.Index ? (a, b) : (b, a);
        // Only a larger one, or the first NaN, displaces what came before it.
        return second.Value > first.Value || (T.IsNaN(second.Value) && !T.IsNaN(first.Value)) ? second : first;
    }

    public static long Finish(Found<T> acc, int count, int ddof) => acc.Index;
}

/// <summary>The first of the smallest; a NaN is smaller than all.</summary>
internal readonly struct ArgMinFold<T> : IFold<T, Found<T>>, IFinish<Found<T>, long>
    where T : unmanaged, INumber<T>
{
    public static Found<T> Empty => default;

    public static Found<T> One(T value, int index) => new() { Value = value, Index = index };

    public static Found<T> Merge(Found<T> a, Found<T> b)
    {
        var (first, second) = a.Index < b.Index ? (a, b) : (b, a);
        return second.Value < first.Value || (T.IsNaN(second.Value) && !T.IsNaN(first.Value)) ? second : first;
    }

    public static long Finish(Found<T> acc, int count, int ddof) => acc.Index;
}

/// <summary>Count, mean and sum of squared deviations.</summary>
internal struct Moments<T>
    where T : unmanaged
{
    public T Count;
    public T Mean;
    public T Squares;
}

/// <summary>Mean and variance, merged after Chan: never as a difference of large sums.</summary>
internal readonly struct MomentsFold<T, TFloat> : IFold<T, Moments<TFloat>>
    where T : unmanaged, INumber<T>
    where TFloat : unmanaged, INumber<TFloat>
{
    public static Moments<TFloat> Empty => default;

    public static Moments<TFloat> One(T value, int index) => new() { Count = TFloat.One, Mean = TFloat.CreateTruncating(value) };

    public static Moments<TFloat> Merge(Moments<TFloat> a, Moments<TFloat> b)
    {
        if (a.Count == TFloat.Zero) return b;
        if (b.Count == TFloat.Zero) return a;
        var count = a.Count + b.Count;
        var apart = b.Mean - a.Mean;
        var share = b.Count / count;
        return new()
        {
            Count = count,
            Mean = a.Mean + (apart * share),
            Squares = a.Squares + b.Squares + (apart * apart * a.Count * share),
        };
    }
}

internal readonly struct Variance<TFloat> : IFinish<Moments<TFloat>, TFloat>
    where TFloat : unmanaged, INumber<TFloat>
{
    // No elements, or not more than ddof: 0 / 0 or a division by a number that is not positive, as in NumPy.
    public static TFloat Finish(Moments<TFloat> acc, int count, int ddof) =>
        acc.Squares / (count > ddof ? TFloat.CreateTruncating(count - ddof) : TFloat.Zero);
}

/// <summary>Sums in floating point, for means.</summary>
internal readonly struct MeanFold<T, TFloat> : IFold<T, TFloat>, IFinish<TFloat, TFloat>
    where T : unmanaged, INumber<T>
    where TFloat : unmanaged, INumber<TFloat>
{
    public static TFloat Empty => TFloat.Zero;

    public static TFloat One(T value, int index) => TFloat.CreateTruncating(value);

    public static TFloat Merge(TFloat a, TFloat b) => a + b;

    public static TFloat Finish(TFloat acc, int count, int ddof) => acc / TFloat.CreateTruncating(count);
}

/// <summary>The accumulator itself.</summary>
internal readonly struct Same<T> : IFinish<T, T>
{
    public static T Finish(T acc, int count, int ddof) => acc;
}

/// <summary>Whether any truth value, a byte, is 1.</summary>
internal readonly struct AnyFold : IFold<byte, byte>
{
    public static byte Empty => 0;

    public static byte One(byte value, int index) => value;

    public static byte Merge(byte a, byte b) => (byte)(a | b);
}

/// <summary>Whether all truth values, bytes, are 1.</summary>
internal readonly struct AllFold : IFold<byte, byte>
{
    public static byte Empty => 1;

    public static byte One(byte value, int index) => value;

    public static byte Merge(byte a, byte b) => (byte)(a & b);
}
