using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Whether |x - y| is at most atol + rtol |y|, in double; operands 2 to 4 are rtol, atol and whether NaNs are equal.</summary>
internal sealed class IsClose() : Composite("isclose", arity: 5)
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        Close(x[0], x[1], x[0].As(DType.F64), x[1].As(DType.F64), x[2], x[3], x[4]);

    private static Term Close(Term x, Term y, Term p, Term q, Term rtol, Term atol, Term equalNan)
    {
        // Nothing is within an infinite tolerance; infinities are close to themselves alone.
        var close = (((p - q).Apply(OpTable.Abs) <= atol + rtol * q.Apply(OpTable.Abs)) & q.Apply(OpTable.IsFinite)) | x.Is(y);
        return x.DType.IsFloat() ? close | (equalNan & x.Apply(OpTable.IsNaN) & y.Apply(OpTable.IsNaN)) : close;
    }
}
