using System.Numerics;
using ILGPU.Runtime;
using RawBuffer = ILGPU.Runtime.MemoryBuffer1D<byte, ILGPU.Stride1D.Dense>;

namespace Kernels.Ilgpu;

/// <summary>Device memory by size classes. A buffer that is given back may still be used by queued work: whoever rents it next queues
/// work behind that, on the same stream.</summary>
internal sealed class BufferPool(Accelerator accelerator, AcceleratorStream stream)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Stack<RawBuffer>> _free = [];

    // Keeps ILGPU's finalizers away from memory that queued work may use.
    private readonly HashSet<RawBuffer> _all = [];
    private bool _disposed;

    public RawBuffer Rent(long bytes)
    {
        var size = Math.Max(256, (long)BitOperations.RoundUpToPowerOf2((ulong)bytes));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(IlgpuDevice));
            if (_free.TryGetValue(size, out var stack) && stack.TryPop(out var free)) return free;
        }
        RawBuffer buffer;
        try
        {
            buffer = accelerator.Allocate1D<byte>(size);
        }
        catch (Exception e) when (e is not ArgumentException)
        {
            // The device is full: what was dropped and what lies idle makes room.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Trim();
            buffer = accelerator.Allocate1D<byte>(size);
        }
        lock (_gate) _all.Add(buffer);
        return buffer;
    }

    /// <summary>Takes a buffer back; also from a finalizer.</summary>
    public void Return(RawBuffer buffer, long bytes)
    {
        var size = Math.Max(256, (long)BitOperations.RoundUpToPowerOf2((ulong)bytes));
        lock (_gate)
        {
            if (_disposed) return;
            if (!_free.TryGetValue(size, out var stack)) _free[size] = stack = new Stack<RawBuffer>();
            stack.Push(buffer);
        }
    }

    /// <summary>Buffers that exist, and those of them that are idle.</summary>
    public (int All, int Idle) Count
    {
        get
        {
            lock (_gate) return (_all.Count, _free.Values.Sum(s => s.Count));
        }
    }

    /// <summary>Frees idle buffers.</summary>
    public void Trim()
    {
        stream.Synchronize();
        lock (_gate)
        {
            foreach (var buffer in _free.Values.SelectMany(s => s))
            {
                _all.Remove(buffer);
                buffer.Dispose();
            }
            _free.Clear();
        }
    }

    /// <summary>Frees every buffer; queued work is done.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var buffer in _all) buffer.Dispose();
            _all.Clear();
            _free.Clear();
        }
    }
}
