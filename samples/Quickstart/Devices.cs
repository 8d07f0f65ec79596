#if WITH_ILGPU
using Kernels.Ilgpu;
#endif
using Kernels;

namespace Quickstart;

/// <summary>The same kernels on a GPU, if this machine has one and the project was built with ILGPU.</summary>
internal static class Devices
{
    public static void Run()
    {
#if WITH_ILGPU
        var gpu = Gpu();
        if (gpu is not null)
        {
            using (gpu) Run(gpu, gpu.Name);
            return;
        }
        Run(Device.Cpu, "CPU (no GPU device found)");
#else
        Run(Device.Cpu, "CPU (no GPU: built without ILGPU)");
#endif
    }

    private static void Run(Device device, string name)
    {
        Console.WriteLine($"Device: {name}");
        var x = NDArray.Linspace(-3f, 3f, 5).To(device);
        NDArray<int> a = [[1, 2], [3, 4]];
        NDArray<int> b = [[10, 20], [30, 40]];
        Output.Show(Model.Gelu(x));
        Output.Show(Model.Add(a.To(device), b.To(device)));
    }

#if WITH_ILGPU
    private static IlgpuDevice? Gpu()
    {
        var device = IlgpuDevice.Create();
        if (device.Backend != IlgpuBackend.Cpu) return device;
        // ILGPU's CPU accelerator is for debugging kernels: it is there on every machine, and slow.
        device.Dispose();
        return null;
    }
#endif
}
