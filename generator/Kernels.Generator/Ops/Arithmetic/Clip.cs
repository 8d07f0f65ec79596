using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>x held between a lower and an upper bound: <c>minimum(maximum(x, low), high)</c>.</summary>
internal sealed class Clip() : ElementwiseOp("clip", 3)
{
    public override string[] SystemMath => ["Clamp"];

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0] != DType.Bool && operands.All(o => o == operands[0]) ? operands[0] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        Compose(x, (op, pair) => op.Lanes(lanes, dtypes, pair, attributes));

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        Compose(x, (op, pair) => op.Host(dtypes, pair, attributes));

    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        Compose(x, (op, pair) => op.Gpu(dtypes, pair, attributes));

    private static string Compose(string[] x, Func<ElementwiseOp, string[], string> print) =>
        print(OpTable.Minimum, [print(OpTable.Maximum, [x[0], x[1]]), x[2]]);
}
