using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers;

/// <summary>Copies between strided memory and blocks, by element size: what the bits mean does not matter here.</summary>
/// <remarks>Addresses come from <see cref="NestWalker"/>, which checked every operand's reach against its buffer; a target holds
/// at least <c>count</c> elements, or 64 bytes for a splat.</remarks>
internal static unsafe class Pack
{
    /// <summary>Fills 64 bytes with copies of the element at <paramref name="source"/>.</summary>
    public static void Splat(byte* target, byte* source, int size)
    {
        // By hand: this is part of the cost of every small call.
        switch (size)
        {
            case 1: Store(target, Vector256.Create(*source)); break;
            case 2: Store(target, Vector256.Create(*(ushort*)source).AsByte()); break;
            case 4: Store(target, Vector256.Create(*(uint*)source).AsByte()); break;
            case 8: Store(target, Vector256.Create(*(ulong*)source).AsByte()); break;
            case 16: Store(target, Vector256.Create(Vector128.Load(source), Vector128.Load(source))); break;
            default: throw BadSize(size);
        }

        static void Store(byte* target, Vector256<byte> v)
        {
            // Whole, where the body loads it whole: what it loads from two stores waits until these, and all stores before them, are in the cache.
            if (Vector512.IsHardwareAccelerated)
            {
                Vector512.Create(v, v).Store(target);
                return;
            }
            v.Store(target);
            v.Store(target + 32);
        }
    }

    /// <summary>Copies <paramref name="n"/> contiguous elements, at most 64 bytes, and repeats the last of them up to 64 bytes: lanes that nothing
    /// reads must still hold values of the operand, since an integer division by a made-up 0 would throw.</summary>
    public static void Padded(byte* block, byte* source, int n, int size)
    {
        Splat(block, source + (n - 1) * size, size);
        Unsafe.CopyBlockUnaligned(block, source, (uint)(n * size));
    }

    /// <summary>Copies <paramref name="n"/> elements of an operand, from element <paramref name="start"/> of the nest in C order.</summary>
    /// <param name="target">Where they go, one after the other.</param>
    /// <param name="origin">The operand's element at [0, ..., 0].</param>
    /// <param name="dims">Extents of the nest.</param>
    /// <param name="strides">The operand's strides in bytes.</param>
    /// <param name="index">Room for <paramref name="rank"/> numbers.</param>
    /// <param name="rank">The number of axes, at least 1.</param>
    /// <param name="start">The first element.</param>
    /// <param name="n">How many.</param>
    /// <param name="size">Bytes in an element.</param>
    public static void Gather(byte* target, byte* origin, long* dims, long* strides, long* index, int rank, long start, int n, int size)
    {
        switch (size)
        {
            case 1: Gather<byte>(target, origin, dims, strides, index, rank, start, n); break;
            case 2: Gather<ushort>(target, origin, dims, strides, index, rank, start, n); break;
            case 4: Gather<uint>(target, origin, dims, strides, index, rank, start, n); break;
            case 8: Gather<ulong>(target, origin, dims, strides, index, rank, start, n); break;
            case 16: Gather<UInt128>(target, origin, dims, strides, index, rank, start, n); break;
            default: throw BadSize(size);
        }
    }

    /// <summary>The innermost axes that an operand walks as one: the first of them, and how many elements they have.</summary>
    public static (int Axis, long Elements) Run(long* dims, long* strides, int rank)
    {
        var axis = rank - 1;
        var elements = dims[axis];
        for (; axis > 0 && strides[axis - 1] == elements * strides[rank - 1]; axis--) elements *= dims[axis - 1];
        return (axis, elements);
    }

    private static void Gather<T>(byte* block, byte* origin, long* dims, long* strides, long* index, int rank, long start, int n) where T : unmanaged
    {
        var target = (T*)block;
        // From here on the axes of a run are one, the last.
        var step = strides[rank - 1];
        var (last, inner) = Run(dims, strides, rank);
        var source = origin + start % inner * step;
        index[last] = start % inner;
        start /= inner;
        for (var axis = last - 1; axis >= 0; axis--)
        {
            var outer = start / dims[axis];
            index[axis] = start - outer * dims[axis];
            source += index[axis] * strides[axis];
            start = outer;
        }
        // Rows that are one value each, or all the same.
        var nextRow = last > 0 ? strides[last - 1] : -1;
        var together = last > 0 && (step == 0 || nextRow == 0);
        while (true)
        {
            if (together && index[last] == 0 && n >= 2 * inner)
            {
                var rows = (int)Math.Min(dims[last - 1] - index[last - 1], n / inner);
                if (step == 0) Repeat((byte*)target, source, nextRow, rows, (int)inner, sizeof(T));
                else Rows(target, source, step, rows, (int)inner);
                target += rows * inner;
                n -= (int)(rows * inner);
                if (n == 0) return;
                source += rows * nextRow;
                index[last - 1] += rows;
                for (var axis = last - 1; index[axis] == dims[axis] && axis > 0; axis--)
                {
                    source += strides[axis - 1] - dims[axis] * strides[axis];
                    index[axis] = 0;
                    index[axis - 1]++;
                }
                continue;
            }
            var run = (int)Math.Min(inner - index[last], n);
            Line(target, source, step, run);
            target += run;
            n -= run;
            if (n == 0) return;
            source -= index[last] * step;
            index[last] = 0;
            for (var axis = last - 1; axis >= 0; axis--)
            {
                source += strides[axis];
                if (++index[axis] < dims[axis]) break;
                source -= dims[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }

    // One row, and copies of what is there, as many as there are.
    private static void Rows<T>(T* target, byte* source, long step, int rows, int inner) where T : unmanaged
    {
        Line(target, source, step, inner);
        for (var done = 1; done < rows;)
        {
            var more = Math.Min(done, rows - done);
            Copy((byte*)(target + (done * inner)), (byte*)target, more * inner * sizeof(T));
            done += more;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Line<T>(T* target, byte* source, long step, int n) where T : unmanaged
    {
        if (step == sizeof(T))
        {
            Copy((byte*)target, source, n * sizeof(T));
        }
        else if (step == 0)
        {
            var value = *(T*)source;
            if (n >= 16) new Span<T>(target, n).Fill(value);
            else for (var i = 0; i < n; i++) target[i] = value;
        }
        else
        {
            Strided(target, source, step, n);
        }
    }

    // By itself, so that all it needs is in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Strided<T>(T* target, byte* source, long step, int n) where T : unmanaged
    {
        var end = target + n;
        for (; target <= end - 4; target += 4, source += 4 * step)
        {
            var a = *(T*)source;
            var b = *(T*)(source + step);
            var c = *(T*)(source + 2 * step);
            var d = *(T*)(source + 3 * step);
            target[0] = a;
            target[1] = b;
            target[2] = c;
            target[3] = d;
        }
        for (; target < end; target++, source += step) *target = *(T*)source;
    }

    // The call of a copy that knows all lengths costs more than a short one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(byte* target, byte* source, int bytes)
    {
        if (bytes > 256 || bytes < 16)
        {
            if (bytes > 256) Unsafe.CopyBlockUnaligned(target, source, (uint)bytes);
            else for (var i = 0; i < bytes; i++) target[i] = source[i];
        }
        else if (bytes < 32)
        {
            // The last vector overlaps the one before it.
            var end = Vector128.Load(source + bytes - 16);
            Vector128.Load(source).Store(target);
            end.Store(target + bytes - 16);
        }
        else
        {
            var end = Vector256.Load(source + bytes - 32);
            for (var i = 0; i < bytes - 32; i += 32) Vector256.Load(source + i).Store(target + i);
            end.Store(target + bytes - 32);
        }
    }

    /// <summary>Writes each of <paramref name="elements"/> values, which lie <paramref name="step"/> bytes apart, <paramref name="times"/> times, one after the other.</summary>
    public static void Repeat(byte* target, byte* source, long step, int elements, int times, int size)
    {
        switch (size)
        {
            case 1: Repeat<byte>(target, source, step, elements, times); break;
            case 2: Repeat<ushort>(target, source, step, elements, times); break;
            case 4: Repeat<uint>(target, source, step, elements, times); break;
            case 8: Repeat<ulong>(target, source, step, elements, times); break;
            case 16: Repeat<UInt128>(target, source, step, elements, times); break;
            default: throw BadSize(size);
        }
    }

    private static void Repeat<T>(byte* block, byte* source, long step, int elements, int times) where T : unmanaged
    {
        var target = (T*)block;
        if (sizeof(T) > 8 || times >= 64)
        {
            for (var k = 0; k < elements; k++, target += times, source += step) new Span<T>(target, times).Fill(*(T*)source);
            return;
        }
        if (times < Vector256<T>.Count)
        {
            // A whole vector each, of which the next one overwrites what is too much; so the last ones go one by one.
            var end = target + elements * times;
            for (; target + Vector256<T>.Count <= end; target += times, source += step) Vector256.Create(*(T*)source).Store(target);
            for (; target < end; source += step)
                for (var i = 0; i < times; i++) *target++ = *(T*)source;
            return;
        }
        // The last vector of each overlaps the one before: a call to fill so few costs more than they do.
        var last = times - Vector256<T>.Count;
        for (var k = 0; k < elements; k++, target += times, source += step)
        {
            var copies = Vector256.Create(*(T*)source);
            for (var i = 0; i < last; i += Vector256<T>.Count) copies.Store(target + i);
            copies.Store(target + last);
        }
    }

    private static NotSupportedException BadSize(int size) => new($"Elements of {size} bytes are not supported.");
}
