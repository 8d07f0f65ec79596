using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A shift of the bits of an integer; the count, an int or of the same dtype, is taken modulo the width as in C#.</summary>
/// <param name="name">The op's name.</param>
/// <param name="symbol">The C# operator.</param>
/// <param name="method">The method of the runtime's lanes.</param>
internal abstract class ShiftOp(string name, string symbol, string method) : ElementwiseOp(name, 2)
{
    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0].IsInteger() && (operands[1] == DType.I32 || operands[0] == operands[1]) ? operands[0] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes)
    {
        // Vectors of a narrower dtype are of the width that they have, not of the body's.
        var width = lanes.IsFull(dtypes[0]) ? "Lanes" : $"Lanes{Text(lanes.BitsOf(dtypes[0]))}";
        var count = dtypes[0] == dtypes[1] ? x[1] : $"Lanes.Convert{Text(lanes.ElementSize)}_{dtypes[1].Lane()}_{dtypes[0].Lane()}({x[1]})";
        return $"{width}.{method}({x[0]}, {count})";
    }

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes)
    {
        var count = dtypes[1] == DType.I32 ? x[1] : $"(int){x[1]}";
        return dtypes[0] == DType.U8 ? $"(byte)({x[0]} {symbol} ({count} & 7))" : $"{x[0]} {symbol} {count}";
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
