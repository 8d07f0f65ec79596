using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Arithmetic or a conversion of the host program that raises an error where the result does not fit: attribute <c>call</c> is the C# with
/// <c>$k</c> for operand k, <c>dtype</c> the result's.</summary>
internal sealed class Checked() : HostOp("checked", "Checked")
{
    public override ImmutableArray<string> RequiredAttributes => ["dtype", "call"];

    public override (int Min, int Max) OperandCount => (1, 2);

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        operands.Any(o => o.IsArray) ? throw new IrException("checked arithmetic is for the numbers of the host program")
        : new ScalarType(DTypes.TryParse(attributes.Required("dtype"), out var dtype) ? dtype : throw new IrException("an unknown dtype"));

    public override string Call(Node node, string[] x)
    {
        var call = node.Attributes.Required("call");
        for (var k = x.Length - 1; k >= 0; k--) call = call.Replace("$" + k.ToString(CultureInfo.InvariantCulture), x[k]);
        return $"checked({call})";
    }
}
