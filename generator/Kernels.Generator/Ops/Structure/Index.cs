using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A view of a part: attribute <c>spec</c> is the C# index with <c>$k</c> for operand k: <c>x[1.., ^$1]</c> has <c>1.., ^$1</c>.</summary>
internal sealed class Index() : HostOp("index", "Index")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override ImmutableArray<string> RequiredAttributes => ["spec"];

    public override string Call(Node node, string[] x) => $"{x[0]}[{Substitute(node.Attributes.Required("spec"), x)}]";

    public override string CallInPieces(Node node, string[] x) => Call(node, x);

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, operands, node.Attributes.With("spec", $".., {node.Attributes.Required("spec")}"), node.Source, node.Result.Name);

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) =>
        SliceSpec.Parse(attributes.Required("spec"))?.ShapeOf(operands[0].Shape) ?? base.ResultShape(operands, attributes);

    /// <summary>What the <c>spec</c> of a node says of each axis.</summary>
    public static List<string> Entries(Node node) => [.. node.Attributes.Required("spec").Split(',').Select(e => e.Trim()).Where(e => e.Length != 0)];

    /// <summary>How many indices the spec has, where they are one to three ints counted from the front, and so mean an element of an array of as many axes; else null.</summary>
    /// <param name="node">A node with a <c>spec</c>.</param>
    /// <param name="operands">How many of its operands, the array among them, belong to the index; null for all.</param>
    public static int? ElementAxes(Node node, int? operands = null)
    {
        if (node.Operands.Take(operands ?? int.MaxValue).Skip(1).Any(o => o.IsArray || o.DType != DType.I32)) return null;
        var entries = Entries(node);
        return entries.Count is > 0 and <= 3 && entries.All(e => (e[0] == '$' ? e.Skip(1) : e).All(c => c is >= '0' and <= '9')) ? entries.Count : null;
    }

    /// <summary>Puts the operands in place of their <c>$k</c>, the highest first so that $1 does not match in $10.</summary>
    public static string Substitute(string spec, string[] x)
    {
        for (var k = x.Length - 1; k > 0; k--) spec = spec.Replace("$" + k.ToString(CultureInfo.InvariantCulture), x[k]);
        return spec;
    }
}
