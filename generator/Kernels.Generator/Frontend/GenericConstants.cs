using Kernels.Generator.IR;

namespace Kernels.Generator.Frontend;

/// <summary>The constants of generic mathematics: <c>T.One</c>, <c>T.Pi</c>.</summary>
internal static class GenericConstants
{
    /// <summary>The constant of a dtype, or null if there is none of this name.</summary>
    public static object? Of(string name, DType dtype) => dtype switch
    {
        DType.F64 => Number(name),
        DType.F32 => name switch
        {
            "MaxValue" => float.MaxValue,
            "MinValue" => float.MinValue,
            "Epsilon" => float.Epsilon,
            _ => Number(name) is { } number ? (float)number : null,
        },
        DType.I64 => name switch { "MaxValue" => long.MaxValue, "MinValue" => long.MinValue, _ => Whole(name) is { } whole ? (long)whole : null },
        DType.I32 => name switch { "MaxValue" => int.MaxValue, "MinValue" => int.MinValue, _ => Whole(name) },
        DType.U8 => name switch { "MaxValue" => byte.MaxValue, "MinValue" => byte.MinValue, _ => Whole(name) is >= 0 and var whole ? (byte)whole : null },
        _ => null,
    };

    private static double? Number(string name) => name switch
    {
        "Pi" => Math.PI,
        "E" => Math.E,
        "Tau" => 2 * Math.PI,
        "MaxValue" => double.MaxValue,
        "MinValue" => double.MinValue,
        "Epsilon" => double.Epsilon,
        "NaN" => double.NaN,
        "PositiveInfinity" => double.PositiveInfinity,
        "NegativeInfinity" => double.NegativeInfinity,
        "NegativeZero" => -0.0,
        _ => Whole(name),
    };

    private static int? Whole(string name) => name switch
    {
        "Zero" or "AdditiveIdentity" => 0,
        "One" or "MultiplicativeIdentity" => 1,
        "NegativeOne" => -1,
        _ => null,
    };
}
