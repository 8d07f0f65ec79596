namespace Kernels;

/// <summary>A buffer on a device, shared by all views of it. Not used in user code.</summary>
public abstract class Storage
{
    /// <summary>The device that holds the buffer.</summary>
    public abstract Device Device { get; }
}

/// <summary>A buffer of <typeparamref name="T"/> on a device.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Storage<T> : Storage
{
    /// <summary>The number of elements that the buffer has room for.</summary>
    public abstract int Length { get; }
}
