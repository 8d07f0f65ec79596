using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Central differences along <c>axis</c>, by default the last, and one-sided ones at its ends; operand 1 is the distance of the samples, a double.</summary>
internal sealed class Gradient() : Composite("gradient", arity: 2)
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes)
    {
        var axis = attributes.Int("axis", -1);
        AxisRules.Check(axis, x[0].Value.Shape);
        var (f, h) = (x[0], x[1].As(x[0].DType));
        var first = (f.Along(axis, "1..2") - f.Along(axis, "..1")) / h;
        var inner = (f.Along(axis, "2..") - f.Along(axis, "..^2")) / (h * 2);
        var last = (f.Along(axis, "^1..") - f.Along(axis, "^2..^1")) / h;
        return first.Apply(OpTable.Concatenate, Attributes.None.With("axis", axis), inner, last);
    }
}
