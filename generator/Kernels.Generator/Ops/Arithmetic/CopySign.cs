using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The magnitude of x with the sign of y, also that of a zero.</summary>
internal sealed class CopySign() : ElementwiseOp("copysign", 2)
{
    public override string[] SystemMath => ["CopySign"];

    public override int Instructions => 3;

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0].IsFloat() && operands[1] == operands[0] ? operands[0] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{LaneNames.Class(dtypes[0])}.CopySign({x[0]}, {x[1]})";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{dtypes[0].Keyword()}.CopySign({x[0]}, {x[1]})";

    // 1 / -0.0 is below 0.
    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"({x[1]} < 0 || ({x[1]} == 0 && 1 / {x[1]} < 0) ? -GpuMath.Abs({x[0]}) : GpuMath.Abs({x[0]}))";
}
