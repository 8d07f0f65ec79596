using System.Diagnostics;

namespace Kernels;

/// <summary>A buffer that its user gave up to a kernel (<see cref="DonateAttribute"/>). Until the kernel writes into it, it is the caller's, whose array is
/// as it was if the kernel fails before; then it moves here, and the caller's array is deleted.</summary>
/// <remarks>Where others may look at the buffer, a user with a span or another argument of the call, it never moves: it is read here, never written, and
/// left to the collector.</remarks>
internal sealed class DonatedStorage<T> : HostStorage<T>
{
    // Held for as long as it has the buffer: the pool must not find it dead.
    private HostStorage<T>? _source;

    private DonatedStorage(HostStorage<T> buffer, HostStorage<T>? source, BufferUse use) : base(buffer.Data, buffer.Start, buffer.Length - buffer.Start)
    {
        _source = source;
        Use = use;
    }

    /// <summary>The buffer of an array that was given up, for its kernel.</summary>
    /// <param name="source">The array's storage.</param>
    /// <param name="isShared">Whether another argument of the call lies in it.</param>
    /// <exception cref="ObjectDisposedException">It was given back before.</exception>
    public static DonatedStorage<T> Of(HostStorage<T> source, bool isShared) =>
        new(source, source, isShared || source.IsExposed ? BufferUse.Exposed : BufferUse.Borrowed);

    /// <summary>The buffer of another argument in which an array lies that was given up, for a result that lies there too. It is left to the collector.</summary>
    public static DonatedStorage<T> Beside(HostStorage<T> source) => new(source, null, BufferUse.Exposed);

    /// <summary>Whether the buffer is that of another storage, and did not move.</summary>
    public bool IsFrom(Storage<T> storage) => ReferenceEquals(_source, storage);

    internal override void Own()
    {
        if (Use != BufferUse.Borrowed) return;
        var source = _source!;
        var lease = source.MoveTo(this);
        // A span that was taken since the kernel began.
        Use = source.IsExposed ? BufferUse.Exposed : BufferUse.Own;
        Lease = lease;
        _source = null;
        GC.KeepAlive(this);
    }

    internal override void Release()
    {
        Own();
        base.Release();
    }

    /// <summary>Deletes the caller's array where the buffer did not move.</summary>
    public void DeleteSource()
    {
        Debug.Assert(Use != BufferUse.Borrowed);
        _source?.Abandon();
        _source = null;
    }
}
