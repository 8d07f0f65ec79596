using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The bits of x moved right, the sign filling in; the count, an int, is taken modulo the width as in C#.</summary>
internal sealed class RightShift() : ElementwiseOp("right_shift", 2)
{
    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0].IsInteger() && operands[1] is DType.I32 ? operands[0] : operands[0].IsInteger() && operands[0] == operands[1] ? operands[0] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"Lanes.ShiftRight({x[0]}, {x[1]})";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes)
    {
        var count = dtypes[1] == DType.I32 ? x[1] : $"(int){x[1]}";
        return dtypes[0] == DType.U8 ? $"(byte)({x[0]} >> ({count} & 7))" : $"{x[0]} >> {count}";
    }
}
