using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>The body of an elementwise loop over <paramref name="n"/> elements; every operand is contiguous or constant.</summary>
/// <param name="args">Where the operands lie.</param>
/// <param name="n">The number of elements: at least one vector of the widest width that the CPU accelerates.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void LoopBody(ref LoopArgs args, nint n);

/// <summary>A fused elementwise kernel: its CPU body, and the name under which other devices know theirs.</summary>
/// <param name="name">Unique in the program: <c>Namespace.Type.Method/k</c> for the k-th loop of a method.</param>
/// <param name="elementSize">The size in bytes of the widest dtype that the body computes in: vectors hold 64, 32 or 16 bytes / this many lanes.</param>
/// <param name="body">The vectorised loop.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LoopKernel(string name, int elementSize, LoopBody body)
{
    /// <summary>The kernel's name.</summary>
    public string Name { get; } = name;

    /// <summary>The kernel of an operand that is used as it is: drivers read it where it lies and call no body.</summary>
    internal static LoopKernel Identity { get; } = new("Kernels.Identity", 1, static (ref LoopArgs _, nint _) => throw new InvalidOperationException("The identity has no body."));

    internal bool IsIdentity => ReferenceEquals(this, Identity);

    internal int ElementSize { get; } = elementSize;

    internal LoopBody Body { get; } = body;
}
