using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An element as a scalar of the host program, without the view of rank 0 between: <c>item</c> of <c>index</c>, whose <c>spec</c> it takes.
/// The first operand is an array, or an <see cref="Elements"/>.</summary>
internal sealed class Element() : HostOp("element", "Element")
{
    public override ImmutableArray<string> RequiredAttributes => ["spec"];

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => new ScalarType(operands[0].DType);

    public override string Call(Node node, string[] x) => node.Attributes.Flag("read") ? CallByElement(node, x)
        : $"global::Kernels.CompilerServices.Elements.At({x[0]}, {Index.Substitute(node.Attributes.Required("spec"), x)})";

    /// <summary>The C# expression for the element of what was made ready to read.</summary>
    public static string CallByElement(Node node, string[] x) => $"{x[0]}[{Index.Substitute(node.Attributes.Required("spec"), x)}]";
}

/// <summary>What reads single elements of an array quickly: made once before a loop that reads many.</summary>
internal sealed class Elements() : HostOp("elements", "Elements")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override (int Min, int Max) OperandCount => (1, 1);

    public override string Call(Node node, string[] x) => $"global::Kernels.CompilerServices.Elements.{Kind(node.Attributes.Int("axes"))}({x[0]})";

    /// <summary>The C# call that makes an array ready for a loop that reads and writes elements of it.</summary>
    public static string Own(int axes, string x) => $"global::Kernels.CompilerServices.Elements.Own{Kind(axes)}({x})";

    private static string Kind(int axes) => axes switch { 1 => "Vector", 2 => "Matrix", _ => "Volume" };

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].Shape;
}
