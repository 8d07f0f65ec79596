using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The call of a runtime function that knows no batches, once for each example: attribute <c>eachOp</c> names its op, <c>eachMapped</c> the operands
/// that have the leading axis, of which those in <c>eachItem</c> are scalars of an example, and the other attributes are its own.</summary>
internal sealed class EachExample() : HostOp("each_example", "Stack")
{
    private const string Index = "eachExample";

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override ImmutableArray<string> RequiredAttributes => ["eachOp", "eachMapped", "eachItem", "eachType"];

    /// <summary>The examples' results along a new leading axis.</summary>
    public static Value Of(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        if (node.Op is not HostOp || node.Op is EachExample || !node.Result.IsArray || node.Op.HasEffect) throw new IrException($"'{node.Op.Name}' cannot be mapped over a batch yet");
        var attributes = node.Attributes.With("eachOp", node.Op.Name).With("eachType", node.Result.DType.Text())
            .With("eachMapped", node.Operands.Select(o => batch.IsMapped(o) ? 1 : 0))
            .With("eachItem", node.Operands.Select(o => batch.IsMapped(o) && !o.IsArray ? 1 : 0));
        return batch.Builder.Add(OpTable.EachExample, operands, attributes, node.Source, node.Result.Name);
    }

    public override string Call(Node node, string[] x)
    {
        var (mapped, items) = (node.Attributes.Ints("eachMapped")!.Value, node.Attributes.Ints("eachItem")!.Value);
        var own = node.Attributes.Without("eachOp").Without("eachMapped").Without("eachItem").Without("eachType");
        var op = (HostOp)OpTable.ByName[node.Attributes.Required("eachOp")];
        var example = new Node(op, node.Operands, own, node.Regions, node.Results, node.Source);
        var call = op.Call(example, [.. x.Select((v, k) => mapped[k] == 0 ? v : items[k] == 0 ? $"{v}[{Index}]" : $"{v}[{Index}].Item()")]);
        return $"global::Kernels.CompilerServices.Batching.Each({x[mapped.IndexOf(1)]}.Shape[0], {Index} => {call})";
    }

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        new ArrayType(DTypes.TryParse(attributes.Required("eachType"), out var dtype) ? dtype : throw new IrException("an unknown dtype"), SymShape.Fresh("each"));
}
