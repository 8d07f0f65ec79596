using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Searching;

/// <summary>Searches in sorted vectors.</summary>
internal static class SearchDriver
{
    // Each step of a search waits for a load; so many searches go on at the same time.
    private const int Abreast = 8;

    // The nanoseconds that a step takes, once the searches overlap.
    private const double StepTime = 0.8;

    /// <summary>For each element the number of the sorted ones that are smaller (or no larger, for the right side). NaN is larger than any number.</summary>
    /// <param name="sorted">A contiguous vector on the CPU.</param>
    /// <param name="values">Contiguous, on the CPU.</param>
    /// <param name="right">Whether an element belongs behind those equal to it.</param>
    /// <param name="operation">For messages.</param>
    /// <param name="threads">How many threads may work.</param>
    public static NDArray<long> Run<T>(NDArray<T> sorted, NDArray<T> values, bool right, string operation, int threads) where T : INumber<T>
    {
        var result = NDArray.Uninitialized<long>(values.Shape, operation, out _);
        T[] table = sorted.HostData, keys = values.HostData;
        var places = result.HostData;
        int first = sorted.Offset, length = (int)sorted.Size, start = values.Offset, target = result.Offset, count = (int)values.Size;
        var numbers = Numbers(sorted.HostSpan);
        var chunks = Split.Chunks(count * StepTime * (BitOperations.Log2((uint)length + 1) + 2), threads, count / 64 + 1);
        Chunks.Run(chunks, threads, chunk =>
        {
            int from = (int)((long)count * chunk / chunks), end = (int)((long)count * (chunk + 1) / chunks);
            var searched = table.AsSpan(first, numbers);
            var some = keys.AsSpan(start + from, end - from);
            var found = places.AsSpan(target + from, end - from);
            if (right) Search<T, AtMost<T>>(searched, some, found, length);
            else Search<T, Below<T>>(searched, some, found, numbers);
        });
        GC.KeepAlive(sorted);
        GC.KeepAlive(values);
        return result;
    }

    /// <summary>The number of elements in front of the NaNs that a sorted vector ends with.</summary>
    public static int Numbers<T>(ReadOnlySpan<T> sorted) where T : INumber<T>
    {
        if (sorted.IsEmpty || !T.IsNaN(sorted[^1])) return sorted.Length;
        int low = 0, high = sorted.Length - 1;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (T.IsNaN(sorted[middle])) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /// <summary>The number of sorted numbers that are below a value.</summary>
    public static int Below<T>(ReadOnlySpan<T> sorted, T value) where T : INumber<T>
    {
        Span<long> place = stackalloc long[1];
        Search<T, Below<T>>(sorted, new ReadOnlySpan<T>(in value), place, sorted.Length);
        return (int)place[0];
    }

    // The search keeps a base below which all elements pass, and halves what is left; no branch depends on the elements.
    private static void Search<T, TPasses>(ReadOnlySpan<T> sorted, ReadOnlySpan<T> values, Span<long> places, int ofNaN)
        where T : INumber<T> where TPasses : struct, IPasses<T>
    {
        if (sorted.IsEmpty)
        {
            for (var k = 0; k < values.Length; k++) places[k] = T.IsNaN(values[k]) ? ofNaN : 0;
            return;
        }
        ref var table = ref Unsafe.AsRef(in sorted[0]);
        var i = 0;
        for (; i <= values.Length - Abreast; i += Abreast)
        {
            var v = values.Slice(i, Abreast);
            T v0 = v[0], v1 = v[1], v2 = v[2], v3 = v[3], v4 = v[4], v5 = v[5], v6 = v[6], v7 = v[7];
            nint b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0, b7 = 0, left = sorted.Length;
            while (left > 1)
            {
                var half = left >> 1;
                ref var middle = ref Unsafe.Add(ref table, half - 1);
                b0 += half & Mask<T, TPasses>(Unsafe.Add(ref middle, b0), v0);
                b1 += half & Mask<T, TPasses>(Unsafe.Add(ref middle, b1), v1);
                b2 += half & Mask<T, TPasses>(Unsafe.Add(ref middle, b2), v2);
                b3 += half & Mask<T, TPasses>(Unsafe.Add(ref middle, b3), v3);
                b4 += half & Mask<T, TPasses>(Unsafe.Add(ref middle, b4), v4);
                b5 += half & Mask<T, TPasses>(Unsafe.Add(ref middle, b5), v5);
                b6 += half & Mask<T, TPasses>(Unsafe.Add(ref middle, b6), v6);
                b7 += half & Mask<T, TPasses>(Unsafe.Add(ref middle, b7), v7);
                left -= half;
            }
            var p = places.Slice(i, Abreast);
            p[0] = b0 - Mask<T, TPasses>(Unsafe.Add(ref table, b0), v0);
            p[1] = b1 - Mask<T, TPasses>(Unsafe.Add(ref table, b1), v1);
            p[2] = b2 - Mask<T, TPasses>(Unsafe.Add(ref table, b2), v2);
            p[3] = b3 - Mask<T, TPasses>(Unsafe.Add(ref table, b3), v3);
            p[4] = b4 - Mask<T, TPasses>(Unsafe.Add(ref table, b4), v4);
            p[5] = b5 - Mask<T, TPasses>(Unsafe.Add(ref table, b5), v5);
            p[6] = b6 - Mask<T, TPasses>(Unsafe.Add(ref table, b6), v6);
            p[7] = b7 - Mask<T, TPasses>(Unsafe.Add(ref table, b7), v7);
        }
        for (; i < values.Length; i++)
        {
            nint b = 0, left = sorted.Length;
            for (; left > 1; left -= left >> 1) b += (left >> 1) & Mask<T, TPasses>(Unsafe.Add(ref table, b + (left >> 1) - 1), values[i]);
            places[i] = b - Mask<T, TPasses>(Unsafe.Add(ref table, b), values[i]);
        }
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) return;
        for (var k = 0; k < values.Length; k++)
            if (T.IsNaN(values[k])) places[k] = ofNaN;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Mask<T, TPasses>(T element, T value) where TPasses : struct, IPasses<T>
    {
        var passes = TPasses.Passes(element, value);
        return -(nint)Unsafe.BitCast<bool, byte>(passes);
    }
}

/// <summary>Which elements of a sorted vector a value belongs behind.</summary>
internal interface IPasses<T>
{
    static abstract bool Passes(T element, T value);
}

/// <summary>Those that are smaller.</summary>
internal readonly struct Below<T> : IPasses<T> where T : INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Passes(T element, T value) => element < value;
}

/// <summary>Those that are no larger.</summary>
internal readonly struct AtMost<T> : IPasses<T> where T : INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Passes(T element, T value) => element <= value;
}
