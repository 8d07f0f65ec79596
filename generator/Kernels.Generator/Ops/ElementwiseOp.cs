using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An op on corresponding elements: of scalars in the host method, of lanes in a CPU body, of one element in a GPU kernel.</summary>
internal abstract class ElementwiseOp(string name, int arity) : OpDef(name)
{
    public sealed override (int Min, int Max) OperandCount => (Arity, Arity);

    public int Arity { get; } = arity;

    /// <summary>The methods of <c>System.Math</c>, <c>MathF</c>, <c>float</c> and <c>double</c> that mean this op.</summary>
    public virtual string[] SystemMath => [];

    /// <summary>About how many vector instructions it takes.</summary>
    public virtual int Instructions => 1;

    /// <summary>The dtype of the result, or null if the operands' dtypes do not fit.</summary>
    public abstract DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes);

    /// <summary>A C# expression over vectors.</summary>
    /// <param name="lanes">The width and what is known of it.</param>
    /// <param name="dtypes">The operands' dtypes.</param>
    /// <param name="x">The operands, each a C# primary expression.</param>
    /// <param name="attributes">The node's attributes.</param>
    public abstract string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes);

    /// <summary>The same to the bit for every second vector of a turn, where it is better computed by other units of the processor than its neighbours.</summary>
    public virtual string Beside(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => Lanes(lanes, dtypes, x, attributes);

    /// <summary>A C# expression over scalars, in host code.</summary>
    public abstract string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes);

    /// <summary>A C# expression over scalars inside an ILGPU kernel, where <c>bool</c> lives in locals only.</summary>
    public virtual string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => Host(dtypes, x, attributes);

    public sealed override IrType InferType(ImmutableArray<Value> operands, Attributes attributes)
    {
        if (operands.Length != Arity) throw new IrException($"'{Name}' takes {Arity} operands, not {operands.Length}");
        var dtype = ResultDType([.. operands.Select(o => o.DType)], attributes)
            ?? throw new IrException($"'{Name}' has no form for {string.Join(", ", operands.Select(o => o.DType.Keyword()))}");
        if (!operands.Any(o => o.IsArray)) return new ScalarType(dtype);

        var shape = SymShape.Scalar;
        foreach (var operand in operands)
        {
            shape = SymShape.Broadcast(shape, operand.Shape)
                ?? throw new IrException($"shapes {string.Join(" and ", operands.Where(o => o.IsArray).Select(o => o.Shape))} do not broadcast");
        }

        return new ArrayType(dtype, shape);
    }

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, batch.AlignRanks(node, operands), node.Attributes, node.Source, node.Result.Name);
}
