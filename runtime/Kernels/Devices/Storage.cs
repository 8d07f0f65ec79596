namespace Kernels;

/// <summary>A buffer on a device, shared by all views of it. Not used in user code.</summary>
public abstract class Storage
{
    internal Storage()
    {
    }

    /// <summary>The device that holds the buffer.</summary>
    public abstract Device Device { get; }

    /// <summary>The end of the buffer: indices are below it.</summary>
    public abstract int Length { get; }
}

/// <summary>A buffer of <typeparamref name="T"/> on a device.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Storage<T> : Storage
{
    // A field of the base class, not a virtual property: a generated call reads it for every operand.
    internal T[]? HostData;

    internal Storage(T[]? hostData = null, int start = 0) => (HostData, Start) = (hostData, start);

    /// <summary>The index of the first element that belongs to the buffer: in host memory, one that lies on a cache line.</summary>
    internal int Start { get; }

    /// <summary>Whether the buffer was given back: who reads an array of it gets an exception.</summary>
    internal abstract bool IsReleased { get; }

    /// <summary>Gives the buffer back before the collector finds it. Only for one that the caller made and no one else can see, or that its user gave up.</summary>
    internal abstract void Release();

    /// <exception cref="ObjectDisposedException">The buffer was given back.</exception>
    internal void ThrowIfReleased()
    {
        if (IsReleased) throw Released();
    }

    internal static ObjectDisposedException Released() =>
        new(nameof(NDArray<>), "The array was deleted: Delete() of it or of an array that shares its elements gave the buffer back.");
}
