using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>What the compiler calls for a collection expression: <c>NDArray&lt;int&gt; m = [[1, 2], [3, 4]];</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NDArrayBuilder
{
    /// <summary>Stacks arrays of one shape along a new first axis.</summary>
    /// <exception cref="ShapeException">The elements' shapes differ; the message names the first that does.</exception>
    public static NDArray<T> Create<T>(ReadOnlySpan<NDArray<T>> elements)
    {
        if (elements.IsEmpty) return NDArray.Uninitialized<T>([0], "[]", out _);
        var inner = elements[0]?.Shape ?? throw NullElement(0);
        for (var i = 1; i < elements.Length; i++)
        {
            var shape = elements[i]?.Shape ?? throw NullElement(i);
            if (shape != inner)
                throw new ShapeException($"The elements of a collection expression must have one shape: [{i}] has shape {shape}, [0] has shape {inner}.");
        }
        return NDArray.StackRows(elements, inner, "[...]");
    }

    private static ArgumentException NullElement(int index) => new($"Element [{index}] of a collection expression is null.");
}
