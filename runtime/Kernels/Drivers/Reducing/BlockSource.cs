using Kernels.CompilerServices;

namespace Kernels.Drivers.Reducing;

/// <summary>The elements that a reduction folds, by ranges: computed by the nest's body into L1, or read where they lie.</summary>
/// <remarks>Bounds: a range lies in the nest and has at most <see cref="Reducer.Block"/> elements, which with a vector of room is what
/// the block's memory holds; inputs are the walker's affair.</remarks>
internal unsafe struct BlockSource
{
    // With shorter rows, copying them costs less than a call of the body for each.
    private const int LongRow = 128;

    private readonly byte* _block;
    private readonly byte* _whole;
    private readonly int _size;
    private readonly int _lanes;
    private readonly int _chunk;
    private readonly bool _alongRows;
    private readonly NestWalker _walker;
    private readonly LoopArgs* _args;

    /// <summary>Bytes of memory for a block.</summary>
    public static int BlockBytes(int elementSize) => (Reducer.Block * elementSize) + Hardware.MaxVectorBytes;

    /// <param name="nest">The nest.</param>
    /// <param name="walker">Gives the body its inputs.</param>
    /// <param name="args">A copy of the nest's arguments for this source alone, as threads have one each.</param>
    /// <param name="block">Memory of <see cref="BlockBytes"/> bytes.</param>
    /// <param name="elementSize">Bytes in an element of what the body computes.</param>
    public BlockSource(ref LoopNest nest, NestWalker walker, LoopArgs* args, byte* block, int elementSize)
    {
        _walker = walker;
        _args = args;
        _block = block;
        _size = elementSize;
        _lanes = nest.Kernel.IsIdentity ? 1 : Hardware.VectorBytes / nest.Kernel.ElementSize;
        _chunk = Math.Min(walker.Block, Reducer.Block);
        _alongRows = PrefersRows && walker.Inner >= LongRow;
        _whole = nest.Kernel.IsIdentity ? walker.ContiguousInput : null;
    }

    /// <summary>Whether a range is cheaper if it does not cross the end of a long row.</summary>
    public readonly bool PrefersRows => !_walker.AllDirect && _walker.RowsAreDirect;

    /// <summary>Whether elements are read where they lie: then ranges one after the other lie so too, for as long as the source lives.</summary>
    public readonly bool IsWhole => _whole is not null;

    /// <summary>The address of <paramref name="n"/> elements from <paramref name="start"/> on, good until the next call.</summary>
    public readonly byte* Get(ref LoopNest nest, long start, int n)
    {
        if (_whole is not null) return _whole + start * _size;
        if (nest.Kernel.IsIdentity) return Read(start, n);
        if (nest.Size < _lanes) return GetShort(ref nest, start);
        ref var args = ref *_args;
        var output = nest.InputCount;
        args.Steps[output] = -1;
        var spare = stackalloc byte[Hardware.MaxVectorBytes];
        for (var done = 0; done < n;)
        {
            var count = Math.Min(n - done, _chunk);
            if (_alongRows) count = (int)Math.Min(count, _walker.Inner - (start + done) % _walker.Inner);
            if (count < _lanes)
            {
                // A body needs a whole vector. Elements before the range are computed again if there are enough, else those behind it.
                var from = Math.Min(start + done, nest.Size - _lanes);
                var skipped = (int)(start + done - from);
                _walker.Bind(ref args, from, _lanes);
                args.Addresses[output] = (long)spare;
                nest.Kernel.Body(ref args, _lanes);
                Buffer.MemoryCopy(spare + skipped * _size, _block + done * _size, count * _size, count * _size);
            }
            else
            {
                _walker.Bind(ref args, start + done, count);
                args.Addresses[output] = (long)(_block + done * _size);
                nest.Kernel.Body(ref args, count);
            }
            done += count;
        }
        return _block;
    }

    private readonly byte* Read(long start, int n)
    {
        ref var args = ref *_args;
        if (n <= _chunk)
        {
            _walker.Bind(ref args, start, n);
            if (args.Steps[0] != 0) return (byte*)args.Addresses[0];
        }
        _walker.Copy(0, _block, start, n);
        return _block;
    }

    private readonly byte* GetShort(ref LoopNest nest, long start)
    {
        ref var args = ref *_args;
        _walker.BindShort(ref args, 0, nest.Size);
        args.Steps[nest.InputCount] = -1;
        args.Addresses[nest.InputCount] = (long)_block;
        nest.Kernel.Body(ref args, _lanes);
        return _block + start * _size;
    }
}
