namespace Kernels;

/// <summary>A buffer of the pool: goes back when it is released, or when the pool finds that no array shares it any more.</summary>
internal sealed class PooledStorage<T> : HostStorage<T>
{
    public PooledStorage(int length) : this(new Lease<T>(BufferPool.Rent<T>(length)), length)
    {
    }

    private PooledStorage(Lease<T> lease, int length) : base(lease.Array, BufferPool.FirstAligned(lease.Array, length), length, lease) => lease.Start(this);
}
