using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The quotient rounded down, as Python's //.</summary>
internal sealed class FloorDivide() : Composite("floor_divide", arity: 2)
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].IsUnsigned ? x[0] / x[1] : Quotient(x[0], x[1], x[0] % x[1]);

    private static Term Quotient(Term x, Term y, Term remainder)
    {
        var quotient = x.DType.IsFloat() ? (x - remainder) / y : x / y;
        var isAbove = remainder.Apply(OpTable.NotEqual, remainder.Number(0)) & (remainder < 0).Apply(OpTable.LogicalXor, y < 0);
        var below = isAbove.Where(quotient - 1, quotient);
        // Whole but for the rounding of the division.
        return x.DType.IsFloat() ? y.Is(0).Where(x / y, below.Apply(OpTable.Round)) : below;
    }
}
