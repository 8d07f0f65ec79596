using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The matrix product, of the last two axes.</summary>
internal sealed class MatMul() : HostOp("matmul", "MatMul")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override (int Min, int Max) OperandCount => (2, 2);

    /// <summary>The C# call for a product whose rows a loop takes.</summary>
    public static string Start(string[] x) => $"global::Kernels.CompilerServices.MatrixProducts.Start({x[0]}, {x[1]})";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(OpTable.BatchMatMul, operands, batch.MappedFlags(node), node.Source, node.Result.Name);
}
