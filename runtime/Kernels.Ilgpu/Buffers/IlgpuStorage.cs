using ILGPU;
using RawBuffer = ILGPU.Runtime.MemoryBuffer1D<byte, ILGPU.Stride1D.Dense>;

namespace Kernels.Ilgpu;

/// <summary>A buffer on an ILGPU device, whatever its element type.</summary>
internal interface IIlgpuStorage
{
    /// <summary>The elements; <c>bool</c> as <c>byte</c>.</summary>
    ArrayView<T> View<T>() where T : unmanaged;
}

/// <summary>A buffer on an ILGPU device. When it is dropped its memory goes back to the pool, behind the work that is queued.</summary>
internal sealed class IlgpuStorage<T>(IlgpuDevice device, RawBuffer buffer, int length, int elementSize) : Storage<T>, IIlgpuStorage
{
    private int _released;

    ~IlgpuStorage() => Return();

    public override Device Device => device;

    public override int Length => length;

    public long Bytes => (long)length * elementSize;

    /// <summary>The memory, as bytes.</summary>
    public ArrayView<byte> Raw
    {
        get
        {
            device.ThrowIfDisposed();
            ThrowIfReleased();
            return buffer.AsContiguous().SubView(0, Bytes);
        }
    }

    public ArrayView<TElement> View<TElement>() where TElement : unmanaged => Raw.Cast<TElement>();

    internal override bool IsReleased => Volatile.Read(ref _released) != 0;

    // The finalizer finds nothing left to do.
    internal override void Release() => Return();

    private void Return()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0) device.Buffers.Return(buffer, Bytes);
    }
}
