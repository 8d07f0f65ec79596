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
internal struct Moments
{
    public double Count;
    public double Mean;
    public double Squares;
}

/// <summary>Mean and variance, merged after Chan: never as a difference of large sums. In double, rounded once.</summary>
internal readonly struct MomentsFold<T, TOut, TReal> : IFold<T, Moments>, IFinish<Moments, TOut>
    where T : unmanaged
    where TOut : unmanaged
    where TReal : struct, IReal<T, TOut>
{
    public static Moments Empty => default;

    public static Moments One(T value, int index) => new() { Count = 1d, Mean = TReal.Of(value) };

    public static Moments Merge(Moments a, Moments b)
    {
        if (a.Count == 0d) return b;
        if (b.Count == 0d) return a;
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

    // No more elements than ddof: a division by zero, as in NumPy.
    public static TOut Finish(Moments acc, int count, int ddof) => TReal.Round(acc.Squares / (count > ddof ? count - ddof : 0d));
}

/// <summary>Sums in double, for means.</summary>
internal readonly struct MeanFold<T, TOut, TReal> : IFold<T, double>, IFinish<double, TOut>
    where T : unmanaged
    where TOut : unmanaged
    where TReal : struct, IReal<T, TOut>
{
    public static double Empty => 0d;

    public static double One(T value, int index) => TReal.Of(value);

    public static double Merge(double a, double b) => a + b;

    public static TOut Finish(double acc, int count, int ddof) => TReal.Round(acc / count);
}

/// <summary>Conversions from and to double: ILGPU cannot compile <c>CreateTruncating</c>, which looks at types.</summary>
internal interface IReal<T, TOut>
{
    static abstract double Of(T value);

    static abstract TOut Round(double value);
}

internal readonly struct RealSingle : IReal<float, float>
{
    public static double Of(float value) => value;

    public static float Round(double value) => (float)value;
}

internal readonly struct RealDouble : IReal<double, double>, IReal<int, double>, IReal<long, double>, IReal<byte, double>
{
    public static double Of(double value) => value;

    public static double Of(int value) => value;

    public static double Of(long value) => value;

    public static double Of(byte value) => value;

    public static double Round(double value) => value;
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
