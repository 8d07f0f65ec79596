using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Single elements, read by generated code in loops over scalars.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Elements
{
    /// <summary>What reads elements of an array of one axis; of one on a device, from a copy.</summary>
    public static VectorReader<T> Vector<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new VectorReader<T>(x.OnHost());
    }

    /// <summary>What reads elements of an array of two axes.</summary>
    public static MatrixReader<T> Matrix<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new MatrixReader<T>(x.OnHost());
    }

    /// <summary>What reads elements of an array of three axes.</summary>
    public static VolumeReader<T> Volume<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new VolumeReader<T>(x.OnHost());
    }

    /// <summary>What reads and writes elements of an array of one axis; of one that can't be written, of a copy.</summary>
    /// <param name="x">An array that the calling method made, that it does not use again, and that no one else can see.</param>
    public static VectorWriter<T> OwnVector<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new VectorWriter<T>(x);
    }

    /// <summary>What reads and writes elements of an array of two axes; of one that can't be written, of a copy.</summary>
    /// <inheritdoc cref="OwnVector{T}"/>
    public static MatrixWriter<T> OwnMatrix<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new MatrixWriter<T>(x);
    }

    /// <summary>What reads and writes elements of an array of three axes; of one that can't be written, of a copy.</summary>
    /// <inheritdoc cref="OwnVector{T}"/>
    public static VolumeWriter<T> OwnVolume<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new VolumeWriter<T>(x);
    }

    /// <summary>The element of an array of one axis.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is out of range, or the array has no axis.</exception>
    /// <exception cref="ShapeException">The array has more than one axis, and more than one element at the index.</exception>
    public static T At<T>(NDArray<T> x, int i) => Vector(x)[i];

    /// <summary>The element of an array of two axes.</summary>
    /// <inheritdoc cref="At{T}(NDArray{T}, int)"/>
    public static T At<T>(NDArray<T> x, int i, int j) => Matrix(x)[i, j];

    /// <summary>The element of an array of three axes.</summary>
    /// <inheritdoc cref="At{T}(NDArray{T}, int)"/>
    public static T At<T>(NDArray<T> x, int i, int j, int k) => Volume(x)[i, j, k];
}
