using Kernels.CompilerServices;

namespace Kernels;

/// <summary>The CPU: buffers in managed memory, vectorised loops.</summary>
internal sealed class CpuDevice : Device
{
    public override string Name => "CPU";

    internal override Storage<T> Allocate<T>(int length) => new HostStorage<T>(new T[length]);

    internal override void Run(ref LoopNest nest) => throw new NotImplementedException();
}
