using System.ComponentModel;
using System.Diagnostics;
using Kernels.Drivers.Threads;

namespace Kernels.CompilerServices;

/// <summary>The body of an elementwise loop over <paramref name="n"/> elements; every operand is contiguous or constant.</summary>
/// <param name="args">Where the operands lie.</param>
/// <param name="n">The number of elements: at least one vector of the widest width that the CPU accelerates.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void LoopBody(ref LoopArgs args, nint n);

/// <summary>A fused elementwise kernel: its CPU body, and the name under which other devices know theirs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LoopKernel
{
    private readonly MeasuredTime _time;

    /// <summary>A kernel of which nothing is known but that it computes.</summary>
    /// <param name="name">Unique in the program: <c>Namespace.Type.Method/k</c> for the k-th loop of a method.</param>
    /// <param name="elementSize">The size in bytes of the widest dtype that the body computes in: vectors hold 64, 32 or 16 bytes / this many lanes.</param>
    /// <param name="body">The vectorised loop.</param>
    public LoopKernel(string name, int elementSize, LoopBody body) : this(name, elementSize, cost: 1, body)
    {
    }

    /// <summary>A kernel with an estimate of its work.</summary>
    /// <param name="name">Unique in the program: <c>Namespace.Type.Method/k</c> for the k-th loop of a method.</param>
    /// <param name="elementSize">The size in bytes of the widest dtype that the body computes in: vectors hold 64, 32 or 16 bytes / this many lanes.</param>
    /// <param name="cost">The operations for an element, in additions: about 10 for an exponential. It says when several threads are worth it until a
    /// run was measured.</param>
    /// <param name="body">The vectorised loop.</param>
    public LoopKernel(string name, int elementSize, float cost, LoopBody body)
    {
        Name = name;
        ElementSize = elementSize;
        Body = body;
        _time = new MeasuredTime(cost, elementSize);
    }

    /// <summary>The kernel's name.</summary>
    public string Name { get; }

    /// <summary>The kernel of an operand that is used as it is: drivers read it where it lies and call no body.</summary>
    internal static LoopKernel Identity { get; } = new("Kernels.Identity", 1, static (ref LoopArgs _, nint _) => throw new InvalidOperationException("The identity has no body."));

    internal bool IsIdentity => ReferenceEquals(this, Identity);

    internal int ElementSize { get; }

    internal LoopBody Body { get; }

    /// <summary>Whether the body runs as many rows in one call as its arguments say; bodies of old binaries run one.</summary>
    public bool TakesRows { get; init; }

    /// <summary>Folds the elements of the body's outputs into virtual lanes instead of storing them, or null. Behind the inputs it takes, for each fold, 256
    /// bytes of lanes for each block of 2048 elements. It is called for whole turns, of 256 bytes / <c>elementSize</c> elements; a constant operand's
    /// memory holds a turn of copies.</summary>
    public LoopBody? Folds { get; init; }

    /// <summary>The nanoseconds that one thread takes for so many elements: as measured, and before that from the cost and the bytes that move.</summary>
    internal double Time(long elements, int bytesPerElement) => _time.Of(elements, bytesPerElement);

    /// <summary>Whether the arithmetic takes less time than memory does for so many bytes an element.</summary>
    internal bool IsMemoryBound(int bytesPerElement) => _time.IsMemoryBound(bytesPerElement);

    /// <summary>Learns from a run. Threads may overwrite each other's findings: it is an estimate, and no result depends on it.</summary>
    /// <param name="elements">The elements of the run.</param>
    /// <param name="ticks">What it took, all its threads together, in ticks of <see cref="Stopwatch"/>.</param>
    internal void Learn(long elements, long ticks) => _time.Learn(elements, ticks);
}
