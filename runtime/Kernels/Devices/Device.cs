using Kernels.CompilerServices;

namespace Kernels;

/// <summary>A place where arrays live and kernels run: <see cref="Cpu"/>, or a GPU of the package Kernels.Ilgpu.</summary>
/// <remarks>Work on a device may be queued: each method below may return before it is done, unless it says otherwise.
/// Queued work keeps its operands alive.</remarks>
public abstract class Device
{
    internal Device()
    {
    }

    /// <summary>The processor that this program runs on.</summary>
    public static Device Cpu { get; } = new CpuDevice();

    /// <summary>The device's name, for messages and logs.</summary>
    public abstract string Name { get; }

    /// <summary>A buffer with room for <paramref name="length"/> elements, its content unspecified.</summary>
    internal abstract Storage<T> Allocate<T>(int length);

    /// <summary>Runs the nest's kernel over its operands: writes every output of the nest.</summary>
    internal abstract void Run(ref LoopNest nest);

    /// <summary>Runs the nest's kernel and folds its one output, which is not an operand and is never stored.</summary>
    internal abstract NDArray<TOut> Reduce<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec);

    /// <summary>Folds an array.</summary>
    internal abstract NDArray<TOut> Reduce<TIn, TOut>(NDArray<TIn> x, in ReductionSpec spec);

    /// <summary>The matrix product; shapes were checked by <see cref="ShapeGuard.MatMul"/>.</summary>
    internal abstract NDArray<T> MatMul<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec);

    /// <summary>Copies an array of any strides into <paramref name="target"/> on this device, in C order from its element <paramref name="start"/> on.</summary>
    internal abstract void Copy<T>(NDArray<T> source, Storage<T> target, int start);

    /// <summary>The buffer's elements on the CPU, in the same order: the buffer itself if it lies there. Waits for queued work.</summary>
    internal abstract HostStorage<T> ToHost<T>(Storage<T> storage);

    /// <summary>A buffer of this device that holds a copy of <paramref name="elements"/>.</summary>
    internal abstract Storage<T> FromHost<T>(ReadOnlySpan<T> elements);

    /// <summary>Waits for all queued work, and throws what failed in it.</summary>
    internal virtual void Synchronize()
    {
    }

    /// <summary>Completes when the work queued so far is done; fails with what failed in it.</summary>
    internal virtual Task SynchronizeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static InvalidOperationException Mixed(string operation, Device left, Device right) =>
        new($"{operation}: one operand is on {left.Name}, another on {right.Name}; move one with To(device).");
}
