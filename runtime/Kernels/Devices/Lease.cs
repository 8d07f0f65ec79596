using System.Runtime.InteropServices;

namespace Kernels;

/// <summary>A buffer of the pool that is in use: it holds the buffer, and weakly the storage that uses it.</summary>
internal abstract class Lease
{
    private GCHandle _owner;

    /// <summary>The place in the pool's list; negative when it is not there.</summary>
    public int Index { get; set; } = -1;

    /// <summary>Whether no one can reach the storage, not even a finalizer of the program that still has to run.</summary>
    public bool IsDead => _owner.Target is null;

    public void Start(object owner)
    {
        _owner = GCHandle.Alloc(owner, GCHandleType.WeakTrackResurrection);
        BufferPool.Add(this);
    }

    /// <summary>From here on it is another storage that has the buffer.</summary>
    public void MoveTo(object owner) => BufferPool.Move(this, owner);

    /// <summary>Called by the pool under its lock.</summary>
    public void SetOwner(object owner) => _owner.Target = owner;

    /// <summary>Ends the lease; the buffer is its storage's own from here on.</summary>
    public void Forget() => BufferPool.Remove(this);

    /// <summary>Called once, by the pool under its lock.</summary>
    public void FreeOwner() => _owner.Free();

    /// <summary>Ends the lease; the buffer goes back to the pool.</summary>
    public abstract void Return();
}

internal sealed class Lease<T>(T[] array) : Lease
{
    public T[] Array { get; } = array;

    public override void Return()
    {
        Forget();
        BufferPool.Return(Array);
    }
}
