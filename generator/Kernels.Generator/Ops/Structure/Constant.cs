using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A scalar known while compiling: attributes <c>dtype</c> and <c>value</c>, the number in invariant round-trip form. With
/// <c>undefined</c> it stands for a value that nothing reads, of a path that control did not take, and any other may take its place.</summary>
internal sealed class Constant() : OpDef("constant")
{
    public override (int Min, int Max) OperandCount => (0, 0);

    public override ImmutableArray<string> RequiredAttributes => ["dtype", "value"];

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        new ScalarType(DTypes.TryParse(attributes.Required("dtype"), out var dtype) ? dtype : throw new IrException("an unknown dtype"));

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, [], node.Attributes, node.Source, node.Result.Name);
}
