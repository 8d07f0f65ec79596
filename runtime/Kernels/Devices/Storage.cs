namespace Kernels;

/// <summary>A buffer on a device, shared by all views of it. Not used in user code.</summary>
public abstract class Storage
{
    internal Storage()
    {
    }

    /// <summary>The device that holds the buffer.</summary>
    public abstract Device Device { get; }

    /// <summary>The number of elements that the buffer has room for.</summary>
    public abstract int Length { get; }
}

/// <summary>A buffer of <typeparamref name="T"/> on a device.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Storage<T> : Storage
{
    // A field of the base class, not a virtual property: a generated call reads it for every operand.
    internal T[]? HostData;

    internal Storage(T[]? hostData = null) => HostData = hostData;

    /// <summary>Gives the buffer back before the collector finds it. Only for one that the caller made and no one else can see.</summary>
    internal virtual void Release()
    {
    }
}
