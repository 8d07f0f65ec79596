using System.Collections.Immutable;
using Kernels.Generator.Ops;

namespace Kernels.Generator.IR;

/// <summary>Appends nodes to a block; result types come from the op's own rules.</summary>
internal sealed class BlockBuilder
{
    private readonly ImmutableArray<Node>.Builder _nodes = ImmutableArray.CreateBuilder<Node>();

    /// <summary>Whether nothing is computed so far.</summary>
    public bool HoldsOnlyConstants => _nodes.All(n => n.Op is Ops.Constant);

    /// <summary>Whether a value is the constant NaN.</summary>
    public bool IsNaN(Value value) => _nodes.Any(n => n.Op is Ops.Constant && ReferenceEquals(n.Result, value) && n.Attributes.Text("value") == "NaN");

    /// <summary>Adds an op with one result.</summary>
    public Value Add(OpDef op, ImmutableArray<Value> operands, Attributes? attributes = null, Source? source = null, string? name = null)
    {
        attributes ??= Attributes.None;
        var result = new Value(op.InferType(operands, attributes), name);
        _nodes.Add(new Node(op, operands, attributes, [], [result], source ?? Source.None));
        return result;
    }

    /// <summary>Adds an op, or what it stands for.</summary>
    public Value Compose(OpDef op, ImmutableArray<Value> operands, Attributes attributes, Source source, string? name = null) =>
        (op as IComposite)?.Expand(this, operands, attributes, source) ?? Add(op, operands, attributes, source, name);

    /// <summary>Converts a value, unless it has the dtype already.</summary>
    public Value Cast(Value x, DType to, Source? source = null) =>
        x.DType == to ? x : Add(OpTable.Cast, [x], Attributes.None.With("to", to.Text()), source, x.Name);

    /// <summary>Adds an op with regions, whose results have the given types.</summary>
    public ImmutableArray<Value> AddRegions(OpDef op, ImmutableArray<Value> operands, ImmutableArray<Block> regions, ImmutableArray<Value> results, Attributes? attributes = null, Source? source = null)
    {
        _nodes.Add(new Node(op, operands, attributes ?? Attributes.None, regions, results, source ?? Source.None));
        return results;
    }

    /// <summary>Adds a finished node.</summary>
    public void Add(Node node) => _nodes.Add(node);

    /// <summary>A constant scalar, its value in C#'s invariant round-trip form.</summary>
    public Value Constant(DType dtype, string value) =>
        Add(OpTable.Constant, [], Attributes.None.With("dtype", dtype.Text()).With("value", value));

    /// <summary>A scalar that nothing reads: see <see cref="Ops.Constant"/>.</summary>
    public Value Undefined(DType dtype) =>
        Add(OpTable.Constant, [], Attributes.None.With("dtype", dtype.Text()).With("value", dtype == DType.Bool ? "false" : "0").With("undefined", true));

    public Block Build(ImmutableArray<Value> args, ImmutableArray<Value> yields) => new(args, _nodes.ToImmutable(), yields);
}
