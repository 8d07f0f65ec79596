namespace Kernels.Tests.Drivers;

/// <summary>References, written for clarity only.</summary>
internal static class Naive
{
    /// <summary>Gathers the elements of each result and lets <paramref name="fold"/> decide.</summary>
    public static TOut[] Reduce<T, TOut>(T[] elements, Shape source, Axes axes, bool keep, out int[] shape, Func<T[], TOut> fold)
    {
        var rank = source.Rank;
        var reduced = Enumerable.Range(0, rank).Select(i => axes.IsAll || axes.AsSpan().Contains(i) || axes.AsSpan().Contains(i - rank)).ToArray();
        var groups = new SortedDictionary<int, List<T>>();
        for (var i = 0; i < elements.Length; i++)
        {
            int rest = i, key = 0, factor = 1;
            for (var axis = rank - 1; axis >= 0; axis--)
            {
                var index = rest % source[axis];
                rest /= source[axis];
                if (reduced[axis]) continue;
                key += index * factor;
                factor *= source[axis];
            }
            if (!groups.TryGetValue(key, out var list)) groups[key] = list = [];
            list.Add(elements[i]);
        }
        shape = [.. Enumerable.Range(0, rank).Where(i => keep || !reduced[i]).Select(i => reduced[i] ? 1 : source[i])];
        return [.. groups.Values.Select(list => fold([.. list]))];
    }
}
