using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Early return of buffers that a generated method made itself.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Temporaries
{
    /// <summary>Gives an intermediate result's buffer back. The array must not be used afterwards: reading it throws.</summary>
    /// <param name="x">An array that the calling method made and that no one else can see: neither it nor a view was returned,
    /// stored, captured or passed to unknown code.</param>
    public static void Release<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        // A device may still be at work with its buffers.
        if (x.Storage is HostStorage<T> storage) storage.Release();
    }

    /// <summary>The same for what a loop carries, which its first turn has from outside.</summary>
    /// <param name="x">An array that is not used afterwards: the one that the loop started with, or one that a turn made.</param>
    /// <param name="unless">What the loop started with.</param>
    public static void Release<T>(NDArray<T> x, NDArray<T> unless)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(unless);
        if (!ReferenceEquals(x.Storage, unless.Storage)) Release(x);
    }
}
