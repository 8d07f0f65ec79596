using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Degrees in radians.</summary>
internal sealed class DegreesToRadians() : Composite("deg2rad")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0] * (Math.PI / 180);
}
