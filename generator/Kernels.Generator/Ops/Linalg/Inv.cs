using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The inverse of a matrix.</summary>
internal sealed class Inv() : LinalgOp("inv", "Inv")
{
    protected override SymShape Shape(ImmutableArray<Value> operands) => operands[0].Shape;
}
