using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>A view of elements that lie side by side.</summary>
public interface IContiguousArrayView<T>
    where T : unmanaged;

/// <summary>Elements of a device buffer; here every access is checked.</summary>
public readonly struct ArrayView<T> : IContiguousArrayView<T>
    where T : unmanaged
{
    private readonly MemoryBuffer _buffer;
    private readonly long _start;

    internal ArrayView(MemoryBuffer buffer, long start, long length)
    {
        // ILGPU has no bool elements: they are not blittable.
        if (typeof(T) == typeof(bool)) throw new NotSupportedException("bool is not blittable.");
        _buffer = buffer;
        _start = start;
        Length = length;
    }

    public long Length { get; }

    public int IntLength => checked((int)Length);

    internal MemoryBuffer Buffer => _buffer;

    internal long Start => _start;

    public ref T this[Index1D index] => ref this[index.X];

    public ref T this[int index]
    {
        get
        {
            if ((uint)index >= (ulong)Length) throw new ArgumentOutOfRangeException(nameof(index), $"A kernel accessed element {index} of a view of {Length} elements.");
            return ref Unsafe.As<byte, T>(ref _buffer.Bytes[_start + (long)index * Unsafe.SizeOf<T>()]);
        }
    }

    public ArrayView<T> SubView(long index, long subViewLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index + subViewLength, Length);
        return new ArrayView<T>(_buffer, _start + index * Unsafe.SizeOf<T>(), subViewLength);
    }

    public ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged =>
        new(_buffer, _start, Length * Unsafe.SizeOf<T>() / Unsafe.SizeOf<TOther>());
}
