using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Constants as C# literals of their dtype.</summary>
internal static class Literals
{
    /// <summary>A literal, given the number in invariant round-trip form: <c>0.5</c>, <c>Infinity</c>, <c>true</c>.</summary>
    public static string Of(DType dtype, string value) => dtype switch
    {
        DType.Bool => value,
        DType.U8 => $"(byte){value}",
        DType.I32 => value == "-2147483648" ? "int.MinValue" : value,
        DType.I64 => value == "-9223372036854775808" ? "long.MinValue" : value + "L",
        _ => value switch
        {
            "Infinity" => $"{dtype.Keyword()}.PositiveInfinity",
            "-Infinity" => $"{dtype.Keyword()}.NegativeInfinity",
            "NaN" => $"{dtype.Keyword()}.NaN",
            _ => value + (dtype == DType.F32 ? "f" : "d"),
        },
    };

    /// <summary>A string literal.</summary>
    public static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
