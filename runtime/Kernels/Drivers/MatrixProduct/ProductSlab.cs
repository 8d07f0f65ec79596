using System.Numerics;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>The products of all rows of A with a slab of B, in blocks of rows that threads claim.</summary>
/// <remarks>
/// <para>A panel of B is packed by who needs it first, just before it is used, and kept for the other blocks. No thread waits for
/// another: whoever meets a panel that is just being packed packs one for itself. Threads begin at different panels, so this is rare.</para>
/// <para>Bounds: panels are padded with zeros to whole tiles, a tile that sticks out of the result is stored aside and copied in part.
/// The pair's own addresses are touched only at [i, k], [k, j] and [i, j] within its extents.</para>
/// </remarks>
internal unsafe struct ProductSlab<T, TTile>
    where T : unmanaged, INumber<T>
    where TTile : struct, IRegisterTile<T>
{
    private const int Packing = 1;
    private const int Ready = 2;

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
    private readonly bool _lower;

    /// <summary>Columns [j, j + columns) and depths [k, k + depth) of the product; with <c>lower</c> no tiles above the diagonal.</summary>
    public ProductSlab(in MatrixPair<T> pair, int j, int columns, int k, int depth, in SlabLayout layout, byte* buffer, in ProductLoop loop, bool lower)
    {
        _pair = pair;
        _layout = layout;
        _j = j;
        _columns = columns;
        _k = k;
        _depth = depth;
        _loop = loop;
        _lower = lower;
        buffer = SlabLayout.Align(buffer);
        new Span<int>(buffer, layout.States).Clear();
        _places = (int*)buffer;
        _states = _places + layout.Threads;
        _blocks = buffer + layout.BlocksAt;
        _panels = (T*)(buffer + layout.PanelsAt);
    }

    public static void Claimed(void* context, int task)
    {
        ref readonly var slab = ref *(ProductSlab<T, TTile>*)context;
        // There is a place for each thread.
        var place = 0;
        while (Interlocked.CompareExchange(ref slab._places[place], 1, 0) != 0) place = (place + 1) % slab._layout.Threads;
        slab.Run(task, slab._blocks + place * slab._layout.PlaceBytes);
        Volatile.Write(ref slab._places[place], 0);
    }

    private void Run(int task, byte* place)
    {
        T* block = (T*)place, spare = (T*)(place + _layout.BlockBytes);
        int across = _layout.Across, down = task / across, part = task % across, width = TTile.Columns;
        int i = down * _layout.Rows, rows = Math.Min(_layout.Rows, _pair.M - i);
        var panels = (_columns + width - 1) / width;
        int first = (int)((long)panels * part / across), count = (int)((long)panels * (part + 1) / across) - first;
        if (count == 0) return;
        // For a loop the rows lie behind the thread's panel: where the result would begin, were it whole.
        var own = (T*)(place + _layout.BlockBytes + _layout.SpareBytes);
        var stride = _loop.Exists ? _pair.N : _pair.CRow;
        var result = _loop.Exists ? own - i * stride : _pair.C;
        var begin = down % _layout.Threads * count / _layout.Threads;
        var inPlace = TTile.ReadsInPlace(_pair.ARow, _pair.AColumn);
        for (var k = 0; k < _depth; k += _layout.Depth)
        {
            var depth = Math.Min(_layout.Depth, _depth - k);
            var a = _pair.A + i * _pair.ARow + (_k + k) * _pair.AColumn;
            var use = _pair.Use == ProductUse.Store && _k + k > 0 ? ProductUse.Add : _pair.Use;
            if (!inPlace) TTile.PackLeft(a, _pair.ARow, _pair.AColumn, block, rows, depth);
            for (var n = 0; n < count; n++)
            {
                var panel = first + (begin + n) % count;
                // Of a symmetric product, what lies below the diagonal and the tiles that it goes through.
                var above = _lower ? Math.Max(0, (_j + panel * width - i) / TTile.Rows * TTile.Rows) : 0;
                if (above >= rows) continue;
                var c = result + (i + above) * stride + _j + panel * width;
                var row = inPlace ? _pair.ARow : TTile.BlockRow(depth);
                Column((inPlace ? a : block) + above * row, row, Panel(panel, k, depth, spare), depth, c, stride, rows - above,
                    Math.Min(width, _columns - panel * width), use, n + 1 < count ? Packed(first + (begin + n + 1) % count, k, depth) : null);
            }
        }
        if (_loop.Exists) _loop.Run((byte*)own, (long)i * _pair.N, (long)(i + rows) * _pair.N);
    }

    /// <summary>The packed panel at row k of the slab.</summary>
    private T* Panel(int panel, int k, int depth, T* spare)
    {
        var width = TTile.Columns;
        var columns = Math.Min(width, _columns - panel * width);
        ref var state = ref State(panel, k);
        var packed = At(panel, k, depth);
        var seen = Volatile.Read(ref state);
        if (seen == Ready) return packed;
        var mine = seen == 0 && Interlocked.CompareExchange(ref state, Packing, 0) == 0;
        var target = mine ? packed : spare;
        TTile.PackRight(_pair.B + (_k + k) * _pair.BRow + (_j + panel * width) * _pair.BColumn, _pair.BRow, _pair.BColumn, target, depth, columns);
        if (mine) Volatile.Write(ref state, Ready);
        return target;
    }

    /// <summary>The packed panel at row k of the slab, or null if it isn't packed yet.</summary>
    private T* Packed(int panel, int k, int depth) =>
        Volatile.Read(ref State(panel, k)) == Ready ? At(panel, k, depth) : null;

    private ref int State(int panel, int k) => ref _states[k / _layout.Depth * _layout.Panels + panel];

    private T* At(int panel, int k, int depth) =>
        _panels + TTile.Columns * ((long)k * _layout.Panels + (long)panel * depth);

    /// <summary>The tiles of a block of rows and one panel, each of which asks for its share of the next one.</summary>
    private static void Column(T* a, long row, T* b, int depth, T* c, long stride, int rows, int columns, ProductUse use, T* next)
    {
        var tiles = (rows + TTile.Rows - 1) / TTile.Rows;
        var lines = TTile.Columns * sizeof(T) * depth / Hardware.LineBytes;
        var every = Math.Max(2, (int)((long)depth * tiles / Math.Max(1, lines)));
        for (int r = 0, t = 0; r < rows; r += TTile.Rows, t++)
        {
            // Without a next panel it asks once, for what it is about to read.
            var ahead = next == null ? new PanelAhead((byte*)b, depth) : new((byte*)next + (long)lines * t / tiles * Hardware.LineBytes, every);
            TTile.Run(a + r * row, row, b, depth, c + r * stride, stride, Math.Min(TTile.Rows, rows - r), columns, use, ahead);
        }
    }
}
