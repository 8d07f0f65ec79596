using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The only element of an array, as a scalar of the host program.</summary>
internal sealed class Item() : HostOp("item", "Item")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => new ScalarType(operands[0].DType);

    public override string Call(Node node, string[] x) => $"{x[0]}.Item()";
}
