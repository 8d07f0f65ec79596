using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A function that gives several arrays: each is an op of its own, so that one that nothing reads costs nothing.</summary>
/// <param name="name">The op's name.</param>
/// <param name="arity">The operands: the leading parameters of the public method, scalars too.</param>
internal abstract class TupleComposite(string name, int arity) : OpDef(name)
{
    public sealed override (int Min, int Max) OperandCount => (arity, arity);

    /// <summary>The results in terms of other ops.</summary>
    /// <param name="x">The operands.</param>
    /// <param name="attributes">The other arguments.</param>
    protected abstract ImmutableArray<Term> Expand(Term[] x, Attributes attributes);

    public ImmutableArray<Value> Expand(BlockBuilder builder, ImmutableArray<Value> operands, Attributes attributes, Source source) =>
        [.. Expand([.. operands.Select(o => new Term(builder, o, source))], attributes).Select(t => t.Value)];

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        throw new IrException($"'{Name}' stands for other ops");
}
