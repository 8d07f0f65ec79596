namespace Kernels.Generator;

/// <summary>The names of the pipeline's steps, for tests of incrementality.</summary>
internal static class Steps
{
    public const string World = nameof(World);
    public const string KernelFiles = nameof(KernelFiles);
    public const string Kernels = nameof(Kernels);
    public const string Compile = nameof(Compile);
    public const string KernelSources = nameof(KernelSources);
    public const string KernelDiagnostics = nameof(KernelDiagnostics);
    public const string Companions = nameof(Companions);
    public const string CallFiles = nameof(CallFiles);
    public const string Calls = nameof(Calls);
    public const string Interceptors = nameof(Interceptors);
    public const string CallDiagnostics = nameof(CallDiagnostics);
    public const string KernelCalls = nameof(KernelCalls);
    public const string KernelCallSources = nameof(KernelCallSources);
    public const string KernelCallDiagnostics = nameof(KernelCallDiagnostics);
    public const string Library = nameof(Library);
    public const string LibraryGpu = nameof(LibraryGpu);
    public const string LibraryGpuSources = nameof(LibraryGpuSources);
    public const string LibraryGpuDiagnostics = nameof(LibraryGpuDiagnostics);
    public const string OpKernels = nameof(OpKernels);
}
