using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>NaN replaced by operand 1, a double, infinities by the largest numbers.</summary>
internal sealed class NanToNum() : Composite("nan_to_num", arity: 2)
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        Replaced(x[0], x[0].DType == DType.F32 ? float.MaxValue : double.MaxValue, x[1].As(x[0].DType));

    private static Term Replaced(Term x, double most, Term nan) =>
        x.Apply(OpTable.IsNaN).Where(nan, x.Apply(OpTable.Clip, x.Number(-most), x.Number(most)));
}
