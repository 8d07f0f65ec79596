namespace Kernels.Drivers;

/// <summary>Copies blocks to strided memory, by element size: the inverse of <see cref="Pack.Gather"/>.</summary>
/// <remarks>Addresses come from <see cref="NestWalker"/>, which checked the reach of every operand against its buffer; a block holds
/// at least <c>count</c> elements.</remarks>
internal static unsafe class Unpack
{
    /// <summary>Copies <paramref name="n"/> elements to an operand, from element <paramref name="start"/> of the nest in C order.</summary>
    /// <param name="block">The elements, one after the other.</param>
    /// <param name="origin">The operand's element at [0, ..., 0].</param>
    /// <param name="dims">Extents of the nest.</param>
    /// <param name="strides">The operand's strides in bytes.</param>
    /// <param name="index">Room for <paramref name="rank"/> numbers.</param>
    /// <param name="rank">The number of axes, at least 1.</param>
    /// <param name="start">The first element.</param>
    /// <param name="n">How many.</param>
    /// <param name="size">Bytes in an element.</param>
    public static void Scatter(byte* block, byte* origin, long* dims, long* strides, long* index, int rank, long start, int n, int size)
    {
        switch (size)
        {
            case 1: Scatter<byte>(block, origin, dims, strides, index, rank, start, n); break;
            case 2: Scatter<ushort>(block, origin, dims, strides, index, rank, start, n); break;
            case 4: Scatter<uint>(block, origin, dims, strides, index, rank, start, n); break;
            case 8: Scatter<ulong>(block, origin, dims, strides, index, rank, start, n); break;
            case 16: Scatter<UInt128>(block, origin, dims, strides, index, rank, start, n); break;
            default: throw new NotSupportedException($"Elements of {size} bytes are not supported.");
        }
    }

    private static void Scatter<T>(byte* block, byte* origin, long* dims, long* strides, long* index, int rank, long start, int n) where T : unmanaged
    {
        var source = (T*)block;
        var last = rank - 1;
        var target = origin;
        for (var axis = last; axis >= 0; axis--)
        {
            var outer = start / dims[axis];
            index[axis] = start - outer * dims[axis];
            target += index[axis] * strides[axis];
            start = outer;
        }
        var step = strides[last];
        for (; n > 0; n--)
        {
            *(T*)target = *source++;
            target += step;
            if (++index[last] < dims[last]) continue;
            target -= dims[last] * step;
            index[last] = 0;
            for (var axis = last - 1; axis >= 0; axis--)
            {
                target += strides[axis];
                if (++index[axis] < dims[axis]) break;
                target -= dims[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }
}
