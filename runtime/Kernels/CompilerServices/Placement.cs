namespace Kernels.CompilerServices;

/// <summary>A result of a nest that goes into a region of an array.</summary>
internal abstract class Placement
{
    /// <summary>The updated array, once the nest has run.</summary>
    public abstract object Result { get; }

    /// <summary>Called when the nest has run.</summary>
    public abstract void Finish();

    /// <summary>Whether an operand that is read may lie, over a nest of <paramref name="shape"/>, where another one is written.</summary>
    /// <returns>Null if they have no memory in common; else whether they have each element in the same place.</returns>
    public static bool? SameElements(INestArray read, INestArray written, Shape shape)
    {
        if (!ReferenceEquals(read.Storage, written.Storage)) return null;
        Span<int> ours = stackalloc int[16], theirs = stackalloc int[16];
        if (shape.Rank > ours.Length) return false;
        var (low, high) = Reach(read, shape, ours);
        var (writtenLow, writtenHigh) = Reach(written, shape, theirs);
        if (high < writtenLow || writtenHigh < low) return null;
        if (!ours[..shape.Rank].SequenceEqual(theirs[..shape.Rank])) return false;
        if (read.Offset == written.Offset) return true;
        return Meet(Math.Abs((long)written.Offset - read.Offset), ours[..shape.Rank], shape.AsSpan(), 0) ? false : null;
    }

    // Whether two arrays of the same strides, the one so many elements behind the other, have an element in common: x[.., k] and x[.., k + 1] have none. Some k[i], smaller than
    // the extents, would have to make the sum of k[i] * strides[i] that distance; what the axes from one on can make up for leaves few k for the one before.
    private static bool Meet(long distance, ReadOnlySpan<int> strides, ReadOnlySpan<int> dims, int axis)
    {
        if (axis == dims.Length) return distance == 0;
        long reach = 0, stride = Math.Abs((long)strides[axis]);
        for (var i = axis + 1; i < dims.Length; i++) reach += Math.Abs((long)strides[i]) * (dims[i] - 1);
        if (stride == 0) return Meet(distance, strides, dims, axis + 1);
        var (least, most) = (-((reach - distance) / stride), (distance + reach) / stride);
        if (distance > reach) least = (distance - reach + stride - 1) / stride;
        (least, most) = (Math.Max(least, 1L - dims[axis]), Math.Min(most, dims[axis] - 1L));
        if (most - least > MostTries) return true;
        for (var k = least; k <= most; k++)
            if (Meet(Math.Abs(distance - k * stride), strides, dims, axis + 1)) return true;
        return false;
    }

    // Of arrays whose axes lie one inside of the other there are two at most.
    private const int MostTries = 3;

    /// <summary>Whether two arrays may have elements in common.</summary>
    public static bool Overlap(INestArray a, INestArray b)
    {
        if (!ReferenceEquals(a.Storage, b.Storage)) return false;
        if (a.Shape.Rank > 16 || b.Shape.Rank > 16) return true;
        Span<int> strides = stackalloc int[16];
        var (low, high) = Reach(a, a.Shape, strides);
        var (otherLow, otherHigh) = Reach(b, b.Shape, strides);
        return high >= otherLow && otherHigh >= low;
    }

    private static (long Low, long High) Reach(INestArray array, Shape shape, Span<int> strides)
    {
        NestStrides.Fill(array.Shape.AsSpan(), array.StridesOrNull, shape.AsSpan(), strides[..shape.Rank]);
        return NestStrides.Reach(array.Offset, shape.AsSpan(), strides[..shape.Rank]);
    }
}

/// <summary>A result that the nest writes where it belongs.</summary>
internal sealed class DirectPlacement(object target) : Placement
{
    public override object Result => target;

    public override void Finish()
    {
    }
}

/// <summary>A result that goes through an array of its own: the region is read elsewhere in the nest, or the result stretches.</summary>
internal sealed class DeferredPlacement<T>(ArrayRegion<T> region, NDArray<T> value) : Placement
{
    private NDArray<T>? _result;

    public override object Result => _result ?? throw new InvalidOperationException("The nest has not run.");

    public override void Finish()
    {
        _result = region.Set(value);
        if (value.Storage is HostStorage<T>) value.Storage.Release();
    }
}
