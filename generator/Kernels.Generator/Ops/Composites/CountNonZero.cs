using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The number of elements that are not zero, a long.</summary>
internal sealed class CountNonZero() : Composite("count_nonzero")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        (x[0].DType == DType.Bool ? x[0] : x[0].Apply(OpTable.NotEqual, x[0].Number(0))).As(DType.I64).Apply(OpTable.Sum, attributes);
}
