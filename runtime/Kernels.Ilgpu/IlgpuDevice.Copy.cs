using ILGPU;
using ILGPU.Runtime;
using Kernels.CompilerServices;
using Kernels.Ilgpu.CompilerServices;

namespace Kernels.Ilgpu;

// Copies within the device. Elements are copied by their size, whatever their type.
public sealed partial class IlgpuDevice
{
    internal override void Copy<T>(NDArray<T> source, Storage<T> target, int start)
    {
        if (source.Size == 0) return;
        var strides = source.GetStrides().ToArray();
        GatherInto(source, strides, source.Shape.Dims, (IIlgpuStorage)target, start);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    /// <summary>A contiguous copy of the elements of <paramref name="source"/> under <paramref name="strides"/>, 0 where it is broadcast.</summary>
    private IIlgpuStorage Gather(INestArray source, int[] strides, int[] dims)
    {
        var size = checked((int)new Shape(dims).Size);
        IIlgpuStorage target = source.ElementSize switch
        {
            1 => AllocateCore<byte>(size),
            4 => AllocateCore<int>(size),
            _ => AllocateCore<long>(size),
        };
        GatherInto(source, strides, dims, target, 0);
        return target;
    }

    private void GatherInto(INestArray source, int[] strides, int[] dims, IIlgpuStorage target, int start)
    {
        switch (source.ElementSize)
        {
            case 1:
                GatherInto<byte>(source, strides, dims, target, start);
                break;
            case 4:
                GatherInto<int>(source, strides, dims, target, start);
                break;
            default:
                GatherInto<long>(source, strides, dims, target, start);
                break;
        }
    }

    private void GatherInto<T>(INestArray source, int[] strides, int[] dims, IIlgpuStorage target, int start)
        where T : unmanaged
    {
        ThrowIfDisposed();
        int[][] rows = [[.. strides]];
        var collapsed = Layouts.Collapse(dims, rows);
        var from = ((IIlgpuStorage)source.Storage).View<T>();
        var size = checked((int)new Shape(dims).Size);
        var to = target.View<T>().SubView(start, size);

        if (collapsed.Count <= NestAxes.MaxRank)
        {
            var run = Own("Copy", typeof(T), a => a.LoadAutoGroupedKernel<Index1D, NestAxes, Operand<T>, ArrayView<T>>(CopyKernels.Copy));
            var operand = new Operand<T> { View = from, Layout = Layouts.Layout(source.Offset, rows[0], collapsed.Count) };
            var axes = Layouts.Axes(collapsed);
            Queue(stream => run(stream, size, axes, operand, to));
            return;
        }

        // Any number of axes: extents and strides travel in a buffer, innermost first.
        var table = new int[collapsed.Count * 2];
        for (var k = 0; k < collapsed.Count; k++)
        {
            table[2 * k] = collapsed[^(k + 1)];
            table[(2 * k) + 1] = rows[0][collapsed.Count - 1 - k];
        }
        var layout = (IlgpuStorage<int>)FromHost<int>(table);
        var gather = Own("Gather", typeof(T), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int, ArrayView<T>, ArrayView<T>>(CopyKernels.Gather));
        Queue(stream => gather(stream, size, layout.View<int>(), source.Offset, from, to));
        layout.Release();
    }
}

/// <summary>Kernels that bring elements into C order.</summary>
internal static class CopyKernels
{
    public static void Copy<T>(Index1D i, NestAxes axes, Operand<T> from, ArrayView<T> to) where T : unmanaged =>
        to[i] = from.Load(axes.At(i));

    public static void Gather<T>(Index1D i, ArrayView<int> axes, int offset, ArrayView<T> from, ArrayView<T> to) where T : unmanaged
    {
        var rest = (int)i;
        var at = offset;
        for (var k = 0; k < axes.IntLength; k += 2)
        {
            var next = rest / axes[k];
            at += (rest - (next * axes[k])) * axes[k + 1];
            rest = next;
        }
        to[i] = from[at];
    }
}
