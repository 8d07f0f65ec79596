using System.Collections.Immutable;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>What to drop from the caches.</summary>
public enum ClearCacheMode
{
    Default = 0,
    Everything = 1,
}

/// <summary>Where accelerators and compiled kernels belong.</summary>
public sealed class Context : IDisposable
{
    private Context()
    {
    }

    /// <summary>The assembly that ILGPU generates at run time: it needs access to the types of kernels' parameters.</summary>
    public const string RuntimeAssemblyName = "ILGPURuntime";

    public ImmutableArray<Device> Devices { get; } = [new ContractDevice()];

    public static Context Create(Action<Builder> buildingCallback)
    {
        ArgumentNullException.ThrowIfNull(buildingCallback);
        buildingCallback(new Builder());
        return new Context();
    }

    public void ClearCache(ClearCacheMode mode) => _ = mode;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>The choices that a context is made with.</summary>
    public sealed class Builder
    {
        internal Builder()
        {
        }

        public Builder AllAccelerators() => this;
    }
}
