using System.Runtime.InteropServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers.Chains;

/// <summary>The buffers of some nests, pinned: and of each operand of each nest, where it begins.</summary>
internal sealed unsafe class ChainPins : IDisposable
{
    private readonly Dictionary<object, GCHandle> _handles = new(ReferenceEqualityComparer.Instance);
    private readonly nint* _origins;

    public ChainPins(ReadOnlySpan<ChainedNest> nests)
    {
        _origins = (nint*)NativeMemory.AllocZeroed((nuint)nests.Length * LoopArgs.MaxOperands, (nuint)sizeof(nint));
        try
        {
            for (var k = 0; k < nests.Length; k++) Pin(ref nests[k].Nest, _origins + k * LoopArgs.MaxOperands);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>For each nest, <see cref="LoopArgs.MaxOperands"/> addresses, as drivers take them: of element 0 of the buffer, or of a result that has its buffer to itself, of
    /// its first element.</summary>
    public nint Origins => (nint)_origins;

    private void Pin(ref LoopNest nest, nint* origins)
    {
        for (var k = 0; k < nest.OperandCount; k++)
        {
            var data = nest.HostData[k]!;
            if (!_handles.TryGetValue(data, out var handle)) _handles[data] = handle = GCHandle.Alloc(data, GCHandleType.Pinned);
            origins[k] = handle.AddrOfPinnedObject();
            if (!nest.IsPlaced && k >= nest.InputCount) origins[k] += nest.Array(k).Offset * nest.ElementSize(k);
        }
    }

    public void Dispose()
    {
        foreach (var handle in _handles.Values) handle.Free();
        NativeMemory.Free(_origins);
    }
}
