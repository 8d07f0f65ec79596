using Kernels.CompilerServices;

namespace Kernels;

/// <summary>A place where arrays live and kernels run: <see cref="Cpu"/>, or a GPU of the package Kernels.Ilgpu.</summary>
public abstract class Device
{
    /// <summary>The processor that this program runs on.</summary>
    public static Device Cpu { get; } = new CpuDevice();

    /// <summary>The device's name, for messages and logs.</summary>
    public abstract string Name { get; }

    /// <summary>A buffer with room for <paramref name="length"/> elements, its content unspecified.</summary>
    internal abstract Storage<T> Allocate<T>(int length);

    /// <summary>Runs the nest's kernel over its operands: writes every output of the nest.</summary>
    internal abstract void Run(ref LoopNest nest);

    /// <summary>The buffer's elements on the CPU, at the same indices: the buffer itself if it lies there. Waits for queued work.</summary>
    internal virtual HostStorage<T> ToHost<T>(Storage<T> storage) => (HostStorage<T>)storage;

    /// <summary>A buffer of this device that holds a copy of <paramref name="elements"/>.</summary>
    internal virtual Storage<T> FromHost<T>(ReadOnlySpan<T> elements)
    {
        var storage = (HostStorage<T>)Allocate<T>(elements.Length);
        elements.CopyTo(storage.Data);
        return storage;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
