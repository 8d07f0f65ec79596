using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace Kernels.Ilgpu;

/// <summary>A GPU, by ILGPU: arrays moved there with <c>x.To(gpu)</c> stay there, kernels over them are queued on one stream, and reading
/// back waits.</summary>
/// <remarks>Thread-safe: work queued by several threads runs in some order, each thread's in its own.</remarks>
public sealed partial class IlgpuDevice : Device, IDisposable
{
    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly AcceleratorStream _stream;
    private readonly ErrorWord _errors;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Loaded> _kernels = new(StringComparer.Ordinal);
    private long _launches;
    private volatile bool _disposed;

    private IlgpuDevice(Context context, ILGPU.Runtime.Device device)
    {
        _context = context;
        _accelerator = device.CreateAccelerator(context);
        _stream = _accelerator.CreateStream();
        _errors = new ErrorWord(_accelerator, _stream);
        Buffers = new BufferPool(_accelerator, _stream);
    }

    /// <summary>The name of the device, as its driver gives it.</summary>
    public override string Name => $"{_accelerator.Name} ({Backend})";

    /// <summary>The back end that runs.</summary>
    public IlgpuBackend Backend => Of(_accelerator.AcceleratorType);

    /// <summary>How many kernels were queued so far.</summary>
    public long Launches => Interlocked.Read(ref _launches);

    internal BufferPool Buffers { get; }

    internal Accelerator Accelerator => _accelerator;

    /// <summary>The best device of this machine: CUDA, then OpenCL, then ILGPU's CPU accelerator.</summary>
    public static IlgpuDevice Create() => Create(new IlgpuOptions());

    /// <summary>A device of this machine.</summary>
    /// <param name="options">Which one.</param>
    /// <exception cref="InvalidOperationException">There is no such device.</exception>
    public static IlgpuDevice Create(IlgpuOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var context = Context.Create(builder => builder.AllAccelerators().EnableAlgorithms());
        try
        {
            var candidates = context.Devices
                .Where(d => options.Backend == IlgpuBackend.Best || Of(d.AcceleratorType) == options.Backend)
                .OrderBy(d => Of(d.AcceleratorType))
                .ToList();
            if ((uint)options.Index >= (uint)candidates.Count)
            {
                throw new InvalidOperationException(
                    $"There is no device {options.Index} of back end {options.Backend}; ILGPU found {string.Join(", ", context.Devices.Select(d => d.Name))}.");
            }
            return new IlgpuDevice(context, candidates[options.Index]);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>Waits for queued work and frees the device's memory: its arrays cannot be used any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            try
            {
                _stream.Synchronize();
            }
            finally
            {
                _disposed = true;
                Buffers.Dispose();
                _errors.Dispose();
                _stream.Dispose();
                _accelerator.Dispose();
                _context.Dispose();
            }
        }
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    internal override Storage<T> Allocate<T>(int length) => AllocateCore<T>(length);

    internal override Storage<T> FromHost<T>(ReadOnlySpan<T> elements)
    {
        var storage = AllocateCore<T>(elements.Length);
        if (elements.Length > 0)
        {
            lock (_gate)
                storage.Raw.CopyFromCPU(_stream, ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)), storage.Bytes);
        }
        return storage;
    }

    internal override HostStorage<T> ToHost<T>(Storage<T> storage)
    {
        var source = (IlgpuStorage<T>)storage;
        var host = (HostStorage<T>)Cpu.Allocate<T>(source.Length);
        Synchronize();
        if (source.Length > 0)
        {
            lock (_gate)
                source.Raw.CopyToCPU(_stream, ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(host.Elements)), source.Bytes);
        }
        GC.KeepAlive(source);
        return host;
    }

    internal override void Synchronize()
    {
        ThrowIfDisposed();
        _stream.Synchronize();
        lock (_gate) _errors.Raise(Name);
    }

    internal override async Task SynchronizeAsync()
    {
        ThrowIfDisposed();
        await _stream.SynchronizeAsync().ConfigureAwait(false);
        lock (_gate) _errors.Raise(Name);
    }

    private IlgpuStorage<T> AllocateCore<T>(int length)
    {
        ThrowIfDisposed();
        var size = Unsafe.SizeOf<T>();
        return new IlgpuStorage<T>(this, Buffers.Rent((long)length * size), length, size);
    }

    private static IlgpuBackend Of(AcceleratorType type) => type switch
    {
        AcceleratorType.Cuda => IlgpuBackend.Cuda,
        AcceleratorType.OpenCL => IlgpuBackend.OpenCL,
        _ => IlgpuBackend.Cpu,
    };
}
