using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An element as a scalar of the host program, without the view of rank 0 between: <c>item</c> of <c>index</c>, whose <c>spec</c> it takes.
/// The first operand is an array, or an <see cref="Elements"/>.</summary>
internal sealed class Element() : HostOp("element", "Element")
{
    public override ImmutableArray<string> RequiredAttributes => ["spec"];

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => new ScalarType(operands[0].DType);

    public override string Call(Node node, string[] x)
    {
        var indices = Index.Substitute(node.Attributes.Required("spec"), x);
        return node.Attributes.Flag("read") ? $"{x[0]}[{indices}]" : $"global::Kernels.CompilerServices.Elements.At({x[0]}, {indices})";
    }
}

/// <summary>What reads single elements of an array quickly: made once before a loop that reads many.</summary>
internal sealed class Elements() : HostOp("elements", "Elements")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override (int Min, int Max) OperandCount => (1, 1);

    public override string Call(Node node, string[] x) => $"global::Kernels.CompilerServices.Elements.{Reader(node.Attributes.Required("axes"))}({x[0]})";

    private static string Reader(string axes) => axes switch { "1" => "Vector", "2" => "Matrix", _ => "Of" };

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].Shape;
}
