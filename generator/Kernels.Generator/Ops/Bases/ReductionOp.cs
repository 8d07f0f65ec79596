using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Folds the elements along axes: attributes <c>axis</c> (absent: all), <c>keepDims</c>, and <c>ddof</c> for variances.</summary>
/// <param name="name">The op's name.</param>
/// <param name="kind">The member of the runtime's <c>Reduction</c>.</param>
internal abstract class ReductionOp(string name, string kind) : OpDef(name)
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public string Kind { get; } = kind;

    /// <summary>The dtype of the result, or null if the operand's does not fit.</summary>
    public abstract DType? ResultDType(DType operand);

    public sealed override IrType InferType(ImmutableArray<Value> operands, Attributes attributes)
    {
        if (operands.Length != 1) throw new IrException($"'{Name}' takes one operand, not {operands.Length}");
        var x = operands[0];
        var dtype = ResultDType(x.DType) ?? throw new IrException($"'{Name}' has no form for {x.DType.Keyword()}");
        return new ArrayType(dtype, Reduce(x.Shape, attributes));
    }

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        // "All" becomes all but the first, which only the rank can tell.
        var attributes = node.Attributes.Ints("axis") is not null
            ? Transforms.BatchContext.Shift(node.Attributes, "axis")
            : node.Attributes.With("fromAxis", (node.Attributes.Ints("fromAxis")?[0] ?? 0) + 1);
        return batch.Builder.Add(this, operands, attributes, node.Source, node.Result.Name);
    }

    /// <summary>The shape without the axes, or with extent 1 there.</summary>
    internal static SymShape Reduce(SymShape shape, Attributes attributes)
    {
        var keepDims = attributes.Flag("keepDims");
        if (attributes.Text("axis") is null && attributes.Text("fromAxis") is null && attributes.CSharp("keepDims", "false") == "false") return SymShape.Scalar;
        if (attributes.Items.Any(a => a.Key != "ddof" && a.Value.StartsWith("@", StringComparison.Ordinal))) return SymShape.Fresh("reduced");
        if (attributes.Ints("axis") is not { } given || shape.Prefix.Length != 0)
        {
            // Equal names mean equal shapes, so the name tells all that the shape depends on.
            var axes = attributes.Text("axis")?.Replace(',', ';') ?? (attributes.Text("fromAxis") is { } first ? $"{first}.." : "all");
            return keepDims ? shape.DeriveKept(axes) : shape.Derive(axes);
        }

        var dims = shape.Dims.ToList();
        foreach (var axis in given.Select(a => a < 0 ? a + dims.Count : a).OrderByDescending(a => a))
        {
            if (axis < 0 || axis >= dims.Count) throw new IrException($"there is no axis {axis} in shape {shape}");
            if (keepDims) dims[axis] = Dim.Known(1);
            else dims.RemoveAt(axis);
        }

        return new SymShape("", [.. dims]);
    }
}
