using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A functional update, <c>x.At[spec].Set(value)</c>: operand 0 is the array, the last one the value; <c>method</c> is Set, Add, Subtract, Multiply, Divide, Min or Max.</summary>
internal sealed class At() : HostOp("at", "At")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override (int Min, int Max) OperandCount => (2, int.MaxValue);

    public override ImmutableArray<string> RequiredAttributes => ["spec", "method"];

    /// <summary>What the region is updated with.</summary>
    public static Value ValueOf(Node node) => node.Operands[node.Operands.Length - 1];

    /// <summary>The region in C#, of the array itself or of a copy to be made.</summary>
    public static string Region(Node node, string[] x, bool inPlace) =>
        $"{(inPlace ? $"global::Kernels.CompilerServices.InPlace.At({x[0]})" : $"{x[0]}.At")}[{Index.Substitute(node.Attributes.Required("spec"), x)}]";

    /// <summary>The update in place when the folds of a chain are done, of which the value may be one.</summary>
    public static string CallChained(Node node, string[] x, string chain) =>
        $"global::Kernels.CompilerServices.InPlace.Set({Region(node, x, inPlace: true)}, {x[x.Length - 1]}, {chain})";

    public override string Call(Node node, string[] x) => Update(node, x, inPlace: false);

    public override string CallInPlace(Node node, string[] x) => ElementAxes(node) == 1 && node.Attributes.Required("method") == "Set"
        ? $"global::Kernels.CompilerServices.InPlace.Set({x[0]}, {Indices(node, x)}, {x[x.Length - 1]})" : Update(node, x, inPlace: true);

    /// <summary>The update of what a loop reads and writes element by element.</summary>
    public static string CallByElement(Node node, string[] x) => $"{x[0]}.{node.Attributes.Required("method")}({Indices(node, x)}, {x[x.Length - 1]})";

    /// <summary>How many indices say which element is updated; null if what is updated, or the value, may be an array.</summary>
    public static int? ElementAxes(Node node) => ValueOf(node).IsArray ? null : Index.ElementAxes(node, node.Operands.Length - 1);

    private static string Indices(Node node, string[] x) => Index.Substitute(node.Attributes.Required("spec"), x);

    private static string Update(Node node, string[] x, bool inPlace) =>
        $"{Region(node, x, inPlace)}.{node.Attributes.Required("method")}({x[x.Length - 1]})";

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].Shape;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        // A mapped value already has the leading axis of the region; an array that is not mapped must get it first.
        var value = operands[operands.Length - 1];
        var target = batch.IsMapped(node.Operands[0]) ? operands[0] : batch.Repeat(operands[0]);
        if (batch.IsMapped(node.Operands[node.Operands.Length - 1]))
        {
            // The value broadcasts to the region, which has an axis less than the array for each single index.
            var entries = Index.Entries(node);
            var dropped = entries.Count(e => !e.Contains("..") && !e.EndsWith("Ellipsis", StringComparison.Ordinal) && !e.EndsWith("NewAxis", StringComparison.Ordinal))
                - entries.Count(e => e.EndsWith("NewAxis", StringComparison.Ordinal));
            value = batch.Builder.Add(OpTable.BatchAlign, [value, target],
                Attributes.None.With("mapped", (1 + dropped).ToString(System.Globalization.CultureInfo.InvariantCulture)).With("depth", 1), node.Source, value.Name);
        }

        return batch.Builder.Add(this, [target, .. operands.Skip(1).Take(operands.Length - 2), value],
            node.Attributes.With("spec", $".., {node.Attributes.Required("spec")}"), node.Source, node.Result.Name);
    }
}
