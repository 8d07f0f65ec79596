using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The mean along <c>axis</c>, or of all elements, in which each counts by its weight, operand 1.</summary>
internal sealed class Average() : Composite("average", arity: 2)
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes)
    {
        AxisRules.Check(attributes, x[0].Value.Shape);
        var weights = x[1].Apply(OpTable.AlignAxis, attributes.Text("axis") is { } axis ? Attributes.None.With("axis", axis) : Attributes.None, x[0]);
        return (x[0] * weights).Apply(OpTable.Sum, attributes) / weights.Apply(OpTable.Like, x[0]).Apply(OpTable.Sum, attributes);
    }
}
