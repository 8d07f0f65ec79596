using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A new array: attribute <c>call</c> is the C# call with <c>$k</c> for operand k, <c>dtype</c> its element type. One with a
/// <c>rank</c> cannot fail, so it is left out if nothing uses it; <c>axes</c> says no more than how many there
/// are, and <c>like</c> that the shape is the first operand's.</summary>
internal sealed class Create() : HostOp("create", "Create")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override (int Min, int Max) OperandCount => (0, int.MaxValue);

    public override ImmutableArray<string> RequiredAttributes => ["dtype", "call"];

    public override string Call(Node node, string[] x)
    {
        var call = node.Attributes.Required("call");
        for (var k = x.Length - 1; k >= 0; k--) call = call.Replace("$" + k.ToString(System.Globalization.CultureInfo.InvariantCulture), x[k]);
        return call;
    }

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        new ArrayType(DTypes.TryParse(attributes.Required("dtype"), out var dtype) ? dtype : throw new IrException("an unknown dtype"), ShapeOf(operands, attributes));

    private static SymShape ShapeOf(ImmutableArray<Value> operands, Attributes attributes)
    {
        if (attributes.Flag("like") && operands.Length > 0 && operands[0].IsArray) return operands[0].Shape;
        var axes = attributes.Int("rank") is > 0 and var rank ? rank : attributes.Int("axes");
        return axes > 0 ? new SymShape("", Enumerable.Range(0, axes).Select(_ => SymShape.FreshDim("new")).ToEquatableArray()) : SymShape.Fresh("new");
    }
}
