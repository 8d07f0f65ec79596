using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>x * y + z, rounded once.</summary>
internal sealed class FusedMultiplyAdd() : ElementwiseOp("fma", 3)
{
    public override string[] SystemMath => ["FusedMultiplyAdd"];

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0].IsFloat() && operands.All(o => o == operands[0]) ? operands[0] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{LaneNames.Class(dtypes[0])}.FusedMultiplyAdd({string.Join(", ", x)})";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{dtypes[0].Keyword()}.FusedMultiplyAdd({string.Join(", ", x)})";

    // ILGPU has no such function; a GPU's compiler makes one of a product and a sum.
    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"({x[0]} * {x[1]} + {x[2]})";
}
