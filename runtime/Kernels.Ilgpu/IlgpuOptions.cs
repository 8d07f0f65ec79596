namespace Kernels.Ilgpu;

/// <summary>Which of ILGPU's back ends a device may use.</summary>
public enum IlgpuBackend
{
    /// <summary>CUDA if there is such a device, else OpenCL, else ILGPU's CPU accelerator.</summary>
    Best,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda,

    /// <summary>A device of an OpenCL driver.</summary>
    OpenCL,

    /// <summary>ILGPU's CPU accelerator: slow, for debugging kernels.</summary>
    Cpu,
}

/// <summary>What <see cref="IlgpuDevice.Create(IlgpuOptions)"/> chooses from.</summary>
public sealed record IlgpuOptions
{
    /// <summary>The back end; by default the best that this machine has.</summary>
    public IlgpuBackend Backend { get; init; }

    /// <summary>Which device of the back end, in ILGPU's order.</summary>
    public int Index { get; init; }
}
