using System.Numerics;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.Reducing;

/// <summary>What a fold combines two values with, a lane at a time.</summary>
internal interface IFoldOp<T> where T : unmanaged
{
    /// <summary>The value that changes no other when combined with it.</summary>
    static abstract T Identity { get; }

    static abstract T Combine(T left, T right);

    static abstract Vector128<T> Combine(Vector128<T> left, Vector128<T> right);

    static abstract Vector256<T> Combine(Vector256<T> left, Vector256<T> right);

    static abstract Vector512<T> Combine(Vector512<T> left, Vector512<T> right);

    /// <summary>Whether an instruction combines two vectors, one of them in memory.</summary>
    static virtual bool IsCheap => false;

    /// <summary>Whether the result is one of the values.</summary>
    static virtual bool IsExtremum => false;

    /// <summary>The same of an extremum, by the CPU's own instruction: right where no value is NaN and the result is not zero.</summary>
    static virtual Vector256<T> Native(Vector256<T> left, Vector256<T> right) => throw new NotSupportedException();
}

internal readonly struct SumOp<T> : IFoldOp<T> where T : unmanaged, INumber<T>
{
    // -0.0 and not 0.0: only it keeps the sign of a sum of negative zeros.
    public static T Identity => T.CreateTruncating(-0.0);

    public static T Combine(T left, T right) => unchecked(left + right);

    public static Vector128<T> Combine(Vector128<T> left, Vector128<T> right) => left + right;

    public static Vector256<T> Combine(Vector256<T> left, Vector256<T> right) => left + right;

    public static Vector512<T> Combine(Vector512<T> left, Vector512<T> right) => left + right;

    public static bool IsCheap => true;
}

internal readonly struct ProdOp<T> : IFoldOp<T> where T : unmanaged, INumber<T>
{
    public static T Identity => T.One;

    public static T Combine(T left, T right) => unchecked(left * right);

    public static Vector128<T> Combine(Vector128<T> left, Vector128<T> right) => left * right;

    public static Vector256<T> Combine(Vector256<T> left, Vector256<T> right) => left * right;

    public static Vector512<T> Combine(Vector512<T> left, Vector512<T> right) => left * right;

    public static bool IsCheap => true;
}

internal readonly struct MaxOp<T> : IFoldOp<T> where T : unmanaged, INumber<T>
{
    public static T Identity => T.CreateSaturating(double.NegativeInfinity);

    public static T Combine(T left, T right) => T.Max(left, right);

    public static Vector128<T> Combine(Vector128<T> left, Vector128<T> right) => Vector128.Max(left, right);

    public static Vector256<T> Combine(Vector256<T> left, Vector256<T> right) => Vector256.Max(left, right);

    public static Vector512<T> Combine(Vector512<T> left, Vector512<T> right) => Vector512.Max(left, right);

    public static bool IsExtremum => true;

    public static Vector256<T> Native(Vector256<T> left, Vector256<T> right) => Vector256.MaxNative(left, right);
}

internal readonly struct MinOp<T> : IFoldOp<T> where T : unmanaged, INumber<T>
{
    public static T Identity => T.CreateSaturating(double.PositiveInfinity);

    public static T Combine(T left, T right) => T.Min(left, right);

    public static Vector128<T> Combine(Vector128<T> left, Vector128<T> right) => Vector128.Min(left, right);

    public static Vector256<T> Combine(Vector256<T> left, Vector256<T> right) => Vector256.Min(left, right);

    public static Vector512<T> Combine(Vector512<T> left, Vector512<T> right) => Vector512.Min(left, right);

    public static bool IsExtremum => true;

    public static Vector256<T> Native(Vector256<T> left, Vector256<T> right) => Vector256.MinNative(left, right);
}
