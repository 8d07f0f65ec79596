using System.Runtime.CompilerServices;

namespace Kernels;

/// <summary>How an element of a region takes a value.</summary>
internal interface ICombine<T>
{
    static abstract T Combine(T old, T value);
}

/// <summary>The new value takes the old one's place: a plain copy.</summary>
internal readonly struct Replace<T> : ICombine<T>
{
    public static T Combine(T old, T value) => value;
}

/// <summary>Walks a source and a destination of the same extents, each with its own strides.</summary>
internal static class RegionLoop
{
    private const int Tile = 32;

    // Deeper arrays take their scratch from the heap.
    private const int StackRank = 16;

    /// <summary>Sets each element of the destination to <typeparamref name="TOp"/> of itself and the source's.</summary>
    public static void Run<T, TOp>(ReadOnlySpan<int> dims, T[] source, int sourceOffset, ReadOnlySpan<int> sourceStrides,
        Span<T> target, int targetOffset, ReadOnlySpan<int> targetStrides) where TOp : struct, ICombine<T>
    {
        if (dims.Contains(0)) return;
        var scratch = dims.Length <= StackRank ? stackalloc int[4 * StackRank] : new int[4 * dims.Length];
        var stride = scratch.Length / 4;
        var n = scratch[..dims.Length];
        var s = scratch.Slice(stride, dims.Length);
        var t = scratch.Slice(2 * stride, dims.Length);
        dims.CopyTo(n);
        sourceStrides.CopyTo(s);
        targetStrides.CopyTo(t);
        var rank = Strides.Collapse(n, s, t);
        var loop = new Loop<T, TOp>(source, target, n[..rank], s[..rank], t[..rank]);
        if (rank == 0) loop.Line(sourceOffset, targetOffset, 1, 0, 0);
        else if (loop.TileAxis >= 0) loop.Tiled(sourceOffset, targetOffset, scratch.Slice(3 * stride, rank));
        else loop.Lines(sourceOffset, targetOffset, scratch.Slice(3 * stride, rank));
    }

    private readonly ref struct Loop<T, TOp> where TOp : struct, ICombine<T>
    {
        private readonly T[] _source;
        private readonly Span<T> _target;
        private readonly ReadOnlySpan<int> _dims, _s, _t;

        public Loop(T[] source, Span<T> target, ReadOnlySpan<int> dims, ReadOnlySpan<int> s, ReadOnlySpan<int> t)
        {
            _source = source;
            _target = target;
            _dims = dims;
            _s = s;
            _t = t;
            TileAxis = -1;
            if (dims.Length < 2 || t[^1] != 1 || s[^1] is 1 or 0 || dims[^1] < 8) return;
            // A transposed source is read along its own contiguous axis, in tiles that stay in L1.
            for (var i = dims.Length - 2; i >= 0; i--)
                if (s[i] is 1 or -1 && dims[i] >= 8) TileAxis = i;
        }

        public int TileAxis { get; }

        public void Lines(int source, int target, Span<int> index)
        {
            index.Clear();
            var last = _dims.Length - 1;
            while (true)
            {
                Line(source, target, _dims[last], _s[last], _t[last]);
                if (!Next(index, last, -1, ref source, ref target)) return;
            }
        }

        public void Tiled(int source, int target, Span<int> index)
        {
            index.Clear();
            int last = _dims.Length - 1, axis = TileAxis;
            int n = _dims[last], m = _dims[axis];
            do
            {
                for (var i = 0; i < m; i += Tile)
                    for (var j = 0; j < n; j += Tile)
                        for (int k = i, end = Math.Min(i + Tile, m); k < end; k++)
                            Line(source + k * _s[axis] + j * _s[last], target + k * _t[axis] + j * _t[last], Math.Min(Tile, n - j), _s[last], _t[last]);
            } while (Next(index, last, axis, ref source, ref target));
        }

        // Advances the odometer over the axes before `last`, but for `skip`.
        private bool Next(Span<int> index, int last, int skip, ref int source, ref int target)
        {
            for (var axis = last - 1; axis >= 0; axis--)
            {
                if (axis == skip) continue;
                source += _s[axis];
                target += _t[axis];
                if (++index[axis] < _dims[axis]) return true;
                source -= _s[axis] * _dims[axis];
                target -= _t[axis] * _dims[axis];
                index[axis] = 0;
            }
            return false;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Line(int source, int target, int n, int s, int t)
        {
            if (typeof(TOp) == typeof(Replace<T>) && t == 1)
            {
                if (s == 1)
                {
                    _source.AsSpan(source, n).CopyTo(_target.Slice(target, n));
                    return;
                }
                if (s == 0)
                {
                    _target.Slice(target, n).Fill(_source[source]);
                    return;
                }
            }
            var from = _source;
            var to = _target;
            for (; n > 0; n--, source += s, target += t)
                to[target] = TOp.Combine(to[target], from[source]);
        }
    }
}
