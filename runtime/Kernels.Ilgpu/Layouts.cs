using Kernels.Ilgpu.CompilerServices;

namespace Kernels.Ilgpu;

/// <summary>Shapes and strides as kernels take them: axes that lie together under every operand become one.</summary>
internal static class Layouts
{
    /// <summary>Merges axes. Of <paramref name="strides"/>, each row is an operand's, over <paramref name="dims"/>.</summary>
    /// <returns>The extents that remain, outermost first; the rows are shortened in place to as many.</returns>
    public static List<int> Collapse(ReadOnlySpan<int> dims, int[][] strides)
    {
        var kept = new List<int>();
        foreach (var (axis, extent) in Enumerate(dims))
        {
            if (extent == 1) continue;
            var last = kept.Count - 1;
            if (last >= 0 && strides.All(s => s[last] == (long)s[axis] * extent))
            {
                kept[last] *= extent;
                foreach (var s in strides) s[last] = s[axis];
            }
            else
            {
                kept.Add(extent);
                foreach (var s in strides) s[last + 1] = s[axis];
            }
        }
        return kept;
    }

    /// <summary>The collapsed extents for a kernel.</summary>
    public static NestAxes Axes(List<int> dims)
    {
        int At(int fromInner) => fromInner < dims.Count ? dims[^(fromInner + 1)] : 1;
        return new NestAxes { Rank = dims.Count, Extent0 = At(0), Extent1 = At(1), Extent2 = At(2) };
    }

    /// <summary>An operand's strides under <paramref name="rank"/> collapsed axes.</summary>
    public static Layout Layout(int offset, int[] strides, int rank)
    {
        int At(int fromInner) => fromInner < rank ? strides[rank - 1 - fromInner] : 0;
        return new Layout { Offset = offset, Stride0 = At(0), Stride1 = At(1), Stride2 = At(2), Stride3 = At(3) };
    }

    public static Layout Contiguous(int offset = 0) => new() { Offset = offset, Stride0 = 1 };

    private static IEnumerable<(int Axis, int Extent)> Enumerate(ReadOnlySpan<int> dims)
    {
        var all = dims.ToArray();
        return all.Select((extent, axis) => (axis, extent));
    }
}
