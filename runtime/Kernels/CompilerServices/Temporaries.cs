using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Early return of buffers that a generated method made itself.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Temporaries
{
    /// <summary>Gives an intermediate result's buffer back. The array must not be used afterwards: reading it throws.</summary>
    /// <param name="x">An array that the calling method made and that no one else can see: neither it nor a view was returned,
    /// stored, captured or passed to unknown code.</param>
    public static void Release<T>(NDArray<T> x) => x.Storage.Release();
}
