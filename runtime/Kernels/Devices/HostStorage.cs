namespace Kernels;

/// <summary>Who may write into a buffer.</summary>
internal enum BufferUse : byte
{
    /// <summary>The method that made it.</summary>
    Own,

    /// <summary>Its storage's kernel, once it took the buffer from the array that was given up to it.</summary>
    Borrowed,

    /// <summary>No one: a user may see it.</summary>
    Exposed,
}

/// <summary>Elements in a managed array.</summary>
/// <remarks>Whoever uses the memory keeps this object alive until done (GC.KeepAlive), and who hands it out calls Expose first.</remarks>
internal class HostStorage<T> : Storage<T>
{
    private readonly int _length;

    public HostStorage(T[] data) : this(data, 0, data.Length)
    {
    }

    /// <summary>A buffer of <paramref name="length"/> elements from index <paramref name="start"/> of an array on, which may be longer.</summary>
    protected HostStorage(T[] data, int start, int length, Lease<T>? lease = null) : base(data, start) => (_length, Lease) = (start + length, lease);

    /// <summary>The buffer's lease, if it is one of the pool.</summary>
    private protected Lease<T>? Lease { get; set; }

    /// <summary>The array; before <see cref="Storage.Start"/> and from index <see cref="Length"/> on it means nothing.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was given back.</exception>
    public T[] Data => HostData ?? throw Released();

    internal override bool IsReleased => HostData is null;

    /// <summary>Who may write into the buffer.</summary>
    public BufferUse Use { get; private protected set; }

    /// <summary>Whether a user may hold a span or the array itself: such a buffer never returns to the pool and is never written again.</summary>
    public bool IsExposed => Use == BufferUse.Exposed;

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
            Use = BufferUse.Exposed;
            Lease?.Forget();
        }
        // Until here the pool must not have seen the buffer as dead.
        GC.KeepAlive(this);
        return data;
    }

    internal override void Release()
    {
        // Null from here on: who uses the array all the same gets an exception instead of another's elements.
        if (Interlocked.Exchange(ref HostData, null) is not null && !IsExposed) Lease?.Return();
        // Until here the pool must not find the storage dead, or it would take the buffer back a second time.
        GC.KeepAlive(this);
    }

    /// <summary>Moves the buffer to another storage, a kernel's to which its user gave it up. From here on this one has none.</summary>
    /// <returns>The buffer's lease, now the other's; null if it has none.</returns>
    /// <exception cref="ObjectDisposedException">The buffer was given back.</exception>
    public Lease<T>? MoveTo(Storage<T> owner)
    {
        if (Interlocked.Exchange(ref HostData, null) is null) throw Released();
        WasDonated = true;
        if (IsExposed) return null;
        Lease?.MoveTo(owner);
        // As in Release.
        GC.KeepAlive(this);
        return Lease;
    }

    /// <summary>The buffer in a storage of its own, for what its owner makes next; this one has none from here on, so that whoever still uses it gets an exception.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was given back.</exception>
    public HostStorage<T> Renew()
    {
        var renewed = new HostStorage<T>(Data, Start, _length - Start, Lease);
        Lease?.MoveTo(renewed);
        HostData = null;
        // As in Release.
        GC.KeepAlive(this);
        return renewed;
    }

    /// <summary>Leaves the buffer to those who share it, and to the collector after them.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref HostData, null) is not null) WasDonated = true;
        Lease?.Forget();
        GC.KeepAlive(this);
    }
}
