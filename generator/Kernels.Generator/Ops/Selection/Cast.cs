using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The number in another dtype, as an unchecked C# conversion gives it; of a truth value 0 or 1, to one whether it is not zero.</summary>
internal sealed class Cast() : ElementwiseOp("cast", 1)
{
    public override ImmutableArray<string> RequiredAttributes => ["to"];

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) => To(attributes);

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes)
    {
        var (from, to) = (dtypes[0], To(attributes));
        if (from == to) return x[0];
        if (from == DType.Bool)
            return $"{LaneNames.Class(to)}.ConditionalSelect({lanes.FromMask(to, x[0])}, {LaneNames.Literal(to, "1")}, {LaneNames.Literal(to, "0")})";
        if (to == DType.Bool)
            return $"~{lanes.ToMask(from, $"{LaneNames.Class(from)}.Equals({x[0]}, {LaneNames.Literal(from, "0")})")}";
        return $"Lanes.Convert{lanes.ElementSize.ToString(System.Globalization.CultureInfo.InvariantCulture)}_{from.Lane()}_{to.Lane()}({x[0]})";
    }

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes)
    {
        var (from, to) = (dtypes[0], To(attributes));
        return from == to ? x[0]
            : from == DType.Bool ? $"({x[0]} ? ({to.Keyword()})1 : ({to.Keyword()})0)"
            : to == DType.Bool ? $"({x[0]} != 0)"
            : $"({to.Keyword()}){x[0]}";
    }

    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        dtypes[0].IsFloat() && To(attributes).IsInteger() ? $"GpuMath.To{To(attributes).Lane()}({x[0]})" : Host(dtypes, x, attributes);

    private static DType To(Attributes attributes) => DTypes.TryParse(attributes.Required("to"), out var to) ? to : throw new IrException("an unknown dtype");
}
