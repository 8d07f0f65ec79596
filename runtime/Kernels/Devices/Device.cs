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

    /// <inheritdoc/>
    public override string ToString() => Name;
}
