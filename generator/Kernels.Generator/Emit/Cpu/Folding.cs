using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Emit.Cpu;

/// <summary>The C# of a fold in the runtime's virtual lanes: what the runtime's own folds do to stored elements, in the same order.</summary>
internal static class Folding
{
    /// <summary>A vector of the value that changes no other.</summary>
    public static string Identity(Node reduction)
    {
        var d = reduction.Operands[0].DType;
        var keyword = d.Keyword();
        return reduction.Op switch
        {
            // -0 and not 0: only it keeps the sign of a sum of negative zeros.
            Sum or Mean => d.IsFloat() ? $"{LaneNames.Class(d)}.Create({(d == DType.F32 ? "-0f" : "-0d")})" : $"{LaneNames.Type(d)}.Zero",
            Prod => $"{LaneNames.Type(d)}.One",
            Max => $"{LaneNames.Class(d)}.Create({keyword}.{(d.IsFloat() ? "NegativeInfinity" : "MinValue")})",
            Min => $"{LaneNames.Class(d)}.Create({keyword}.{(d.IsFloat() ? "PositiveInfinity" : "MaxValue")})",
            _ => throw new InvalidOperationException($"'{reduction.Op.Name}' is not folded in registers."),
        };
    }

    /// <summary>Two vectors combined; of truth values, two masks.</summary>
    public static string Combine(Node reduction, string left, string right) => reduction.Op switch
    {
        Any => $"{left} | {right}",
        All => $"{left} & {right}",
        Sum or Mean => $"{left} + {right}",
        Prod => $"{left} * {right}",
        Max => $"{LaneNames.Class(reduction.Operands[0].DType)}.Max({left}, {right})",
        _ => $"{LaneNames.Class(reduction.Operands[0].DType)}.Min({left}, {right})",
    };

    /// <summary>Accumulators in one vector: they are halved in a tree.</summary>
    public static string Together(Node reduction, IReadOnlyList<string> accumulators)
    {
        var level = accumulators.ToList();
        for (; level.Count > 1; level = Half(level))
        {
        }

        return Expression.Tidy(level[0]);

        List<string> Half(List<string> lanes) =>
            [.. Enumerable.Range(0, lanes.Count / 2).Select(k => Combine(reduction, Expression.Primary(lanes[k]), Expression.Primary(lanes[k + (lanes.Count / 2)])))];
    }

    /// <summary>The runtime's method that halves the vectors of a block of rows.</summary>
    public static string Totals(Node reduction, LaneNames lanes) =>
        $"Folds.{(reduction.Op is Mean ? "Sum" : ((ReductionOp)reduction.Op).Kind)}{InvariantText.Text(lanes.Bits)}";

    /// <summary>Sums divided by the number of elements.</summary>
    public static string Divided(Node mean, string sums) =>
        $"{Expression.Primary(sums)} / {LaneNames.Class(mean.Result.DType)}.Create(({mean.Result.DType.Keyword()})length)";
}
