using System.Numerics;

namespace Kernels.Drivers.Scans;

/// <summary>What a scan does with what it has so far and the next element.</summary>
internal interface IScan<T>
{
    static abstract T Combine(T soFar, T next);

    static abstract Vector<T> Combine(Vector<T> soFar, Vector<T> next);
}

/// <summary>Running sums; integers wrap.</summary>
internal readonly struct RunningSum<T> : IScan<T> where T : INumber<T>
{
    public static T Combine(T soFar, T next) => soFar + next;

    public static Vector<T> Combine(Vector<T> soFar, Vector<T> next) => soFar + next;
}

/// <summary>Running products; integers wrap.</summary>
internal readonly struct RunningProduct<T> : IScan<T> where T : INumber<T>
{
    public static T Combine(T soFar, T next) => soFar * next;

    public static Vector<T> Combine(Vector<T> soFar, Vector<T> next) => soFar * next;
}

/// <summary>The largest so far; from the first NaN on, NaN.</summary>
internal readonly struct RunningMax<T> : IScan<T> where T : INumber<T>
{
    public static T Combine(T soFar, T next) => T.Max(soFar, next);

    public static Vector<T> Combine(Vector<T> soFar, Vector<T> next) => Vector.Max(soFar, next);
}

/// <summary>The smallest so far; from the first NaN on, NaN.</summary>
internal readonly struct RunningMin<T> : IScan<T> where T : INumber<T>
{
    public static T Combine(T soFar, T next) => T.Min(soFar, next);

    public static Vector<T> Combine(Vector<T> soFar, Vector<T> next) => Vector.Min(soFar, next);
}
