using Kernels.CompilerServices;

namespace Kernels;

public sealed partial class NDArray<T>
{
    /// <summary>The elements in another shape, in C order; a view where the layout allows it.</summary>
    /// <param name="shape">The extents; one may be -1 and follows from the others.</param>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    [Op("reshape")]
    public NDArray<T> Reshape(params ReadOnlySpan<int> shape) => NDArray.Reshape(this, shape);

    /// <summary>The array with its axes in reverse order, or in the order given; a view.</summary>
    /// <param name="axes">For each axis of the result, the axis of this array that it is; none reverses all.</param>
    /// <exception cref="ShapeException"><paramref name="axes"/> is no permutation of the axes.</exception>
    [Op("transpose")]
    public NDArray<T> Transpose(params ReadOnlySpan<int> axes) => NDArray.Transpose(this, axes);
}
