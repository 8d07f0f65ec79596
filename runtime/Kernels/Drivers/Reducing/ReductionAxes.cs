using Kernels.CompilerServices;

namespace Kernels.Drivers.Reducing;

/// <summary>A reduction's axes in the order that they are walked: outer kept ones, folded ones, kept ones behind the last folded one.</summary>
/// <param name="Order">The axes, permuted.</param>
/// <param name="Outer">The product of the outer kept extents.</param>
/// <param name="Count">The product of the folded extents.</param>
/// <param name="Columns">The product of the kept extents behind.</param>
internal readonly record struct ReductionAxes(int[] Order, long Outer, long Count, long Columns)
{
    public static ReductionAxes Create(in ReductionSpec spec)
    {
        var (dims, reduced) = (spec.Source.Dims, spec.Reduced);
        var last = dims.Length - 1;
        while (last >= 0 && !(reduced[last] && dims[last] != 1)) last--;
        var order = new int[dims.Length];
        var next = 0;
        long outer = 1, count = 1, columns = 1;
        for (var i = 0; i < last; i++)
        {
            if (reduced[i]) continue;
            order[next++] = i;
            outer *= dims[i];
        }
        for (var i = 0; i <= last; i++)
        {
            if (!reduced[i]) continue;
            order[next++] = i;
            count *= dims[i];
        }
        for (var i = last + 1; i < dims.Length; i++)
        {
            order[next++] = i;
            columns *= dims[i];
        }
        return new ReductionAxes(order, outer, count, columns);
    }
}
