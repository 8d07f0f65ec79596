using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>Divisions by a power of two become products: the same bits, since the reciprocal is exact, and a fraction of the time.</summary>
internal static class ExactReciprocals
{
    public static Block Apply(Block block) => Apply(block, ImmutableDictionary<Value, string>.Empty);

    private static Block Apply(Block block, ImmutableDictionary<Value, string> outer)
    {
        var constants = outer.ToBuilder();
        var nodes = ImmutableArray.CreateBuilder<Node>();
        foreach (var node in block.Nodes)
        {
            if (node.Op is Constant && node.Attributes.Text("value") is { } text) constants[node.Result] = text;
            if (node.Op is Divide && constants.TryGetValue(node.Operands[1], out var divisor) && Reciprocal(node.Result.DType, divisor) is { } reciprocal)
            {
                var builder = new BlockBuilder();
                var factor = builder.Constant(node.Result.DType, reciprocal);
                builder.Add(new Node(OpTable.Multiply, [node.Operands[0], factor], node.Attributes, [], node.Results, node.Source));
                nodes.AddRange(builder.Build([], []).Nodes);
                continue;
            }

            var regions = node.Regions.Select(r => Apply(r, constants.ToImmutable())).ToImmutableArray();
            nodes.Add(regions.IsEmpty ? node : new Node(node.Op, node.Operands, node.Attributes, regions, node.Results, node.Source));
        }

        return new Block(block.Args, nodes.ToImmutable(), block.Yields);
    }

    // In the round-trip form of the dtype; null where there is none that is exact and normal.
    private static string? Reciprocal(DType dtype, string divisor)
    {
        var limit = dtype switch { DType.F32 => 126, DType.F64 => 1022, _ => -1 };
        if (!double.TryParse(divisor, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        var bits = System.BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF) - 1023;
        if ((bits & 0xFFFFFFFFFFFFF) != 0 || Math.Abs(exponent) > limit) return null;
        return InvariantText.Constant(dtype == DType.F32 ? (object)(float)(1 / value) : 1 / value);
    }
}
