using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels;

public sealed partial class NDArray<T> : INestArray
{
    Storage INestArray.Storage => Storage;

    Shape INestArray.Shape => Shape;

    int[]? INestArray.StridesOrNull => _strides;

    int INestArray.Offset => Offset;

    Array? INestArray.HostData => Storage is HostStorage<T> host ? host.Data : null;

    Type INestArray.ElementType => typeof(T);

    int INestArray.ElementSize => Unsafe.SizeOf<T>();

    CompilerServices.RowValue INestArray.AddTo(CompilerServices.RowNest nest) => nest.In(this);

    void INestArray.AddTo(ref CompilerServices.LoopNest nest) => nest.In(Broadcasting.StridesFor(this, nest.Shape) is null ? StandIn().To(Device) : this);

    INestArray INestArray.Part(in CompilerServices.NestRegion region) => Part(region);

    /// <summary>What a region of a nest reads of the array, which broadcasts to the nest.</summary>
    internal NDArray<T> Part(in CompilerServices.NestRegion region)
    {
        var dims = Shape.AsSpan().ToArray();
        var strides = GetStrides().ToArray();
        var offset = Offset;
        for (var i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 1) continue;
            var axis = region.Start.Length - dims.Length + i;
            dims[i] = region.Extents[axis];
            offset += region.Start[axis] * strides[i];
        }
        return View(new Shape(dims), strides, offset);
    }

    // Not 0, by which an integer must not be divided.
    private static NDArray<T> StandIn()
    {
        var storage = HostMemory.Allocate<T>(1);
        Unsafe.As<T, byte>(ref storage.Elements[0]) = 1;
        return new NDArray<T>(storage, new Shape());
    }

    /// <summary>Waits until the elements are computed; on the CPU they always are.</summary>
    /// <returns>The array itself.</returns>
    /// <remarks>Raises what failed on the device: an index out of bounds, with operation, axis and index.</remarks>
    public NDArray<T> Ready()
    {
        Device.Synchronize();
        return this;
    }

    /// <summary>Completes when the elements are computed; on the CPU they always are.</summary>
    /// <returns>The array itself.</returns>
    public ValueTask<NDArray<T>> ReadyAsync()
    {
        var pending = Device.SynchronizeAsync();
        return pending.IsCompletedSuccessfully ? new(this) : new(Await(pending));

        async Task<NDArray<T>> Await(Task task)
        {
            await task.ConfigureAwait(false);
            return this;
        }
    }
}
