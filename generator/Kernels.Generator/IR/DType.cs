namespace Kernels.Generator.IR;

/// <summary>The element types that kernels compute in.</summary>
internal enum DType
{
    Bool,
    U8,
    I32,
    I64,
    F32,
    F64,
}

/// <summary>What the compiler knows of each dtype.</summary>
internal static class DTypes
{
    /// <summary>Every dtype, in promotion order.</summary>
    public static readonly DType[] All = [DType.Bool, DType.U8, DType.I32, DType.I64, DType.F32, DType.F64];

    /// <summary>The bytes of an element in memory.</summary>
    public static int Size(this DType d) => d switch
    {
        DType.Bool or DType.U8 => 1,
        DType.I32 or DType.F32 => 4,
        _ => 8,
    };

    public static bool IsFloat(this DType d) => d is DType.F32 or DType.F64;

    public static bool IsInteger(this DType d) => d is DType.U8 or DType.I32 or DType.I64;

    /// <summary>The C# keyword.</summary>
    public static string Keyword(this DType d) => d switch
    {
        DType.Bool => "bool",
        DType.U8 => "byte",
        DType.I32 => "int",
        DType.I64 => "long",
        DType.F32 => "float",
        _ => "double",
    };

    /// <summary>The name in the IR's text.</summary>
    public static string Text(this DType d) => d switch
    {
        DType.Bool => "bool",
        DType.U8 => "u8",
        DType.I32 => "i32",
        DType.I64 => "i64",
        DType.F32 => "f32",
        _ => "f64",
    };

    /// <summary>The name in identifiers of the runtime's lanes: <c>F32</c>.</summary>
    public static string Lane(this DType d) => d == DType.Bool ? "Mask" : d.ToString();

    /// <summary>Reads the IR's text form.</summary>
    public static bool TryParse(string text, out DType d)
    {
        foreach (var candidate in All)
        {
            if (candidate.Text() == text)
            {
                d = candidate;
                return true;
            }
        }

        d = default;
        return false;
    }
}
