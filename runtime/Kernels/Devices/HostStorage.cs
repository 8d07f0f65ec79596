namespace Kernels;

/// <summary>Elements in a managed array.</summary>
internal class HostStorage<T>(T[] data) : Storage<T>
{
    public T[] Data { get; } = data;

    public override Device Device => Device.Cpu;

    public override int Length => Data.Length;
}
