using System.Collections.Immutable;
using Kernels.Generator.Ops;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.IR;

/// <summary>What the regions of <c>if</c>, <c>for</c> and <c>while</c> take and yield.</summary>
/// <remarks>With the attribute <c>lanes</c> they stand for control flow of each element: conditions may be arrays of truth values, and a
/// scalar stands for an array of copies.</remarks>
internal static class RegionRules
{
    /// <exception cref="IrException">The rule that the node breaks.</exception>
    public static void Check(Node node)
    {
        var lanes = node.Attributes.Flag("lanes");
        var operands = node.Operands;
        switch (node.Op)
        {
            case If:
                Count(node.Regions.Length, 2, "regions");
                Condition(operands[0].Type, lanes, "the condition");
                foreach (var region in node.Regions) Region(node, region, [], lanes);
                break;
            case While:
                Count(node.Regions.Length, 2, "regions");
                var (head, body) = (node.Regions[0], node.Regions[1]);
                Arguments(head, operands, lanes);
                Count(head.Yields.Length, body.Args.Length + 1, "values that region 0 yields");
                if (node.Results.Length > body.Args.Length) throw new IrException($"region 0 yields {Text(body.Args.Length)} values beside the condition, too few for {Text(node.Results.Length)} results");
                Condition(head.Yields[0].Type, lanes, "the yield of region 0");
                Arguments(body, head.Yields.RemoveAt(0), lanes);
                for (var k = 0; k < node.Results.Length; k++)
                    Fits(node.Results[k].Type, head.Yields[k + 1].Type, lanes, $"result {Text(k)}", "the region yields");
                Count(body.Yields.Length, operands.Length, "values that region 1 yields");
                for (var k = 0; k < operands.Length; k++)
                    Fits(head.Args[k].Type, body.Yields[k].Type, lanes, $"argument {Text(k)}", "the region yields");
                break;
            case For:
                Count(node.Regions.Length, 1, "regions");
                for (var k = 0; k < 3; k++)
                {
                    if (operands[k].Type is not ScalarType { DType: DType.I32 or DType.I64 } || operands[k].DType != operands[0].DType)
                        throw new IrException($"first, bound and step must be of one integer type; operand {Text(k)} is {operands[k].Type}");
                }

                // The counter has the first's type.
                Region(node, node.Regions[0], [operands[0], .. operands.Skip(3)], lanes);
                break;
            default:
                throw new IrException($"the regions of '{node.Op.Name}' have no rule");
        }
    }

    // A region that yields the node's results; those of a `for` are its next arguments.
    private static void Region(Node node, Block region, ImmutableArray<Value> arguments, bool lanes)
    {
        Arguments(region, arguments, lanes);
        Count(region.Yields.Length, node.Results.Length, "yielded values");
        if (node.Op is For) Count(node.Results.Length, arguments.Length - 1, "results");
        var skip = region.Args.Length - region.Yields.Length;
        for (var k = 0; k < region.Yields.Length; k++)
        {
            Fits(node.Results[k].Type, region.Yields[k].Type, lanes, $"result {Text(k)}", "the region yields");
            if (node.Op is For) Fits(region.Args[skip + k].Type, region.Yields[k].Type, lanes, $"argument {Text(skip + k)}", "the region yields");
        }
    }

    private static void Arguments(Block region, ImmutableArray<Value> values, bool lanes)
    {
        Count(region.Args.Length, values.Length, "arguments of a region");
        for (var k = 0; k < values.Length; k++) Fits(region.Args[k].Type, values[k].Type, lanes, $"argument {Text(k)}", "the operand is");
    }

    private static void Condition(IrType type, bool lanes, string what)
    {
        if (type.DType != DType.Bool || (type is ArrayType && !lanes)) throw new IrException($"{what} must be a bool, not {type}");
    }

    private static void Fits(IrType declared, IrType given, bool lanes, string what, string how)
    {
        if (Verifier.Agree(declared, given)) return;
        if (lanes && declared.DType == given.DType && declared is ArrayType && given is ScalarType) return;
        throw new IrException($"{what} is {declared}, but {how} {given}");
    }

    private static void Count(int count, int expected, string what)
    {
        if (count != expected) throw new IrException($"there must be {Text(expected)} {what}, not {Text(count)}");
    }
}
