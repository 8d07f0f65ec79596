using ILGPU;
using ILGPU.Runtime;
using Kernels.CompilerServices;
using Kernels.Ilgpu.CompilerServices;

namespace Kernels.Ilgpu;

// Loops: find the kernel by its name, bring the operands into a layout that it takes, queue it.
public sealed partial class IlgpuDevice
{
    private sealed record Loaded(IlgpuLauncher Launch, string? MayFail);

    internal override void Run(ref LoopNest nest)
    {
        if (nest.Size > 0) Launch(nest, null);
        for (var k = 0; k < nest.OperandCount; k++) GC.KeepAlive(nest.Array(k));
    }

    /// <summary>Queues the nest's kernel.</summary>
    /// <param name="nest">A nest with elements.</param>
    /// <param name="output">Where the result goes if the nest has no output of its own.</param>
    private void Launch(in LoopNest nest, IIlgpuStorage? output)
    {
        ThrowIfDisposed();
        var kernel = Load(nest.Kernel.Name);
        var inputs = nest.InputCount;
        var operands = new (IIlgpuStorage Storage, Layout Layout)[nest.OperandCount + (output is null ? 0 : 1)];
        var strides = new int[inputs + 1][];
        for (var k = 0; k < inputs; k++) strides[k] = nest.Operand(k).BroadcastStrides();
        strides[inputs] = Strides.Contiguous(nest.Shape.Dims).ToArray();

        var dims = Layouts.Collapse(nest.Shape.Dims, strides);
        List<Storage> temporaries = [];
        if (dims.Count <= NestAxes.MaxRank)
        {
            for (var k = 0; k < inputs; k++)
                operands[k] = ((IIlgpuStorage)nest.Array(k).Storage, Layouts.Layout(nest.Operand(k).Offset, strides[k], dims.Count));
        }
        else
        {
            // Too many axes for the kernel: every input becomes a contiguous array of the nest's shape.
            for (var k = 0; k < inputs; k++)
            {
                var copy = Gather(nest.Array(k), nest.Operand(k).BroadcastStrides(), nest.Shape.Dims);
                temporaries.Add((Storage)copy);
                operands[k] = (copy, Layouts.Contiguous());
            }
            dims = [nest.Size];
        }
        for (var k = inputs; k < nest.OperandCount; k++) operands[k] = ((IIlgpuStorage)nest.Array(k).Storage, Layouts.Contiguous());
        if (output is not null) operands[^1] = (output, Layouts.Contiguous());

        var scalars = new long[nest.ScalarCount];
        for (var k = 0; k < scalars.Length; k++) scalars[k] = nest.ScalarBits(k);

        var axes = new Nest { Axes = Layouts.Axes(dims), Errors = _errors.View };
        lock (_gate)
        {
            if (kernel.MayFail is { } expression) axes.Kernel = _errors.Arm(nest.Kernel.Name, expression);
            kernel.Launch(new IlgpuLaunch(_stream, nest.Size, axes, operands, scalars));
            Interlocked.Increment(ref _launches);
        }
        foreach (var temporary in temporaries) GC.KeepAlive(temporary);
    }

    private Loaded Load(string name)
    {
        lock (_gate)
        {
            if (_kernels.TryGetValue(name, out var loaded)) return loaded;
            var kernel = IlgpuKernels.Find(name) ?? throw new InvalidOperationException(
                $"There is no GPU kernel for '{name}': neither the project that declares it nor one that uses it and was loaded references Kernels.Ilgpu. Move the arrays to the CPU with To(Device.Cpu), or reference the package in one of them.");
            return _kernels[name] = new Loaded(Compile(name, kernel.Load), kernel.MayFail);
        }
    }

    /// <summary>Compiles a kernel. A failed compilation leaves ILGPU's caches broken for all others.</summary>
    private T Compile<T>(string name, Func<Accelerator, T> load)
    {
        try
        {
            return load(_accelerator);
        }
        catch (Exception e)
        {
            _context.ClearCache(ClearCacheMode.Everything);
            throw new InvalidOperationException($"ILGPU could not compile the kernel '{name}' for {Name}: {e.Message}", e);
        }
    }

    // The runtime's own kernels are loaded once for each instantiation.
    private readonly Dictionary<(string, Type), Delegate> _own = [];

    private TDelegate Own<TDelegate>(string name, Type key, Func<Accelerator, TDelegate> load) where TDelegate : Delegate
    {
        lock (_gate)
        {
            if (_own.TryGetValue((name, key), out var loaded)) return (TDelegate)loaded;
            var compiled = Compile($"{name}<{key.Name}>", load);
            _own[(name, key)] = compiled;
            return compiled;
        }
    }

    private void Queue(Action<AcceleratorStream> launch)
    {
        lock (_gate)
        {
            launch(_stream);
            Interlocked.Increment(ref _launches);
        }
    }
}
