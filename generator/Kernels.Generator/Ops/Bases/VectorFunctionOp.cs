using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A function of the runtime whose operands and scalars all are known only at run time; the call gives them in order.</summary>
/// <param name="name">The op's name.</param>
/// <param name="method">The public method of <c>NDArray</c>.</param>
/// <param name="fewest">Operands that every call has.</param>
/// <param name="most">Operands that a call may have.</param>
internal abstract class VectorFunctionOp(string name, string method, int fewest, int most) : HostOp(name, method)
{
    public sealed override (int Min, int Max) OperandCount => (fewest, most);

    public sealed override ResultBuffer Buffer => ResultBuffer.Fresh;

    /// <summary>The names of the parameters that are no arrays, in order.</summary>
    protected virtual ImmutableArray<string> Scalars => [];

    public sealed override bool IsOperand(string parameter) => Scalars.Contains(parameter);

    // By name, since those between may have been left out.
    public sealed override Attributes WithOperand(Attributes attributes, string parameter) =>
        attributes.With("scalars", attributes.Text("scalars") is { } before ? $"{before} {parameter}" : parameter);

    public override string Call(Node node, string[] x)
    {
        var names = node.Attributes.Text("scalars")?.Split(' ') ?? [];
        var arrays = x.Length - names.Length;
        var enums = node.Attributes.Items.Where(a => a.Key is not ("scalars" or "batched")).Select(a => $"{a.Key}: {Constant(node, a.Key, a.Value, x)}");
        return $"global::Kernels.NDArray.{Method}({string.Join(", ", [.. x.Take(arrays), .. names.Select((n, k) => $"{n}: {x[arrays + k]}"), .. enums])})";
    }

    /// <summary>A constant argument in C#.</summary>
    protected virtual string Constant(Node node, string name, string value, string[] x) => Argument(node, name, value, x);
}
