using Kernels.CompilerServices;

namespace Kernels.Drivers;

/// <summary>A copy of an input that a walk reads many times: without its broadcast axes, contiguous in the walk's order.</summary>
/// <remarks>Bounds: the reach of the input is checked before it is copied; the copy has room for the product of the extents along which the input
/// has strides, which is all that <see cref="Strides"/> reach.</remarks>
internal unsafe struct InputCopy
{
    // Copying must cost little beside the walk.
    private const int MinReads = 8;

    /// <summary>Null where the input is read itself.</summary>
    public byte* Origin;

    /// <summary>For each axis of the walk, in bytes.</summary>
    public long* Strides;

    // Elements of the copy.
    private long _size;

    /// <summary>Plans copies of the inputs whose rows would have to be gathered, and which broadcast so far that each element is read several times.</summary>
    /// <param name="nest">The nest.</param>
    /// <param name="order">The nest's axes in the order of the walk.</param>
    /// <param name="copies">One for each input.</param>
    /// <param name="strides">As many numbers as the nest has axes, for each input: the inputs' own strides in bytes, in the order of the walk.</param>
    /// <returns>The bytes that the copies take.</returns>
    public static long Plan(ref LoopNest nest, ReadOnlySpan<int> order, InputCopy* copies, long* strides)
    {
        var dims = nest.Shape.Dims;
        Span<int> own = dims.Length <= 32 ? stackalloc int[32] : new int[dims.Length];
        own = own[..dims.Length];
        long bytes = 0;
        for (var k = 0; k < nest.InputCount; k++)
        {
            ref var copy = ref copies[k];
            copy = default;
            copy.Strides = strides + k * dims.Length;
            var array = nest.Array(k);
            NestStrides.Fill(array.Shape.AsSpan(), array.StridesOrNull, nest.Shape.AsSpan(), own);
            NestWalker.CheckReach(array, nest.Shape.AsSpan(), own);
            long size = 1, innermost = 0;
            for (var i = 0; i < dims.Length; i++)
            {
                copy.Strides[i] = (long)own[order[i]] * array.ElementSize;
                if (dims[order[i]] == 1) continue;
                innermost = copy.Strides[i];
                if (innermost != 0) size *= dims[order[i]];
            }
            if (innermost == 0 || innermost == array.ElementSize || size > nest.Size / MinReads) continue;
            copy._size = size;
            bytes += size * array.ElementSize;
        }
        return bytes;
    }

    /// <summary>Makes the planned copies.</summary>
    /// <param name="nest">The nest.</param>
    /// <param name="order">The nest's axes in the order of the walk.</param>
    /// <param name="origins">The address of each input's element 0 of its buffer.</param>
    /// <param name="copies">As planned.</param>
    /// <param name="memory">As many bytes as planned.</param>
    public static void Fill(ref LoopNest nest, ReadOnlySpan<int> order, byte** origins, InputCopy* copies, byte* memory)
    {
        var rank = order.Length;
        var dims = stackalloc long[3 * rank];
        long* strides = dims + rank, index = strides + rank;
        for (var k = 0; k < nest.InputCount; k++)
        {
            ref var copy = ref copies[k];
            if (copy._size == 0) continue;
            var array = nest.Array(k);
            var axes = 0;
            for (var i = 0; i < rank; i++)
            {
                if (copy.Strides[i] == 0 || nest.Shape.Dims[order[i]] == 1) continue;
                dims[axes] = nest.Shape.Dims[order[i]];
                strides[axes++] = copy.Strides[i];
            }
            Pack.Gather(memory, origins[k] + (long)array.Offset * array.ElementSize, dims, strides, index, axes, 0, checked((int)copy._size), array.ElementSize);
            long stride = array.ElementSize;
            for (var i = rank - 1; i >= 0; i--)
            {
                var extent = nest.Shape.Dims[order[i]];
                if (copy.Strides[i] == 0 || extent == 1) continue;
                copy.Strides[i] = stride;
                stride *= extent;
            }
            copy.Origin = memory;
            memory += copy._size * array.ElementSize;
        }
    }
}
