using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kernels.Drivers;

namespace Kernels;

/// <summary>Creation of arrays and functions over them, under NumPy's names: <c>using static Kernels.NDArray;</c>.</summary>
public static partial class NDArray
{
    /// <summary>An axis of extent 1 in an index: <c>x[NewAxis, ..]</c>.</summary>
    public static Slice NewAxis => Slice.NewAxis;

    /// <summary>All axes that an index does not name: <c>x[Ellipsis, 0]</c>.</summary>
    public static Slice Ellipsis => Slice.Ellipsis;

    /// <summary>A vector of the values: <c>NDArray.Create([10, 20])</c>.</summary>
    /// <param name="values">The elements, copied.</param>
    public static NDArray<T> Create<T>(params ReadOnlySpan<T> values)
    {
        var result = Uninitialized<T>([values.Length], nameof(Create), out var data);
        values.CopyTo(data);
        return result;
    }

    /// <summary>A matrix of rows: <c>NDArray.Create([[1, 2], [3, 4]])</c>.</summary>
    /// <param name="rows">The rows, copied; all of one length.</param>
    /// <exception cref="ShapeException">The rows differ in length.</exception>
    public static NDArray<T> Create<T>(T[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return CompilerServices.NDArrayBuilder.Create<T>([.. rows.Select(row => Create<T>(row))]);
    }

    /// <summary>An array of rank 3: <c>NDArray.Create([[[1, 2], [3, 4]]])</c>.</summary>
    /// <param name="planes">The planes, copied; all of one shape.</param>
    /// <exception cref="ShapeException">The planes differ in shape, or the rows of one in length.</exception>
    public static NDArray<T> Create<T>(T[][][] planes)
    {
        ArgumentNullException.ThrowIfNull(planes);
        return CompilerServices.NDArrayBuilder.Create<T>([.. planes.Select(Create)]);
    }

    /// <summary>Arrays of one shape, stacked along a new first axis.</summary>
    /// <param name="rows">The arrays, copied.</param>
    /// <exception cref="ShapeException">The arrays differ in shape.</exception>
    public static NDArray<T> Create<T>(params ReadOnlySpan<NDArray<T>> rows) => CompilerServices.NDArrayBuilder.Create(rows);

    /// <summary>A vector of an array's elements, copied.</summary>
    /// <param name="values">The elements.</param>
    public static NDArray<T> FromArray<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Create<T>(values);
    }

    /// <summary>An array of the given shape with the elements of <paramref name="values"/> in C order, copied.</summary>
    /// <param name="values">The elements, as many as the shape has.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <exception cref="ShapeException">The number of elements is not that of the shape.</exception>
    public static NDArray<T> FromArray<T>(T[] values, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckCount(values.Length, shape, nameof(FromArray));
        var result = Uninitialized<T>(shape, nameof(FromArray), out var data);
        MemoryCopy.Run<T>(values, data);
        return result;
    }

    /// <summary>A matrix with the elements of a two-dimensional array, copied.</summary>
    /// <param name="values">The elements.</param>
    public static NDArray<T> FromArray<T>(T[,] values) => FromMultidimensional<T>(values);

    /// <summary>An array of rank 3 with the elements of a three-dimensional array, copied.</summary>
    /// <param name="values">The elements.</param>
    public static NDArray<T> FromArray<T>(T[,,] values) => FromMultidimensional<T>(values);

    /// <summary>A matrix with the elements of a two-dimensional array, copied.</summary>
    /// <param name="values">The elements.</param>
    public static NDArray<T> Create<T>(T[,] values) => FromMultidimensional<T>(values);

    /// <summary>An array of rank 3 with the elements of a three-dimensional array, copied.</summary>
    /// <param name="values">The elements.</param>
    public static NDArray<T> Create<T>(T[,,] values) => FromMultidimensional<T>(values);

    /// <summary>An array over the memory of <paramref name="values"/> itself: nothing is copied.</summary>
    /// <param name="values">The elements in C order. Do not write to it afterwards: every array, view and result that shares it would change.</param>
    /// <param name="shape">The shape; by default that of a vector.</param>
    /// <exception cref="ShapeException">The number of elements is not that of the shape.</exception>
    public static NDArray<T> Wrap<T>(T[] values, Shape? shape = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (shape is { } given) CheckCount(values.Length, given, nameof(Wrap));
        var storage = new HostStorage<T>(values);
        storage.Expose();
        return new NDArray<T>(storage, shape ?? new Shape([values.Length]));
    }

    /// <summary>An array of zeros (of <c>false</c> for <c>bool</c>).</summary>
    /// <param name="shape">The shape: <c>Zeros&lt;float&gt;(2, 3)</c> or <c>Zeros&lt;float&gt;([2, 3])</c>.</param>
    /// <exception cref="ShapeException">The shape has more than <see cref="Array.MaxLength"/> elements.</exception>
    public static NDArray<T> Zeros<T>(params Shape shape)
    {
        var result = Uninitialized<T>(shape, nameof(Zeros), out var data);
        data.Clear();
        return result;
    }

    /// <summary>An array of ones (of <c>true</c> for <c>bool</c>).</summary>
    /// <param name="shape">The shape: <c>Ones&lt;float&gt;(2, 3)</c> or <c>Ones&lt;float&gt;([2, 3])</c>.</param>
    /// <exception cref="ShapeException">The shape has more than <see cref="Array.MaxLength"/> elements.</exception>
    public static NDArray<T> Ones<T>(params Shape shape) => Filled(shape, One<T>(), nameof(Ones));

    /// <summary>An array with one value everywhere.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="value">The value of every element.</param>
    /// <exception cref="ShapeException">The shape has more than <see cref="Array.MaxLength"/> elements.</exception>
    public static NDArray<T> Full<T>(Shape shape, T value) => Filled(shape, value, nameof(Full));

    /// <summary>An array whose elements are to be set: zeros, as JAX's <c>empty</c>.</summary>
    /// <param name="shape">The shape.</param>
    /// <exception cref="ShapeException">The shape has more than <see cref="Array.MaxLength"/> elements.</exception>
    public static NDArray<T> Empty<T>(params Shape shape) => Zeros<T>(shape);

    /// <summary>An array whose elements are to be set, in the shape and on the device of <paramref name="x"/>: zeros, as JAX's <c>empty_like</c>.</summary>
    /// <param name="x">The array that gives the shape.</param>
    public static NDArray<T> EmptyLike<T>(NDArray<T> x) => ZerosLike(x);

    /// <summary>Zeros in the shape and on the device of <paramref name="x"/>.</summary>
    /// <param name="x">The array that gives the shape.</param>
    public static NDArray<T> ZerosLike<T>(NDArray<T> x) => Zeros<T>(x.Shape).To(x.Device);

    /// <summary>Ones in the shape and on the device of <paramref name="x"/>.</summary>
    /// <param name="x">The array that gives the shape.</param>
    public static NDArray<T> OnesLike<T>(NDArray<T> x) => Ones<T>(x.Shape).To(x.Device);

    /// <summary>One value everywhere, in the shape and on the device of <paramref name="x"/>.</summary>
    /// <param name="x">The array that gives the shape.</param>
    /// <param name="value">The value of every element.</param>
    public static NDArray<T> FullLike<T>(NDArray<T> x, T value) => Full(x.Shape, value).To(x.Device);

    /// <summary>A matrix with ones on one diagonal and zeros elsewhere.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns; by default as many as rows.</param>
    /// <param name="k">Which diagonal: above the main one if positive, below if negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static NDArray<T> Eye<T>(int rows, int? columns = null, int k = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        var width = columns ?? rows;
        ArgumentOutOfRangeException.ThrowIfNegative(width, nameof(columns));
        var shape = Shape.Create([rows, width]);
        var result = Uninitialized<T>(shape, nameof(Eye), out var data);
        data.Clear();
        for (var i = 0; i < rows; i++)
            if (i + (long)k is >= 0 and var column && column < width)
                data[i * width + (int)column] = One<T>();
        return result;
    }

    private static NDArray<T> Filled<T>(Shape shape, T value, string operation)
    {
        var result = Uninitialized<T>(shape, operation, out var data);
        // Span.Fill is vector code, which a program compiles when it starts, for each element type; copying is the runtime's own, and as fast.
        var first = data[..Math.Min(data.Length, 1024)];
        for (var i = 0; i < first.Length; i++) first[i] = value;
        for (var done = first.Length; done < data.Length; done += first.Length) first[..Math.Min(first.Length, data.Length - done)].CopyTo(data[done..]);
        return result;
    }

    private static NDArray<T> FromMultidimensional<T>(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var dims = new int[values.Rank];
        for (var i = 0; i < dims.Length; i++) dims[i] = values.GetLength(i);
        var result = Uninitialized<T>(new Shape(dims), nameof(FromArray), out var data);
        // The array is a T[,] or T[,,], whose elements lie in C order; enumerating it would box each.
        ref var first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values));
        MemoryCopy.Run(MemoryMarshal.CreateReadOnlySpan(ref first, values.Length), data);
        return result;
    }

    private static void CheckCount(int count, Shape shape, string operation)
    {
        if (shape.Size != count)
            throw new ShapeException($"{operation}: {count} elements do not fill an array of shape {shape}.");
    }

    // The one of every supported dtype; the branches are folded by the JIT.
    private static T One<T>()
    {
        if (typeof(T) == typeof(float)) return (T)(object)1f;
        if (typeof(T) == typeof(double)) return (T)(object)1d;
        if (typeof(T) == typeof(int)) return (T)(object)1;
        if (typeof(T) == typeof(long)) return (T)(object)1L;
        if (typeof(T) == typeof(byte)) return (T)(object)(byte)1;
        if (typeof(T) == typeof(bool)) return (T)(object)true;
        if (typeof(T) == typeof(Complex)) return (T)(object)Complex.One;
        if (typeof(T) == typeof(Complex64)) return (T)(object)Complex64.One;
        throw ElementType<T>.NotSupported();
    }
}
