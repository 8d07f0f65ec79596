using Kernels.Generator.IR;

namespace Kernels.Generator.Transforms;

/// <summary>Something that cannot be mapped over a batch; becomes a diagnostic at its source.</summary>
internal sealed class VmapException(Source source, string message) : Exception(message)
{
    public IR.Source At { get; } = source;
}
