using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Radians in degrees.</summary>
internal sealed class RadiansToDegrees() : Composite("rad2deg")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0] * (180 / Math.PI);
}
