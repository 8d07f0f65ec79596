using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>x times a power of two, whose exponent is an integer: by two factors, since one alone may be out of range where the result is not.</summary>
internal sealed class Ldexp() : Composite("ldexp", arity: 2)
{
    protected override Term Expand(Term[] x, Attributes attributes)
    {
        if (!x[0].DType.IsFloat() || x[1].DType != DType.I32) throw new IrException($"'ldexp' has no form for {x[0].DType.Keyword()} and {x[1].DType.Keyword()}");
        var half = x[1].Apply(OpTable.RightShift, x[1].Number(1));
        Term Power(Term n) => n.As(x[0].DType).Apply(OpTable.Exp2);
        return x[0] * Power(half) * Power(x[1] - half);
    }
}
