using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The standard deviation: the square root of the variance.</summary>
internal sealed class Std() : OpDef("std"), IComposite
{
    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        throw new IrException("'std' stands for 'sqrt' of 'var'");

    public Value? Expand(BlockBuilder builder, ImmutableArray<Value> operands, Attributes attributes, Source source) =>
        builder.Add(OpTable.Sqrt, [builder.Compose(OpTable.Var, operands, attributes, source)], source: source);
}
