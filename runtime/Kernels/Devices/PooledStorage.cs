namespace Kernels;

/// <summary>A buffer of the pool: goes back when it is released, or when the pool finds that no array shares it any more.</summary>
/// <remarks>Whoever uses the memory keeps this object alive until done (GC.KeepAlive), and who hands it out calls Expose first.</remarks>
internal sealed class PooledStorage<T> : HostStorage<T>
{
    private readonly Lease<T> _lease;

    public PooledStorage(int length) : this(new Lease<T>(BufferPool.Rent<T>(length)), length)
    {
    }

    private PooledStorage(Lease<T> lease, int length) : base(lease.Array, BufferPool.FirstAligned(lease.Array), length)
    {
        _lease = lease;
        lease.Start(this);
    }

    internal override void Release()
    {
        // Null from here on: who uses the array all the same gets an exception instead of another's elements.
        if (Interlocked.Exchange(ref HostData, null) is not null && !IsExposed) _lease.Return();
        // Until here the pool must not find the storage dead, or it would take the buffer back a second time.
        GC.KeepAlive(this);
    }

    public override Lease<T>? MoveTo(Storage<T> owner)
    {
        base.MoveTo(owner);
        if (IsExposed) return null;
        _lease.MoveTo(owner);
        // Until here the pool must not find the storage dead.
        GC.KeepAlive(this);
        return _lease;
    }

    public override void Abandon()
    {
        base.Abandon();
        _lease.Forget();
        GC.KeepAlive(this);
    }

    protected override void OnExposed() => _lease.Forget();
}
