using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An op that is a call of the runtime: a view, which costs nothing, or a function with drivers of its own, like a matrix product.</summary>
/// <remarks>Operands are its arrays and run-time scalars, attributes its constants, under the names of the public method's parameters.</remarks>
internal abstract class HostOp(string name, string method) : OpDef(name)
{
    /// <summary>The public method of <c>NDArray</c>.</summary>
    protected string Method => method;

    /// <summary>Whether a parameter that is no array is an operand, which only the run knows, and not an attribute.</summary>
    public virtual bool IsOperand(string parameter) => false;

    /// <summary>The attributes of a call that gives this parameter.</summary>
    public virtual Attributes WithOperand(Attributes attributes, string parameter) => attributes;

    /// <summary>The C# call.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">Its operands in C#.</param>
    public virtual string Call(Node node, string[] x)
    {
        var arguments = x.Concat(node.Attributes.Items.Where(a => a.Key != "batched").Select(a => $"{a.Key}: {Argument(node, a.Key, a.Value, x)}"));
        return $"global::Kernels.NDArray.{method}({string.Join(", ", arguments)})";
    }

    /// <summary>The C# call that may write into the first operand, which nothing uses any more.</summary>
    public virtual string CallInPlace(Node node, string[] x) => throw new IrException($"'{Name}' has no form in place");

    /// <summary>Whether its elements are those of the operands, in boxes that loops can read where they lie.</summary>
    public virtual bool IsPiecewise => false;

    /// <summary>The C# call that gives the runtime's <c>Pieces</c> in place of an array; of a part, whose operand is such already.</summary>
    public virtual string CallInPieces(Node node, string[] x) => throw new IrException($"'{Name}' has no form in pieces");

    /// <summary>Whether loops can write operands into the result, where these belong.</summary>
    public virtual bool TakesPieces => false;

    /// <summary>The C# call that makes the runtime's <c>Joined</c>, into which they do; array operands are given as their shapes.</summary>
    public virtual string CallJoined(Node node, string[] x) => throw new IrException($"'{Name}' has no form that loops write into");

    /// <summary>By default the call for each example.</summary>
    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) => EachExample.Of(batch, node, operands);

    /// <summary>An attribute as a C# argument; lists become collection expressions.</summary>
    protected string Argument(Node node, string name, string value, string[] x) =>
        name is "axis" or "axis1" or "axis2" or "source" or "destination" && node.Attributes.Ints(name) is { } axes ? BatchedAxis.CSharp(node, axes, AxisRank(x))
        : value.Contains(',') ? $"[{value.Replace(",", ", ")}]" : value;

    /// <summary>C# for the rank that the op's axes count in.</summary>
    protected virtual string AxisRank(string[] x) => $"{x[0]}.Rank";

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        new ArrayType(ResultDType(operands), ResultShape(operands, attributes));

    /// <summary>By default the dtype that all array operands share.</summary>
    protected virtual DType ResultDType(ImmutableArray<Value> operands)
    {
        var arrays = operands.Where(o => o.IsArray).ToList();
        if (arrays.Count == 0 || arrays.Any(a => a.DType != arrays[0].DType))
            throw new IrException($"'{Name}' needs arrays of one dtype");
        return arrays[0].DType;
    }

    /// <summary>By default a shape of its own of which nothing is known.</summary>
    protected virtual SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => SymShape.Fresh(Name);
}
