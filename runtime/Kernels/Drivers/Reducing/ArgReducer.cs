using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.Reducing;

/// <summary>The index of the first extreme element; the first NaN wins, as in NumPy.</summary>
/// <typeparam name="T">The dtype of the elements.</typeparam>
/// <typeparam name="TOp"><see cref="MaxOp{T}"/> or <see cref="MinOp{T}"/>.</typeparam>
internal sealed unsafe class ArgReducer<T, TOp> : Reducer
    where T : unmanaged, INumber<T>
    where TOp : struct, IFoldOp<T>
{
    private T _best;
    private long _index;
    private long _seen;
    private T* _bests;
    private long* _steps;
    private int _perGroup;
    private int _groups;
    private long _rows;

    public override Type ResultType => typeof(long);

    public override int ResultSize => sizeof(long);

    public override void Begin() => _seen = 0;

    public override void Fold(byte* block, int n)
    {
        var p = (T*)block;
        var extreme = LaneFold<T, TOp>.Fold(p, n);
        if (_seen == 0 || Wins(extreme, _best))
        {
            _best = extreme;
            _index = _seen + IndexOf(p, extreme, n);
        }
        _seen += n;
    }

    public override int PartialSize => sizeof(long) + sizeof(T);

    public override void Save(byte* partial)
    {
        *(long*)partial = _index;
        *(T*)(partial + sizeof(long)) = _best;
    }

    public override void Merge(byte* partial)
    {
        var best = *(T*)(partial + sizeof(long));
        if (_seen == 0 || Wins(best, _best))
        {
            _best = best;
            _index = _seen + *(long*)partial;
        }
        _seen += Segment;
    }

    public override void End(byte* result, long count) => *(long*)result = _index;

    public override void BeginColumns(int columns, int groups)
    {
        if (_steps is null)
        {
            _steps = (long*)NativeMemory.AlignedAlloc((nuint)(MaxColumns * (sizeof(long) + sizeof(T))), 64);
            _bests = (T*)(_steps + MaxColumns);
        }
        (_perGroup, _groups, _rows) = (columns, groups, 0);
    }

    public override void FoldRow(byte* row, int n)
    {
        var p = (T*)row;
        if (_rows == 0)
        {
            // The driver makes no more groups than there are rows: the first step reaches all.
            new Span<T>(p, n).CopyTo(new Span<T>(_bests, n));
            new Span<long>(_steps, n).Clear();
        }
        else
        {
            for (var i = 0; i < n; i++)
            {
                if (!Wins(p[i], _bests[i])) continue;
                _bests[i] = p[i];
                _steps[i] = _rows;
            }
        }
        _rows++;
    }

    public override int ColumnPartialSize => sizeof(long) + sizeof(T);

    public override void SaveColumns(byte* partial, int width)
    {
        new Span<long>(_steps, width).CopyTo(new Span<long>(partial, width));
        new Span<T>(_bests, width).CopyTo(new Span<T>(partial + width * sizeof(long), width));
        _rows = 0;
    }

    public override void MergeColumns(byte* partial, int width)
    {
        var steps = (long*)partial;
        var bests = (T*)(partial + width * sizeof(long));
        for (var i = 0; i < width; i++)
        {
            if (_rows > 0 && !Wins(bests[i], _bests[i])) continue;
            _bests[i] = bests[i];
            _steps[i] = _rows + steps[i];
        }
        _rows += SegmentRows;
    }

    public override void EndColumns(byte* results, long count)
    {
        var r = (long*)results;
        for (var i = 0; i < _perGroup; i++)
        {
            var best = _bests[i];
            var index = _steps[i] * _groups;
            for (var group = 1; group < _groups; group++)
            {
                var at = group * _perGroup + i;
                var other = _steps[at] * _groups + group;
                if (!Wins(_bests[at], best) && (other > index || Wins(best, _bests[at]))) continue;
                best = _bests[at];
                index = other;
            }
            r[i] = index;
        }
    }

    public override void Dispose()
    {
        NativeMemory.AlignedFree(_steps);
        _steps = null;
    }

    /// <summary>Whether a value beats one that came before it.</summary>
    private static bool Wins(T value, T best) =>
        typeof(TOp) == typeof(MaxOp<T>) ? value > best || (T.IsNaN(value) && !T.IsNaN(best)) : value < best || (T.IsNaN(value) && !T.IsNaN(best));

    private static int IndexOf(T* p, T value, int n)
    {
        var i = 0;
        if (T.IsNaN(value))
        {
            while (!T.IsNaN(p[i])) i++;
            return i;
        }
        if (Vector256.IsHardwareAccelerated)
        {
            var wanted = Vector256.Create(value);
            for (; i <= n - Vector256<T>.Count; i += Vector256<T>.Count)
                if (Vector256.EqualsAny(Vector256.Load(p + i), wanted)) break;
        }
        while (p[i] != value) i++;
        return i;
    }
}
