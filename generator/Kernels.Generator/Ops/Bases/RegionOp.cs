using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An op with regions, whose result types are those that the regions yield.</summary>
internal abstract class RegionOp(string name) : OpDef(name)
{
    public sealed override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        throw new IrException($"'{Name}' takes its result types from its regions");
}
