using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>What an op's batching rule may ask and do: which values are mapped, and the block being built.</summary>
/// <param name="builder">Takes the batched nodes.</param>
/// <param name="example">A mapped array, whose leading extent is the size of the batch.</param>
internal sealed class BatchContext(BlockBuilder builder, Value example)
{
    private readonly HashSet<Value> _mapped = [];

    public BlockBuilder Builder { get; } = builder;

    /// <summary>Whether a value of the original function varies along the batch.</summary>
    public bool IsMapped(Value original) => _mapped.Contains(original);

    public void SetMapped(Value original) => _mapped.Add(original);

    /// <summary>The operands of an elementwise op so that the leading axes meet: where the examples' ranks may differ, unit axes
    /// are put in behind the leading one.</summary>
    public ImmutableArray<Value> AlignRanks(Node node, ImmutableArray<Value> operands)
    {
        var arrays = Enumerable.Range(0, operands.Length).Where(k => operands[k].IsArray).ToList();
        var aligned = operands.ToBuilder();
        foreach (var k in arrays.Where(k => IsMapped(node.Operands[k])))
        {
            var others = arrays.Where(o => o != k && !NeverLonger(node.Operands[o], node.Operands[k])).ToList();
            if (others.Count == 0) continue;
            var flags = string.Join(",", others.Select(o => IsMapped(node.Operands[o]) ? "1" : "0"));
            aligned[k] = Builder.Add(OpTable.BatchAlign, [operands[k], .. others.Select(o => operands[o])],
                Attributes.None.With("mapped", flags).With("depth", 1), node.Source, operands[k].Name);
        }

        return aligned.ToImmutable();
    }

    // Shapes that are equal by name, single elements, and known ranks need no look at run time.
    private static bool NeverLonger(Value other, Value value) =>
        other.Shape.IsScalar || other.Shape.Equals(value.Shape)
        || (other.Shape.Prefix.Length == 0 && value.Shape.Prefix.Length == 0 && other.Shape.Dims.Count <= value.Shape.Dims.Count);

    /// <summary>An array that all examples share, as if each had its own.</summary>
    public Value Repeat(Value array) => Builder.Add(OpTable.BatchRepeat, [array, example]);

    public ImmutableArray<Value> MapAll(Node node, ImmutableArray<Value> operands) =>
        [.. operands.Select((o, k) => IsMapped(node.Operands[k]) ? o : Repeat(o))];

    public Attributes MappedFlags(Node node) =>
        node.Attributes.With("leftMapped", IsMapped(node.Operands[0])).With("rightMapped", IsMapped(node.Operands[1]));

    /// <summary>The axes in these attributes, of the batch instead of an example: those that count from the front move by one. Those
    /// that count from the end stay; <c>batched</c> counts the leading axes that they must not reach.</summary>
    public static Attributes Shift(Attributes attributes, params string[] names)
    {
        var fromEnd = false;
        foreach (var name in names)
        {
            if (attributes.Ints(name) is not { } axes) continue;
            attributes = attributes.With(name, axes.Select(a => a >= 0 ? a + 1 : a));
            fromEnd |= axes.Any(a => a < 0);
        }

        return fromEnd ? attributes.With("batched", attributes.Int("batched") + 1) : attributes;
    }
}
