using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Something of an element of a list of the host program, at the position that operand 0 is: attribute <c>call</c> is the C# with <c>$0</c> for it, <c>dtype</c> the
/// element type. With a <c>rank</c> it is an array of so many axes, or with -1 a number; else an array of which nothing is known.</summary>
/// <remarks>The text names a parameter or member of the method, so that a kernel with it is inlined nowhere else.</remarks>
internal sealed class ListItem() : HostOp("list_item", "ListItem")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override ImmutableArray<string> RequiredAttributes => ["dtype", "call"];

    public override string Call(Node node, string[] x) => node.Attributes.Required("call").Replace("$0", x[0]);

    /// <summary>Whether it stands anywhere in a block.</summary>
    public static bool IsIn(Block block) => block.Nodes.Any(n => n.Op is ListItem || n.Regions.Any(IsIn));

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes)
    {
        if (operands[0].IsArray || operands[0].DType != DType.I32) throw new IrException($"an index of a list is an int, not {operands[0].Type}");
        if (!DTypes.TryParse(attributes.Required("dtype"), out var dtype)) throw new IrException("an unknown dtype");
        return attributes.Int("rank") switch
        {
            < 0 => new ScalarType(dtype),
            > 0 and var rank => new ArrayType(dtype, new SymShape("", Enumerable.Range(0, rank).Select(_ => SymShape.FreshDim("item")).ToEquatableArray())),
            _ => new ArrayType(dtype, SymShape.Fresh("item")),
        };
    }
}
