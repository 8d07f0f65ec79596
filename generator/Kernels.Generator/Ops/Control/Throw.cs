using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A statement that raises an exception: attribute <c>statement</c> is the C#, with <c>$k</c> for operand k; with <c>always</c> control never
/// comes back from it, else its method decides (<c>ThrowIfNegative</c>). Nothing reads the result.</summary>
/// <remarks>Attribute <c>types</c> lists the types that the text names: who inlines a library's kernel must see them.</remarks>
internal sealed class Throw() : HostOp("throw", "Throw")
{
    public override (int Min, int Max) OperandCount => (0, int.MaxValue);

    public override ImmutableArray<string> RequiredAttributes => ["statement"];

    public override bool HasEffect => true;

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => new ScalarType(DType.Bool);

    public override string Call(Node node, string[] x)
    {
        var statement = node.Attributes.Required("statement");
        for (var k = x.Length - 1; k >= 0; k--) statement = statement.Replace("$" + k.ToString(CultureInfo.InvariantCulture), x[k]);
        return statement;
    }

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        throw new IrException("what it says depends on the example");

    /// <summary>Whether it is such a statement, or has one in a region.</summary>
    public static bool IsIn(Node node) => node.Op is Throw || node.Regions.Any(r => r.Nodes.Any(IsIn));
}
