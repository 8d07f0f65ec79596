using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A function of <c>Kernels.Linalg</c>, of matrices along the last two axes: leading axes are stacks anyway, so a batch is one.</summary>
/// <remarks>With the attribute <c>complex</c> operands come in pairs, real and imaginary parts, and the result has both along a new first axis.</remarks>
internal abstract class LinalgOp(string name, string method, int arity = 1) : HostOp(name, method)
{
    private const string Parts = "global::Kernels.CompilerServices.ComplexParts";

    public sealed override (int Min, int Max) OperandCount => (arity, 2 * arity);

    public sealed override ResultBuffer Buffer => ResultBuffer.Fresh;

    /// <summary>Whether the result has more than one array along its first axis.</summary>
    protected virtual bool IsSeveral(Attributes attributes) => attributes.Flag("complex");

    public sealed override bool CanThrow(DType dtype) => true;

    public sealed override string Call(Node node, string[] x)
    {
        if (!node.Attributes.Flag("complex")) return Function(node, x);
        var joined = Enumerable.Range(0, arity).Select(k => $"{Parts}.Join({x[2 * k]}, {x[2 * k + 1]})");
        return $"{Parts}.Both({Function(node, [.. joined])})";
    }

    /// <summary>The C# call, of whole operands.</summary>
    protected virtual string Function(Node node, string[] x) => $"global::Kernels.Linalg.{Method}({string.Join(", ", x)})";

    public sealed override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        var result = batch.Builder.Add(this, Mapped(batch, node, operands, out var attributes), attributes, node.Source, node.Result.Name);
        return IsSeveral(attributes) ? batch.Builder.Add(OpTable.MoveAxis, [result], Attributes.None.With("source", 0).With("destination", 1), node.Source) : result;
    }

    /// <summary>The operands and attributes of a batch.</summary>
    protected virtual ImmutableArray<Value> Mapped(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands, out Attributes attributes)
    {
        attributes = node.Attributes;
        return operands;
    }

    protected sealed override DType ResultDType(ImmutableArray<Value> operands) => base.ResultDType(operands) is var dtype && dtype.IsFloat() ? dtype
        : throw new IrException($"'{Name}' needs floating-point numbers; convert integers by As<double>()");

    protected sealed override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => IsSeveral(attributes) ? SymShape.Fresh(Name) : Shape(operands);

    /// <summary>By default a shape of its own of which nothing is known.</summary>
    protected virtual SymShape Shape(ImmutableArray<Value> operands) => SymShape.Fresh(Name);
}
