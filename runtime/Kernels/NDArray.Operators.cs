using Kernels.CompilerServices;

namespace Kernels;

public sealed partial class NDArray<T>
{
    /// <summary>Where the operands are equal, element by element; <see cref="NDArray.ArrayEqual{T}(NDArray{T}, NDArray{T}, bool)"/> compares whole arrays.</summary>
    /// <remarks>A test for <c>null</c> is written <c>x is null</c>.</remarks>
    // Equality is a member: as an extension operator it would never bind on a class, and compare references.
    [Op("equal")]
    public static NDArray<bool> operator ==(NDArray<T> left, NDArray<T> right) => NDArray.AreEqual<T>(left, right);

    /// <summary>Where the elements equal a value.</summary>
    [Op("equal")]
    public static NDArray<bool> operator ==(NDArray<T> left, T right) => NDArray.AreEqual<T>(left, right);

    /// <summary>Where the elements equal a value.</summary>
    [Op("equal")]
    public static NDArray<bool> operator ==(T left, NDArray<T> right) => NDArray.AreEqual<T>(left, right);

    /// <summary>Where the operands differ, element by element.</summary>
    /// <remarks>A test for <c>null</c> is written <c>x is not null</c>.</remarks>
    [Op("not_equal")]
    public static NDArray<bool> operator !=(NDArray<T> left, NDArray<T> right) => NDArray.AreNotEqual<T>(left, right);

    /// <summary>Where the elements differ from a value.</summary>
    [Op("not_equal")]
    public static NDArray<bool> operator !=(NDArray<T> left, T right) => NDArray.AreNotEqual<T>(left, right);

    /// <summary>Where the elements differ from a value.</summary>
    [Op("not_equal")]
    public static NDArray<bool> operator !=(T left, NDArray<T> right) => NDArray.AreNotEqual<T>(left, right);

    /// <summary>The elements converted to another type; see <see cref="NDArray.Cast{T, TOut}(NDArray{T})"/>.</summary>
    /// <typeparam name="TOut">The element type of the result.</typeparam>
    [Op("cast")]
    public NDArray<TOut> As<TOut>() => typeof(TOut) == typeof(System.Numerics.Complex) && typeof(T) != typeof(System.Numerics.Complex)
        ? (NDArray<TOut>)(object)NDArray.ToComplex(NDArray.Cast<T, double>(this)) : NDArray.Cast<T, TOut>(this);

    /// <summary>Whether this is the same object: reference identity, so that arrays can be keys. <c>==</c> compares elements.</summary>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <summary>A hash of the object's identity.</summary>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
