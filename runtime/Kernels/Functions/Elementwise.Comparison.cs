using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>Where the operands are equal. NaN equals nothing; 0 equals -0.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("equal")]
    public static partial NDArray<bool> Equal<T>(NDArray<T> x, NDArray<T> y);

    /// <summary>Where the operands are equal. NaN equals nothing; 0 equals -0.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("equal")]
    public static partial NDArray<bool> Equal<T>(NDArray<T> x, T y);

    /// <summary>Where the operands are equal. NaN equals nothing; 0 equals -0.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("equal")]
    public static partial NDArray<bool> Equal<T>(T x, NDArray<T> y);

    /// <summary>Where the operands differ. NaN differs from everything, itself too.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("not_equal")]
    public static partial NDArray<bool> NotEqual<T>(NDArray<T> x, NDArray<T> y);

    /// <summary>Where the operands differ. NaN differs from everything, itself too.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("not_equal")]
    public static partial NDArray<bool> NotEqual<T>(NDArray<T> x, T y);

    /// <summary>Where the operands differ. NaN differs from everything, itself too.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("not_equal")]
    public static partial NDArray<bool> NotEqual<T>(T x, NDArray<T> y);

    /// <summary>Where the first operand is below the second. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("less")]
    public static partial NDArray<bool> Less<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>Where the first operand is below the second. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("less")]
    public static partial NDArray<bool> Less<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>Where the first operand is below the second. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("less")]
    public static partial NDArray<bool> Less<T>(T x, NDArray<T> y) where T : INumber<T>;

    /// <summary>Where the first operand is below the second or equal to it. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("less_equal")]
    public static partial NDArray<bool> LessEqual<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>Where the first operand is below the second or equal to it. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("less_equal")]
    public static partial NDArray<bool> LessEqual<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>Where the first operand is below the second or equal to it. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("less_equal")]
    public static partial NDArray<bool> LessEqual<T>(T x, NDArray<T> y) where T : INumber<T>;

    /// <summary>Where the first operand is above the second. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("greater")]
    public static partial NDArray<bool> Greater<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>Where the first operand is above the second. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("greater")]
    public static partial NDArray<bool> Greater<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>Where the first operand is above the second. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("greater")]
    public static partial NDArray<bool> Greater<T>(T x, NDArray<T> y) where T : INumber<T>;

    /// <summary>Where the first operand is above the second or equal to it. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("greater_equal")]
    public static partial NDArray<bool> GreaterEqual<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>Where the first operand is above the second or equal to it. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("greater_equal")]
    public static partial NDArray<bool> GreaterEqual<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>Where the first operand is above the second or equal to it. Never with NaN.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("greater_equal")]
    public static partial NDArray<bool> GreaterEqual<T>(T x, NDArray<T> y) where T : INumber<T>;
}
