using Kernels.CompilerServices;

namespace Kernels.Drivers.Rows;

/// <summary>An operand that does not lie as a block of rows wants it, and is copied for each block.</summary>
/// <remarks>Bounds: the strides are checked against the operand's buffer at construction; the target holds the block's elements.</remarks>
internal sealed unsafe class RowInput
{
    private readonly RowPlan _plan;
    private readonly byte* _origin;
    private readonly byte* _target;
    private readonly int _size;
    private readonly long[] _dims;
    private readonly long[] _strides;
    private readonly long[] _index;

    // Bytes from the first element of a row to each of them, where the block lies plane by plane.
    private readonly long[] _planes = [];

    // The same elements in all blocks: a bias, say.
    private readonly bool _isPeriodic;
    private bool _isPacked;

    public RowInput(Shape shape, RowPlan plan, INestArray array, nint origin, byte* target)
    {
        _plan = plan;
        _origin = (byte*)origin;
        _target = target;
        _size = array.ElementSize;
        var strides = new int[shape.Rank];
        NestStrides.Fill(array.Shape.AsSpan(), array.StridesOrNull, shape.AsSpan(), strides);
        NestWalker.CheckReach(array, shape.AsSpan(), strides);
        _dims = [.. shape.AsSpan().ToArray().Select(d => (long)d)];
        _strides = [.. strides.Select(s => (long)s * _size)];
        _index = new long[_dims.Length];

        _isPeriodic = Enumerable.Range(0, plan.Kept).All(Stays);
        if (!plan.Planes) return;

        _planes = new long[plan.Length];
        for (var k = 0; k < _planes.Length; k++)
        {
            long rest = k;
            for (var axis = _dims.Length - 1; axis >= plan.Kept; axis--)
            {
                _planes[k] += rest % _dims[axis] * _strides[axis];
                rest /= _dims[axis];
            }
        }
        (_dims, _strides) = (_dims[..plan.Kept], _strides[..plan.Kept]);
        // A block is a run along the last of the rows' axes, or a part of one.
        IsPlaneConstant = plan.Aligned && Stays(plan.Kept - 1);
        _isPeriodic |= plan.Aligned && plan.Block == _dims[^1] && Enumerable.Range(0, plan.Kept - 1).All(Stays);

        bool Stays(int axis) => _strides[axis] == 0 || _dims[axis] == 1;
    }

    /// <summary>Its index among the operands of a body.</summary>
    public int Operand { get; init; }

    /// <summary>The bytes from one row to the next of an array whose rows lie in memory as they are, or null. They are checked against its buffer.</summary>
    public static long? StrideOf(Shape shape, RowPlan plan, INestArray array)
    {
        var dims = shape.AsSpan();
        var strides = new int[dims.Length];
        NestStrides.Fill(array.Shape.AsSpan(), array.StridesOrNull, dims, strides);
        NestWalker.CheckReach(array, dims, strides);
        long along = 1, across = -1, rows = 1;
        for (var axis = dims.Length - 1; axis >= plan.Kept; axis--)
        {
            if (dims[axis] == 1) continue;
            if (strides[axis] != along) return null;
            along *= dims[axis];
        }
        for (var axis = plan.Kept - 1; axis >= 0; axis--)
        {
            if (dims[axis] == 1) continue;
            if (strides[axis] < 0) return null;
            if (across < 0) across = strides[axis];
            else if (strides[axis] != across * rows) return null;
            rows *= dims[axis];
        }
        return Math.Max(across, 0) * array.ElementSize;
    }

    /// <summary>Writes a vector of copies of each plane's element for the block that starts at a row.</summary>
    public void SplatPlanes(long row, byte* target)
    {
        // A cost of each block: rows are few enough for short divisions.
        var source = _origin;
        var rest = (uint)row;
        for (var axis = _dims.Length - 1; axis >= 0; axis--)
        {
            var (outer, index) = Math.DivRem(rest, (uint)_dims[axis]);
            source += index * _strides[axis];
            rest = outer;
        }
        for (var k = 0; k < _planes.Length; k++, target += Hardware.MaxVectorBytes) Drivers.Pack.Splat(target, source + _planes[k], _size);
    }

    /// <summary>Whether all rows of a block have the same elements: then the target holds those of one row.</summary>
    public bool IsPlaneConstant { get; }

    /// <summary>Copies the elements of the block that starts at a row.</summary>
    public void Pack(long row)
    {
        if (_isPeriodic && _isPacked) return;
        _isPacked = true;
        fixed (long* dims = _dims, index = _index, by = _strides)
        {
            if (!_plan.Planes)
            {
                Drivers.Pack.Gather(_target, _origin, dims, by, index, _dims.Length, row * _plan.Length, _plan.Block * _plan.Length, _size);
                return;
            }
            var rows = IsPlaneConstant ? 1 : _plan.Block;
            for (var k = 0; k < _planes.Length; k++)
                Drivers.Pack.Gather(_target + ((long)k * rows * _size), _origin + _planes[k], dims, by, index, _dims.Length, row, rows, _size);
        }
    }
}
