namespace Kernels;

/// <summary>A buffer on a device, shared by all views of it. Not used in user code.</summary>
public abstract class Storage
{
    internal Storage(int start) => Start = start;

    /// <summary>The index of the first element that belongs to the buffer: in host memory, one that lies on a cache line.</summary>
    internal int Start { get; }

    /// <summary>The device that holds the buffer.</summary>
    public abstract Device Device { get; }

    /// <summary>The end of the buffer: indices are below it.</summary>
    public abstract int Length { get; }

    /// <summary>Gives the buffer back before the collector finds it. Only for one that the caller made and no one else can see, or that its user gave up.</summary>
    internal abstract void Release();

    /// <summary>Called before the first write into the buffer: takes it from where it is borrowed, if it is.</summary>
    internal virtual void Own()
    {
    }
}

/// <summary>A buffer of <typeparamref name="T"/> on a device.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Storage<T> : Storage
{
    // A field of the base class, not a virtual property: a generated call reads it for every operand.
    internal T[]? HostData;

    internal Storage(T[]? hostData = null, int start = 0) : base(start) => HostData = hostData;

    /// <summary>Whether the buffer was given back: who reads an array of it gets an exception.</summary>
    internal abstract bool IsReleased { get; }

    /// <summary>Whether it was a kernel to which the buffer was given up (<see cref="DonateAttribute"/>); for the text of the exception.</summary>
    private protected bool WasDonated { get; set; }

    /// <summary><see cref="Storage.Release"/>, for a kernel to which its user gave the buffer up.</summary>
    internal void GiveUp()
    {
        WasDonated |= !IsReleased;
        Release();
    }

    /// <exception cref="ObjectDisposedException">The buffer was given back.</exception>
    internal void ThrowIfReleased()
    {
        if (IsReleased) throw Released();
    }

    private protected ObjectDisposedException Released() => new(nameof(NDArray<>), WasDonated
        ? "The array was deleted: it, or an array that shares its elements, was given up to a kernel whose parameter is marked [Donate]."
        : "The array was deleted: Delete() of it or of an array that shares its elements gave the buffer back.");
}
