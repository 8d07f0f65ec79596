using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A functional update of the subarrays that an array of indices or a mask picks, <c>x.At[indices].Add(value)</c>: operands are the array, the
/// indices, or those of two axes, and the value; <c>method</c> as in <see cref="At"/>.</summary>
internal sealed class Scatter() : HostOp("scatter", "At")
{
    public override (int Min, int Max) OperandCount => (3, 4);

    public override ImmutableArray<string> RequiredAttributes => ["method"];

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override string Call(Node node, string[] x) => $"{x[0]}.At[{Indices(x)}].{node.Attributes.Required("method")}({x[x.Length - 1]})";

    public override string CallInPlace(Node node, string[] x) =>
        $"global::Kernels.CompilerServices.InPlace.At({x[0]})[{Indices(x)}].{node.Attributes.Required("method")}({x[x.Length - 1]})";

    private static string Indices(string[] x) => string.Join(", ", x.Skip(1).Take(x.Length - 2));

    protected override DType ResultDType(ImmutableArray<Value> operands)
    {
        Gather.CheckIndices(operands[1]);
        var value = operands[operands.Length - 1];
        if (value.DType != operands[0].DType) throw new IrException($"an array of {operands[0].DType.Keyword()} cannot take a value of {value.DType.Keyword()}");
        return operands[0].DType;
    }

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].Shape;
}
