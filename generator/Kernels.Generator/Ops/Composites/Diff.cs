using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The differences of neighbours along <c>axis</c>, by default the last, <c>n</c> times.</summary>
internal sealed class Diff() : Composite("diff")
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes)
    {
        var axis = attributes.Int("axis", -1);
        AxisRules.Check(axis, x[0].Value.Shape);
        var times = attributes.Int("n", 1);
        if (times < 0) throw new IrException("'diff' takes differences n times, which is not negative");
        var result = x[0];
        for (; times > 0; times--) result = result.Along(axis, "1..") - result.Along(axis, "..^1");
        return result;
    }
}
