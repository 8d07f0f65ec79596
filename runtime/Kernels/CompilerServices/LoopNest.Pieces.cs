using Kernels.Drivers;

namespace Kernels.CompilerServices;

public partial struct LoopNest
{
    private const int MostRegions = 128;

    // Rows of the regions, as they lie in the results, that are packed instead of being computed where they lie; unless they are single elements, which a
    // copy would have to pick as well.
    private const int ShortRow = 64;

    /// <summary>Adds an input that is in pieces: the kernel runs over each part of the nest that lies in one piece. Where the parts would be small or have short rows, where it is small beside the nest, and beside
    /// a matrix product whose rows the nest takes as they are done, the array is made.</summary>
    /// <exception cref="InvalidOperationException">The operands live on different devices.</exception>
    public void In<T>(Pieces<T> x)
    {
        if (x.Whole is { } whole)
        {
            In(whole);
            return;
        }
        if (_product is not null || (_device is not null && !ReferenceEquals(_device, Device.Cpu)) || _size < 2 * Pieces.LeastElements || x.Size <= _size / 4)
        {
            In(x.ToArray());
            return;
        }
        if (Cut(x) is not { } regions)
        {
            // Parts of one array then all look at it.
            Join();
            In(x.ToArray());
            return;
        }
        _device = Device.Cpu;
        _cut = regions;
        SetOutput(Add<T>(x, data: null));
    }

    /// <summary>Adds a result that is written into a concatenation and the like, which no operand of the nest can see. All inputs were added before.</summary>
    /// <exception cref="InvalidOperationException">The part has another shape.</exception>
    public void Into<T>(Joined<T> joined, int part)
    {
        if (joined.IsLarge && ReferenceEquals(Device, Device.Cpu)) Place(joined.Part(part, _shape));
        else joined.Set(part, Out<T>());
    }

    /// <summary>Puts an array in the place of an operand, whose pieces it joins.</summary>
    internal void Set<T>(int operand, NDArray<T> array)
    {
        var (operands, cut) = (_operands, _cut);
        _operands = operand;
        In(array);
        (_operands, _cut) = (operands, cut);
    }

    // The regions that no operand has a border in, or null if an array costs less.
    private readonly List<NestRegion>? Cut(Pieces x)
    {
        var regions = x.Cut(_cut ?? [new NestRegion(new int[_shape.Rank], _shape)]);
        if (regions.Count > MostRegions || _size / regions.Count < Pieces.LeastElements) return null;
        long inShortRows = 0;
        foreach (var region in regions)
            if (Row(region) is > 1 and < ShortRow) inShortRows += region.Extents.Size;
        return inShortRows <= _size / 4 ? regions : null;
    }

    // The elements that lie side by side in a result.
    private readonly long Row(NestRegion region)
    {
        long row = 1;
        for (var axis = _shape.Rank - 1; axis >= 0; axis--)
        {
            row *= region.Extents[axis];
            if (region.Extents[axis] != _shape[axis]) break;
        }
        return row;
    }

    // Makes the arrays that are in pieces.
    private void Join()
    {
        if (_cut is null) return;
        _cut = null;
        for (var k = 0; k < InputCount; k++)
            if (_arrays[k] is Pieces pieces) pieces.Store(ref this, k);
    }

    private readonly bool? SameElements(int k, INestArray written) =>
        _arrays[k] is Pieces pieces ? pieces.SameElements(written, _shape) : Placement.SameElements(Array(k), written, _shape);

    // Outputs lie dense or in regions of arrays, and are whole: a region of the nest writes into its part of each. Regions have no element in common, and
    // what one reads no other writes, or the output would not lie where it does.
    private readonly void RunRegions()
    {
        foreach (var region in _cut!)
        {
            var nest = new LoopNest(_kernel, region.Extents) { _device = Device.Cpu };
            for (var k = 0; k < InputCount; k++)
            {
                if (_arrays[k] is Pieces pieces) pieces.AddTo(ref nest, region);
                else Array(k).Part(region).AddTo(ref nest);
            }
            for (var k = 0; k < _scalars; k++) nest.Scalar(this, k);
            for (var k = InputCount; k < _operands; k++) nest.Place(Array(k).Part(region));
            nest._readsOutputs = _readsOutputs;
            ElementwiseDriver.Run(ref nest);
        }
    }

    private void Place(INestArray part)
    {
        var k = _operands++;
        _arrays[k] = part;
        HostData[k] = part.HostData;
        _sizes[k] = (byte)part.ElementSize;
        SetOutput(k);
        _outputs++;
        _placed = true;
        _regions |= part.StridesOrNull is not null;
    }
}
