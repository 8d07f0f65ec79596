namespace ILGPU.Runtime;

/// <summary>What kind of device it is.</summary>
public enum AcceleratorType
{
    CPU = 0,
    Cuda = 1,
    OpenCL = 2,
}

/// <summary>A device that accelerators are made for.</summary>
public abstract class Device
{
    private protected Device()
    {
    }

    public abstract AcceleratorType AcceleratorType { get; }

    public abstract string Name { get; }

    public abstract Accelerator CreateAccelerator(Context context);
}

/// <summary>Runs kernels.</summary>
public abstract class Accelerator : IDisposable
{
    private protected Accelerator(Device device) => Device = device;

    public Device Device { get; }

    public AcceleratorType AcceleratorType => Device.AcceleratorType;

    public string Name => Device.Name;

    public AcceleratorStream CreateStream() => new QueueStream(this);

    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged =>
        new(this, length);

    /// <inheritdoc/>
    public void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>Something that belongs to an accelerator.</summary>
public abstract class AcceleratorObject : IDisposable
{
    private protected AcceleratorObject(Accelerator accelerator) => Accelerator = accelerator;

    public Accelerator Accelerator { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the object holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A queue of work that is done in order.</summary>
public abstract class AcceleratorStream : AcceleratorObject
{
    private protected AcceleratorStream(Accelerator accelerator) : base(accelerator)
    {
    }

    public abstract void Synchronize();

    public Task SynchronizeAsync() => Task.Run(Synchronize);

    internal abstract void Enqueue(Action work);
}

/// <summary>The CPU in the place of a device.</summary>
internal sealed class ContractDevice : Device
{
    public override AcceleratorType AcceleratorType => AcceleratorType.CPU;

    public override string Name => "CPUAccelerator";

    public override Accelerator CreateAccelerator(Context context) => new ContractAccelerator(this);
}

internal sealed class ContractAccelerator(Device device) : Accelerator(device);

/// <summary>A stream that works on another thread, as a device's does.</summary>
internal sealed class QueueStream(Accelerator accelerator) : AcceleratorStream(accelerator)
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    public override void Synchronize()
    {
        Task last;
        lock (_gate) last = _last;
        last.GetAwaiter().GetResult();
    }

    internal override void Enqueue(Action work)
    {
        lock (_gate)
        {
            // A failure reaches whoever waits next: nothing that follows it runs.
            _last = _last.ContinueWith(
                before =>
                {
                    before.GetAwaiter().GetResult();
                    work();
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
        }
    }
}
