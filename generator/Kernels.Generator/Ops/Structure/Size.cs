using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The number of elements, a long.</summary>
internal sealed class Size() : HostOp("size", "Size")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => new ScalarType(DType.I64);

    public override string Call(Node node, string[] x) => $"{x[0]}.Size";
}
