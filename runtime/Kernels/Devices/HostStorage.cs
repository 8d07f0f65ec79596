namespace Kernels;

/// <summary>Elements in a managed array.</summary>
internal class HostStorage<T> : Storage<T>
{
    private readonly int _length;

    public HostStorage(T[] data) : this(data, 0, data.Length)
    {
    }

    /// <summary>A buffer of <paramref name="length"/> elements from index <paramref name="start"/> of an array on, which may be longer.</summary>
    protected HostStorage(T[] data, int start, int length) : base(data, start) => _length = start + length;

    /// <summary>The array; before <see cref="Storage{T}.Start"/> and from index <see cref="Length"/> on it means nothing.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was given back.</exception>
    public T[] Data => HostData ?? throw Released();

    internal override bool IsReleased => HostData is null;

    /// <summary>Whether a user may hold a span or the array itself: such a buffer never returns to the pool and is never written again.</summary>
    public bool IsExposed { get; private set; }

    public override Device Device => Device.Cpu;

    public override int Length => _length;

    /// <summary>The elements that belong to the buffer.</summary>
    public Span<T> Elements => Data.AsSpan(Start, _length - Start);

    /// <summary>The elements, for code that the runtime does not control.</summary>
    public T[] Expose()
    {
        var data = Data;
        if (!IsExposed)
        {
            IsExposed = true;
            OnExposed();
        }
        // Until here the pool must not have seen the buffer as dead.
        GC.KeepAlive(this);
        return data;
    }

    internal override void Release() => HostData = null;

    /// <summary>Called when a user may have a span of the buffer, for the first time.</summary>
    protected virtual void OnExposed()
    {
    }
}
