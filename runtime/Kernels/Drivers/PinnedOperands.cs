using System.Runtime.InteropServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers;

/// <summary>The buffers of a nest's operands, pinned: for nests of more operands than are worth a <c>fixed</c> statement each.</summary>
internal sealed unsafe class PinnedOperands : IDisposable
{
    private readonly GCHandle[] _handles;

    /// <summary>Pins nothing yet.</summary>
    /// <param name="count">How many operands, from the first one on.</param>
    public PinnedOperands(int count) => _handles = new GCHandle[count];

    /// <summary>Pins the operands, and gives the addresses of their buffers.</summary>
    public void Pin(ref LoopNest nest, byte** origins)
    {
        for (var k = 0; k < _handles.Length; k++)
        {
            _handles[k] = GCHandle.Alloc(nest.HostData[k], GCHandleType.Pinned);
            origins[k] = (byte*)_handles[k].AddrOfPinnedObject();
        }
    }

    public void Dispose()
    {
        foreach (var handle in _handles)
            if (handle.IsAllocated) handle.Free();
    }
}
