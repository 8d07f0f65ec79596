using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Tests.IR;

/// <summary>A function with every op that can stand in a graph, apart from those with regions.</summary>
internal static class AllOps
{
    public static Function Function()
    {
        var parameters = DTypes.All.Select(d => Graphs.Array(d.Text(), d)).ToImmutableArray();
        var scalars = DTypes.All.Select(d => Graphs.Scalar($"s{d.Text()}", d)).ToImmutableArray();
        return Graphs.Of("AllOps", [.. parameters, .. scalars], b =>
        {
            var results = ImmutableArray.CreateBuilder<Value>();
            foreach (var op in OpTable.ByName.Values.OrderBy(o => o.Name, StringComparer.Ordinal).Where(o => o is not (RegionOp or Composite or TupleComposite)))
            {
                // The first dtypes that the op takes: of all operands, or with a truth value first.
                var attributes = AttributesOf(op);
                var candidates = op is Constant ? [[]]
                    : parameters.Select(p => Operands(op, p, scalars, d => parameters[DTypes.All.ToList().IndexOf(d)])).Concat(parameters.Select(p => ImmutableArray.Create(parameters[0], p, p)));
                results.Add(candidates.Select(o => TryAdd(b, op, o, attributes)).First(r => r is not null)!);
            }

            return results.ToImmutable();
        });
    }

    private static ImmutableArray<Value> Operands(OpDef op, Value x, ImmutableArray<Value> scalars, Func<DType, Value> parameters) => op switch
    {
        Gather or Take or TakeAlongAxis => [x, parameters(DType.I32)],
        GatherPairs => [x, parameters(DType.I32), parameters(DType.I32)],
        ListItem => [scalars[(int)DType.I32]],
        Scatter => [x, parameters(DType.I64), x],
        ElementwiseOp e => [.. Enumerable.Repeat(x, e.Arity)],
        Element or Kernels.Generator.Ops.Index or BroadcastTo or Reshape or BatchReshape or Dimension => [x, scalars[(int)DType.I32]],
        Pad or Roll or RollAxes or Repeat => [x, scalars[(int)DType.I32]],
        Products => [x, x, scalars[(int)DType.I32]],
        Checked => [scalars[(int)DType.I32], scalars[(int)DType.I32]],
        Product => [x, scalars[(int)DType.I32], x, x],
        Quantile or Percentile or NormOfOrder => [x, scalars[(int)DType.F64]],
        Quantiles or Percentiles => [x, parameters(DType.F64)],
        Interp or HistogramSums => [x, x, x],
        _ when op.OperandCount.Max == 1 => [x],
        Solve or EachExample => [x, x],
        LinalgOp => [x],
        _ when op.OperandCount.Min == 2 || op is BatchAlign or Concatenate or Stack => [x, x],
        _ => [x],
    };

    private static Value? TryAdd(BlockBuilder b, OpDef op, ImmutableArray<Value> operands, Attributes attributes)
    {
        var (min, max) = op.OperandCount;
        if (operands.Length < min || operands.Length > max) return null;
        try
        {
            return b.Add(op, operands, attributes);
        }
        catch (IrException)
        {
            return null;
        }
    }

    private static Attributes AttributesOf(OpDef op) => op switch
    {
        Constant => Graphs.With(("dtype", "f64"), ("value", "-1.5E-300")),
        Cast => Graphs.With(("to", "i64")),
        Kernels.Generator.Ops.Index => Graphs.With(("spec", "1.., $1")),
        Element => Graphs.With(("spec", "$1")),
        ListItem => Graphs.With(("dtype", "f32"), ("call", "ws[$0]")),
        Create => Graphs.With(("dtype", "f32"), ("call", "NDArray.Zeros<float>([$0])")),
        Checked => Graphs.With(("dtype", "i32"), ("call", "$0 + $1")),
        Scatter => Graphs.With(("method", "Set")),
        Throw => Graphs.With(("statement", "throw new Exception($\"{$0}\")"), ("always", "true")),
        At => Graphs.With(("spec", "..2"), ("method", "Add")),
        BatchMatMul => Graphs.With(("leftMapped", "true"), ("rightMapped", "false")),
        EachExample => Graphs.With(("eachOp", "kron"), ("eachMapped", "1,0"), ("eachItem", "0,0"), ("eachType", "f32")),
        BatchAlign => Graphs.With(("mapped", "1"), ("depth", "1")),
        BatchMoveAxis or MoveAxis => Graphs.With(("source", "0"), ("destination", "-1")),
        AxisIndex => Graphs.With(("axis", "-2")),
        SwapAxes => Graphs.With(("axis1", "0"), ("axis2", "1")),
        ReductionOp => Graphs.With(("axis", "0"), ("keepDims", "true")),
        Concatenate or Stack or ExpandDims or Roll or RollAxes or TakeAlongAxis => Graphs.With(("axis", "1")),
        _ => Attributes.None,
    };
}
