namespace Kernels;

/// <summary>Elements in a managed array.</summary>
internal class HostStorage<T>(T[] data) : Storage<T>
{
    public T[] Data { get; } = data;

    /// <summary>Whether a user may hold a span or the array itself: such a buffer never returns to the pool and is never written again.</summary>
    public bool IsExposed { get; private set; }

    /// <summary>The elements, for code that the runtime does not control.</summary>
    public T[] Expose()
    {
        IsExposed = true;
        return Data;
    }

    public override Device Device => Device.Cpu;

    public override int Length => Data.Length;
}
