using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>The products of all rows of A with a slab of B, in blocks of rows that threads claim.</summary>
/// <remarks>
/// <para>A panel of B is packed by who needs it first, just before it is used, and kept for the other blocks. No thread waits for
/// another: whoever meets a panel that is just being packed packs one for itself. Threads begin at different panels, so this is rare.</para>
/// <para>Bounds: panels are padded with zeros to whole tiles, a tile that sticks out of the result is stored aside and copied in part.
/// The pair's own addresses are touched only at [i, k], [k, j] and [i, j] within its extents; what is prefetched cannot fault.</para>
/// </remarks>
internal unsafe struct ProductSlab<T, TWide, TVector>
    where T : unmanaged, INumber<T>
    where TWide : struct, IWide<T, TVector>
{
    private const int Packing = 1;
    private const int Ready = 2;
    private const int Line = 64;

    private readonly MatrixPair<T> _pair;
    private readonly SlabLayout _layout;
    private readonly int _j;
    private readonly int _columns;
    private readonly int _k;
    private readonly int _depth;
    private readonly int* _places;
    private readonly int* _states;
    private readonly byte* _blocks;
    private readonly T* _panels;
    private readonly ProductLoop _loop;

    /// <summary>Columns [j, j + columns) and depths [k, k + depth) of the product.</summary>
    public ProductSlab(in MatrixPair<T> pair, int j, int columns, int k, int depth, in SlabLayout layout, byte* buffer, in ProductLoop loop)
    {
        _pair = pair;
        _layout = layout;
        _j = j;
        _columns = columns;
        _k = k;
        _depth = depth;
        _loop = loop;
        buffer = SlabLayout.Align(buffer);
        new Span<int>(buffer, layout.States).Clear();
        _places = (int*)buffer;
        _states = _places + layout.Threads;
        _blocks = buffer + layout.BlocksAt;
        _panels = (T*)(buffer + layout.PanelsAt);
    }

    public static void Claimed(void* context, int task)
    {
        ref readonly var slab = ref *(ProductSlab<T, TWide, TVector>*)context;
        // There is a place for each thread.
        var place = 0;
        while (Interlocked.CompareExchange(ref slab._places[place], 1, 0) != 0) place = (place + 1) % slab._layout.Threads;
        slab.Run(task, slab._blocks + place * slab._layout.PlaceBytes);
        Volatile.Write(ref slab._places[place], 0);
    }

    private void Run(int task, byte* place)
    {
        T* block = (T*)place, spare = (T*)(place + _layout.BlockBytes);
        int across = _layout.Across, down = task / across, part = task % across, width = RegisterTile<T, TWide, TVector>.Columns;
        int i = down * _layout.Rows, rows = Math.Min(_layout.Rows, _pair.M - i);
        var panels = (_columns + width - 1) / width;
        int first = (int)((long)panels * part / across), count = (int)((long)panels * (part + 1) / across) - first;
        if (count == 0) return;
        // For a loop the rows lie behind the thread's panel: where the result would begin, were it whole.
        var own = (T*)(place + _layout.BlockBytes + _layout.SpareBytes);
        var result = _loop.Exists ? own - (long)i * _pair.N : _pair.C;
        var begin = down % _layout.Threads * count / _layout.Threads;
        for (var k = 0; k < _depth; k += _layout.Depth)
        {
            var depth = Math.Min(_layout.Depth, _depth - k);
            for (var n = 0; n < count; n++)
            {
                int panel = first + (begin + n) % count, next = first + (begin + n + 1) % count;
                var b = Panel(panel, k, depth, spare);
                Column(result, block, b, i, rows, panel * width, _k + k, depth, pack: n == 0, Ahead(next, k, depth, out var step), step);
            }
        }
        if (_loop.Exists) _loop.Run((byte*)own, (long)i * _pair.N, (long)(i + rows) * _pair.N);
    }

    /// <summary>The packed panel at row k of the slab.</summary>
    private T* Panel(int panel, int k, int depth, T* spare)
    {
        var width = RegisterTile<T, TWide, TVector>.Columns;
        var columns = Math.Min(width, _columns - panel * width);
        ref var state = ref _states[k / _layout.Depth * _layout.Panels + panel];
        var packed = At(panel, k, depth);
        var seen = Volatile.Read(ref state);
        if (seen == Ready) return packed;
        var mine = seen == 0 && Interlocked.CompareExchange(ref state, Packing, 0) == 0;
        var target = mine ? packed : spare;
        PanelPacking<T, TWide, TVector>.Right(_pair.B + (_k + k) * _pair.BRow + (_j + panel * width) * _pair.BColumn, _pair.BRow, _pair.BColumn, target, depth, columns);
        if (mine) Volatile.Write(ref state, Ready);
        return target;
    }

    private T* At(int panel, int k, int depth) =>
        _panels + RegisterTile<T, TWide, TVector>.Columns * ((long)k * _layout.Panels + (long)panel * depth);

    /// <summary>Where the next panel's elements lie, and the bytes from one row to the next.</summary>
    private byte* Ahead(int panel, int k, int depth, out long step)
    {
        var width = RegisterTile<T, TWide, TVector>.Columns;
        if (Volatile.Read(ref _states[k / _layout.Depth * _layout.Panels + panel]) == Ready)
        {
            step = width * sizeof(T);
            return (byte*)At(panel, k, depth);
        }
        // Of rows that lie at any address the last byte: the panel before this one may have had the first line.
        step = _pair.BRow * sizeof(T);
        return _pair.BColumn == 1 ? (byte*)(_pair.B + (_k + k) * _pair.BRow + _j + (panel + 1) * width) - 1 : null;
    }

    /// <summary>The tiles of a block of rows and one panel.</summary>
    [SkipLocalsInit]
    private void Column(T* result, T* block, T* b, int i, int rows, int j, int k, int depth, bool pack, byte* ahead, long step)
    {
        int height = RegisterTile<T, TWide, TVector>.Rows, width = RegisterTile<T, TWide, TVector>.Columns;
        T* aside = stackalloc T[height * width];
        var add = k > 0;
        var columns = Math.Min(width, _columns - j);
        // Each tile brings a part of the next panel near.
        var share = Sse.IsSupported && ahead != null ? (depth * height + rows - 1) / rows : 0;
        for (var r = 0; r < rows; r += height)
        {
            var a = block + (long)r * depth;
            var here = Math.Min(height, rows - r);
            if (pack) PanelPacking<T, TWide, TVector>.Left(_pair.A + (i + r) * _pair.ARow + k * _pair.AColumn, _pair.ARow, _pair.AColumn, a, here, depth);
            for (var line = 0; line < share; line++, ahead += step)
            {
                Sse.Prefetch1(ahead);
                if (width * sizeof(T) > Line) Sse.Prefetch1(ahead + Line);
            }
            var target = result + (long)(i + r) * _pair.N + _j + j;
            if (here == height && columns == width)
            {
                RegisterTile<T, TWide, TVector>.Run(a, b, depth, target, _pair.N, add);
                continue;
            }
            RegisterTile<T, TWide, TVector>.Run(a, b, depth, aside, width, false);
            for (var y = 0; y < here; y++)
            {
                for (var x = 0; x < columns; x++)
                {
                    var value = aside[y * width + x];
                    ref var element = ref target[(long)y * _pair.N + x];
                    element = add ? element + value : value;
                }
            }
        }
    }
}
