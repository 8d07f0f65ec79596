using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An op that, for some operands or always, stands for other ops; expanded as it enters the IR.</summary>
internal interface IComposite
{
    /// <summary>The result in terms of other ops, or null if the op stands for itself here.</summary>
    Value? Expand(BlockBuilder builder, ImmutableArray<Value> operands, Attributes attributes, Source source);
}
