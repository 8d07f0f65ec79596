using System.ComponentModel;
using ILGPU;

namespace Kernels.Ilgpu.CompilerServices;

/// <summary>Where the elements of an operand lie under the axes of a <see cref="Nest"/>, innermost first; 0 where it is broadcast.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Layout
{
    internal int Offset;
    internal int Stride0;
    internal int Stride1;
    internal int Stride2;
    internal int Stride3;

    internal readonly int At(Position at) =>
        Offset + (at.C0 * Stride0) + (at.C1 * Stride1) + (at.C2 * Stride2) + (at.C3 * Stride3);
}

/// <summary>An array operand of a kernel.</summary>
/// <typeparam name="T">The element type; <c>byte</c> for <c>bool</c>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Operand<T>
    where T : unmanaged
{
    internal ArrayView<T> View;
    internal Layout Layout;

    /// <summary>The element of an input.</summary>
    public readonly T Load(Position at) => View[Layout.At(at)];

    /// <summary>Sets the element of an output, which is contiguous.</summary>
    public readonly void Store(Position at, T value) => View[at.Index] = value;
}

/// <summary>Several parameters as one, for kernels that have more than a launch can take.</summary>
/// <typeparam name="T1">The first parameter.</typeparam>
/// <typeparam name="T2">The second parameter.</typeparam>
/// <typeparam name="T3">The third parameter.</typeparam>
/// <param name="item1">The first parameter.</param>
/// <param name="item2">The second parameter.</param>
/// <param name="item3">The third parameter.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pack<T1, T2, T3>(T1 item1, T2 item2, T3 item3)
    where T1 : struct
    where T2 : struct
    where T3 : struct
{
    /// <summary>The first parameter.</summary>
    public T1 Item1 { get; } = item1;

    /// <summary>The second parameter.</summary>
    public T2 Item2 { get; } = item2;

    /// <summary>The third parameter.</summary>
    public T3 Item3 { get; } = item3;
}
