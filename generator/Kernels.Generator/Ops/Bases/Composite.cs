using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An op that always stands for others, and so fuses, batches and runs on a GPU as they do.</summary>
/// <param name="name">The op's name.</param>
/// <param name="arity">The operands: the leading parameters of the public method, scalars too.</param>
internal abstract class Composite(string name, int arity = 1) : OpDef(name), IComposite
{
    public sealed override (int Min, int Max) OperandCount => (arity, arity);

    /// <summary>Whether the parameters after the operands are known only at run time in the runtime's own method, so that the generator can implement it.</summary>
    /// <remarks>Where an axis decides which ops it stands for, the runtime has a body by hand.</remarks>
    public virtual bool HasEagerForm => true;

    /// <summary>The result in terms of other ops.</summary>
    /// <param name="x">The operands.</param>
    /// <param name="attributes">The other arguments.</param>
    protected abstract Term Expand(Term[] x, Attributes attributes);

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        throw new IrException($"'{Name}' stands for other ops");

    public Value? Expand(BlockBuilder builder, ImmutableArray<Value> operands, Attributes attributes, Source source) =>
        operands.Length == arity ? Expand([.. operands.Select(o => new Term(builder, o, source))], attributes).Value
            : throw new IrException($"'{Name}' takes {arity.ToString(System.Globalization.CultureInfo.InvariantCulture)} operands");
}
