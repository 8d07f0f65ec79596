using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The first two axes turned by 90 degrees <c>k</c> times, from the first towards the second: views.</summary>
internal sealed class Rot90() : Composite("rot90")
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes) => (((attributes.Int("k", 1) % 4) + 4) % 4) switch
    {
        1 => Turned(Flipped(x[0], "1")),
        2 => Flipped(x[0], "0,1"),
        3 => Flipped(Turned(x[0]), "1"),
        _ => x[0],
    };

    private static Term Flipped(Term x, string axes) => x.Apply(OpTable.Flip, Attributes.None.With("axis", axes));

    private static Term Turned(Term x) => x.Apply(OpTable.SwapAxes, Attributes.None.With("axis1", 0).With("axis2", 1));
}
