using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The lower triangular matrix whose product with its adjoint is a positive definite one.</summary>
internal sealed class Cholesky() : LinalgOp("cholesky", "Cholesky")
{
    protected override SymShape Shape(ImmutableArray<Value> operands) => operands[0].Shape;
}
