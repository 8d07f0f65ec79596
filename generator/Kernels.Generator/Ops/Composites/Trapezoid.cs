using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The integral along <c>axis</c>, by default the last, by the trapezoidal rule; operand 1 is the distance of the samples, a double.</summary>
internal sealed class Trapezoid() : Composite("trapezoid", arity: 2)
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes)
    {
        var axis = attributes.Int("axis", -1);
        AxisRules.Check(axis, x[0].Value.Shape);
        return (x[1].As(x[0].DType) * (x[0].Along(axis, "1..") + x[0].Along(axis, "..^1")) / 2).Apply(OpTable.Sum, Attributes.None.With("axis", axis));
    }
}
