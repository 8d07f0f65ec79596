using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>What computes the products of a loop's turns: of the rows (or <c>columns</c>) of operand 0 with operand 1 (or its <c>tails</c> from the turn's
/// column on), up to the turn of operand 2. Made by the scheduler.</summary>
internal sealed class Products() : HostOp("products", "MatMul")
{
    public override (int Min, int Max) OperandCount => (3, 3);

    public override string Call(Node node, string[] x) =>
        $"global::Kernels.CompilerServices.MatrixProducts.OfTurns({x[0]}, {x[1]}, {x[2]}, columns: {node.Attributes.CSharp("columns", "false")}, tails: {node.Attributes.CSharp("tails", "false")})";

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}

/// <summary>The product of a turn: operand 0 is a <see cref="Products"/>, then come the turn and the factors.</summary>
internal sealed class Product() : HostOp("product", "MatMul")
{
    public override (int Min, int Max) OperandCount => (4, 4);

    public override string Call(Node node, string[] x) => $"{x[0]}.Next({x[1]}, {x[2]}, {x[3]})";

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
