namespace Kernels.Drivers.Sorting;

/// <summary>Ranges of prefixes, the leading bits of keys, that hold about equally many items.</summary>
internal sealed class Buckets
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _firsts = [];
    private readonly int _prefixes;

    /// <summary>Closes a bucket when it has <paramref name="size"/> items, or would have more than <paramref name="most"/> with the next prefix.</summary>
    /// <param name="totals">How many items there are of each prefix; a power of two of them.</param>
    /// <param name="first">The first prefix that there is.</param>
    /// <param name="end">Behind the last prefix that there is.</param>
    /// <param name="size">At least 1; with 1, each prefix that there is has a bucket of its own.</param>
    /// <param name="most">At least <paramref name="size"/>. A bucket that has more is of one prefix.</param>
    public Buckets(ReadOnlySpan<int> totals, int first, int end, int size, int most)
    {
        _prefixes = totals.Length;
        var sums = totals.ToArray().AsSpan();
        while (Halve(sums, size / 4))
        {
            sums = sums[..(sums.Length / 2)];
            Shift++;
        }
        Of = new ushort[sums.Length];
        int start = 0, items = 0;
        _firsts.Add((first >> Shift) << Shift);
        for (var prefix = first >> Shift; prefix <= (end - 1) >> Shift; prefix++)
        {
            var count = sums[prefix];
            // A bucket begins with a prefix that there is: one too large for company has no other.
            if (count == 0) continue;
            if (items >= size || (items > 0 && count > most - items))
            {
                start += items;
                items = 0;
                _starts.Add(start);
                _firsts.Add(prefix << Shift);
            }
            items += count;
            Of[prefix] = (ushort)(_firsts.Count - 1);
        }
        _starts.Add(start + items);
    }

    /// <summary>How many there are.</summary>
    public int Count => _firsts.Count;

    /// <summary>The last bits of a prefix that do not tell buckets apart: a table without them stays in the first-level cache.</summary>
    public int Shift { get; }

    /// <summary>The bucket of each prefix without its last bits.</summary>
    public ushort[] Of { get; }

    /// <summary>The place of a bucket's first item; also for <see cref="Count"/>.</summary>
    public int Start(int bucket) => _starts[bucket];

    /// <summary>The first prefix of a bucket.</summary>
    public int First(int bucket) => _firsts[bucket];

    /// <summary>Where the items of each chunk start in each bucket.</summary>
    /// <param name="counts">How many items each chunk has of each prefix, chunk by chunk.</param>
    /// <param name="chunks">The number of chunks.</param>
    public int[] Places(ReadOnlySpan<int> counts, int chunks)
    {
        var places = new int[chunks * Count];
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var of = counts.Slice(chunk * _prefixes, _prefixes);
            for (var prefix = 0; prefix < of.Length; prefix++) places[chunk * Count + Of[prefix >> Shift]] += of[prefix];
        }
        for (var bucket = 0; bucket < Count; bucket++)
        {
            var place = Start(bucket);
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                ref var count = ref places[chunk * Count + bucket];
                (count, place) = (place, place + count);
            }
        }
        return places;
    }

    // Adds pairs up, unless there is one above the limit.
    private static bool Halve(Span<int> sums, int limit)
    {
        for (var i = 0; i < sums.Length; i += 2)
            if (sums[i] + sums[i + 1] > limit) return false;
        for (var i = 0; i < sums.Length; i += 2) sums[i / 2] = sums[i] + sums[i + 1];
        return true;
    }
}
