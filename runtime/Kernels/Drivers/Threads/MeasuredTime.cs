using System.Diagnostics;

namespace Kernels.Drivers.Threads;

/// <summary>What an element of some work takes one thread: as measured, and before that from its cost and the bytes that move.</summary>
/// <param name="cost">The operations for an element, in additions.</param>
/// <param name="elementSize">Bytes in an element.</param>
internal sealed class MeasuredTime(float cost, int elementSize)
{
    // Nanoseconds a byte, at 20 GB/s: memory that others use too.
    private const float MemoryTime = 0.05f;

    private readonly float _arithmetic = Arithmetic(cost, elementSize);
    private float _elementTime = Arithmetic(cost, elementSize);
    private bool _measured;

    // The first run compiles the body.
    private bool _compiled;

    /// <summary>The nanoseconds that one thread takes for so many elements.</summary>
    public double Of(long elements, int bytesPerElement) =>
        elements * (_measured ? _elementTime : Math.Max(_elementTime, bytesPerElement * Split.ByteTime));

    /// <summary>Whether the arithmetic takes less time than memory does for so many bytes an element. A measured time would not tell: it is long where memory is slow.</summary>
    public bool IsMemoryBound(int bytesPerElement) => _arithmetic < bytesPerElement * MemoryTime;

    /// <summary>Learns from a run. Threads may overwrite each other's findings: it is an estimate, and no result depends on it.</summary>
    /// <param name="elements">The elements of the run.</param>
    /// <param name="ticks">What it took, all its threads together, in ticks of <see cref="Stopwatch"/>.</param>
    public void Learn(long elements, long ticks)
    {
        if (!_compiled)
        {
            _compiled = true;
            return;
        }
        var time = (float)(ticks * (1e9 / Stopwatch.Frequency) / elements);
        // A run that was disturbed says little: downwards at once, upwards slowly.
        if (!_measured || time < _elementTime) _elementTime = time;
        else _elementTime += Math.Min(time - _elementTime, _elementTime) / 8;
        _measured = true;
    }

    // An addition of vectors takes about 0.2 ns.
    private static float Arithmetic(float cost, int elementSize) => cost * 0.2f * elementSize / Hardware.VectorBytes;
}
