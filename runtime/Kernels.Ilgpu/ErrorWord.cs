using ILGPU;
using ILGPU.Runtime;
using Kernels.Ilgpu.CompilerServices;

namespace Kernels.Ilgpu;

/// <summary>The first error of the queued kernels: code, kernel and element, in device memory until someone waits.
/// The device's lock guards it: a kernel is armed and queued in one go.</summary>
internal sealed class ErrorWord : IDisposable
{
    private const int Length = 3;

    private readonly MemoryBuffer1D<int, Stride1D.Dense> _buffer;
    private readonly AcceleratorStream _stream;
    private readonly List<(string Name, string Expression)> _kernels = [];
    private bool _armed;

    public ErrorWord(Accelerator accelerator, AcceleratorStream stream)
    {
        _stream = stream;
        _buffer = accelerator.Allocate1D<int>(Length);
        Clear();
    }

    /// <summary>Where kernels write.</summary>
    public ArrayView<int> View => _buffer.AsContiguous();

    /// <summary>A number by which kernels of this name report themselves. From now on a wait looks at the word.</summary>
    public int Arm(string kernel, string expression)
    {
        _armed = true;
        var id = _kernels.IndexOf((kernel, expression));
        if (id >= 0) return id;
        _kernels.Add((kernel, expression));
        return _kernels.Count - 1;
    }

    /// <summary>Throws the error, once. The stream is idle.</summary>
    public void Raise(string device)
    {
        if (!_armed) return;
        _armed = false;
        var word = new int[Length];
        View.CopyToCPU(_stream, ref word[0], Length);
        if (word[0] == 0) return;
        Clear();
        var (kernel, expression) = _kernels[word[1]];
        var where = $"at element {word[2]} of the result in C order, in kernel '{kernel}' on {device}";
        throw (GpuError)word[0] switch
        {
            GpuError.DivideByZero => new DivideByZeroException($"{expression}: an integer was divided by zero {where}."),
            _ => new ArgumentOutOfRangeException(null, $"{expression}: an index lies outside of its axis {where}."),
        };
    }

    public void Dispose() => _buffer.Dispose();

    private void Clear()
    {
        var zero = new int[Length];
        View.CopyFromCPU(_stream, ref zero[0], Length);
    }
}
