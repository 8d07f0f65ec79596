using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A function that gives its array back, and is called for what it does besides: attributes <c>label</c>, and <c>expression</c>,
/// the user's text of the array.</summary>
internal abstract class EffectOp(string name, string method) : HostOp(name, method)
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override bool HasEffect => true;

    public override ResultBuffer Buffer => ResultBuffer.View;

    /// <summary>Of a batch, the whole.</summary>
    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, operands, node.Attributes, node.Source, node.Result.Name);

    // What the compiler would fill in are places in the generated file.
    public override string Call(Node node, string[] x) =>
        $"global::Kernels.NDArray.{Method}({x[0]}, label: {Text(node, "label")}, expression: {Text(node, "expression")}, "
        + $"file: {Literals.Quote(node.Source.File)}, line: {InvariantText.Text(node.Source.Line)})";

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].Shape;

    private static string Text(Node node, string attribute) => Literals.Quote(node.Attributes.Text(attribute) ?? "");
}
