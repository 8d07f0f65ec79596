using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The subarrays that an array of indices or a mask picks: <c>x[indices]</c>, <c>x[mask]</c>.
/// With a third operand, a mask over the indices: those where it is true, and zeros elsewhere.</summary>
internal sealed class Gather() : HostOp("gather", "Gather")
{
    public override (int Min, int Max) OperandCount => (2, 3);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override string Call(Node node, string[] x) => x.Length == 3 ? $"global::Kernels.CompilerServices.Tables.Pick({x[0]}, {x[1]}, {x[2]})" : $"{x[0]}[{x[1]}]";

    /// <summary>Rejects what is no array of indices or truth values.</summary>
    public static void CheckIndices(Value indices)
    {
        if (!indices.IsArray || indices.DType is not (DType.I32 or DType.I64 or DType.Bool)) throw new IrException($"an array index must be an array of int, long or bool, not {indices.Type}");
    }

    protected override DType ResultDType(ImmutableArray<Value> operands)
    {
        CheckIndices(operands[1]);
        return operands[0].DType;
    }

    // Of a vector: as many elements as there are indices.
    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) =>
        operands[1].DType != DType.Bool && operands[0].Shape is { Prefix.Length: 0, Dims.Count: 1 } ? operands[1].Shape : base.ResultShape(operands, attributes);

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        if (operands[1].DType == DType.Bool) throw new IrException("a mask picks as many elements as are true, and the examples of a batch must have one shape; use Where");
        if (!batch.IsMapped(node.Operands[0])) return batch.Builder.Add(this, operands, node.Attributes, node.Source, node.Result.Name);
        if (batch.IsMapped(node.Operands[1])) throw new IrException("an array that differs between the examples of a batch cannot be indexed by one that differs too, yet");
        return batch.Builder.Add(OpTable.Take, operands, Attributes.None.With("axis", 1), node.Source, node.Result.Name);
    }
}
