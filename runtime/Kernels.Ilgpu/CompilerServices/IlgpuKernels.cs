using System.Collections.Concurrent;
using System.ComponentModel;
using ILGPU;
using ILGPU.Runtime;

namespace Kernels.Ilgpu.CompilerServices;

/// <summary>Queues one run of a kernel.</summary>
/// <param name="launch">Its operands, and the stream.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void IlgpuLauncher(IlgpuLaunch launch);

/// <summary>The GPU kernels of the program, under the names of their CPU counterparts. Generated code registers them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IlgpuKernels
{
    private static readonly ConcurrentDictionary<string, IlgpuKernel> s_kernels = new(StringComparer.Ordinal);

    /// <summary>Makes a kernel known.</summary>
    /// <param name="name">The name of the <see cref="Kernels.CompilerServices.LoopKernel"/> whose place it takes.</param>
    /// <param name="load">Compiles it for an accelerator: called once for each device.</param>
    /// <param name="mayFail">If it calls <see cref="Nest.Check"/>: the expression that may fail, and its source line.</param>
    public static void Register(string name, Func<Accelerator, IlgpuLauncher> load, string? mayFail = null) => s_kernels[name] = new IlgpuKernel(load, mayFail);

    internal static IlgpuKernel? Find(string name) => s_kernels.GetValueOrDefault(name);

    internal static IEnumerable<string> Names => s_kernels.Keys;
}

/// <summary>A kernel, not yet compiled.</summary>
internal sealed record IlgpuKernel(Func<Accelerator, IlgpuLauncher> Load, string? MayFail);

/// <summary>One run of a kernel: what its parameters are.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IlgpuLaunch
{
    private readonly (IIlgpuStorage Storage, Layout Layout)[] _operands;
    private readonly long[] _scalars;

    internal IlgpuLaunch(AcceleratorStream stream, int size, Nest nest, (IIlgpuStorage Storage, Layout Layout)[] operands, long[] scalars)
    {
        Stream = stream;
        Extent = size;
        Nest = nest;
        _operands = operands;
        _scalars = scalars;
    }

    /// <summary>The device's stream.</summary>
    public AcceleratorStream Stream { get; }

    /// <summary>One thread for each element.</summary>
    public Index1D Extent { get; }

    /// <summary>The axes of the launch.</summary>
    public Nest Nest { get; }

    /// <summary>Array operand <paramref name="k"/>: inputs in the order they were given, then outputs.</summary>
    public Operand<T> Operand<T>(int k) where T : unmanaged =>
        new() { View = _operands[k].Storage.View<T>(), Layout = _operands[k].Layout };

    /// <summary>Scalar argument <paramref name="k"/>; <c>bool</c> as <c>byte</c>.</summary>
    public unsafe T Scalar<T>(int k) where T : unmanaged
    {
        var bits = _scalars[k];
        return *(T*)&bits;
    }
}
