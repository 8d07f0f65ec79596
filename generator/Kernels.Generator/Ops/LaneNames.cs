using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The names under which a loop body of one width knows its vector types; see "Lanes" in docs/architecture.md.</summary>
/// <param name="Bits">The vector width: 512, 256 or 128.</param>
/// <param name="ElementSize">The size S in bytes of the widest dtype in the body: it has Bits / 8 / S lanes.</param>
internal sealed record LaneNames(int Bits, int ElementSize)
{
    /// <summary>The lanes of each vector: elements that one turn of the loop computes.</summary>
    public int Count => Bits / 8 / ElementSize;

    /// <summary>The dtype of the integers that masks are made of.</summary>
    public DType MaskDType => ElementSize switch { 1 => DType.U8, 4 => DType.I32, _ => DType.I64 };

    /// <summary>Whether a division takes so long that a product with the reciprocal and what mends its last bit take less (<c>Quotients</c>).</summary>
    public bool DividesSlowly => Bits == 512;

    /// <summary>Whether the processor's other units can compute roots beside the one that is for them (<c>Roots</c>).</summary>
    public bool HasRoots(DType d) => Bits == 512 && d == DType.F32;

    public bool IsFull(DType d) => d == DType.Bool || d.Size() == ElementSize;

    /// <summary>The bits of the vector that holds a dtype: the lanes' own, but at least 128.</summary>
    public int BitsOf(DType d) => d == DType.Bool ? Bits : Math.Max(128, Count * d.Size() * 8);

    /// <summary>The vector type, an alias: <c>F32</c>; a mask is <c>Mask</c>.</summary>
    public static string Type(DType d) => d.Lane();

    /// <summary>The static class of the vector type, an alias: <c>VF32</c>.</summary>
    public static string Class(DType d) => d == DType.Bool ? "VMask" : "V" + d.Lane();

    /// <summary>The cast method from a mask's integer vector: <c>AsSingle</c>.</summary>
    public static string As(DType d) => d switch
    {
        DType.U8 => "AsByte",
        DType.I32 => "AsInt32",
        DType.I64 => "AsInt64",
        DType.F32 => "AsSingle",
        _ => "AsDouble",
    };

    /// <summary>A vector of copies of a constant.</summary>
    public static string Literal(DType d, string value) => value == "0" ? $"{Type(d)}.Zero"
        : d == DType.Bool ? value == "true" ? "Mask.AllBitsSet" : "Mask.Zero"
        : $"{Class(d)}.Create({Literals.Of(d, value)})";

    // Size classes for the runtime's names, as in WidenMask8_4.
    private string Step(DType d) => $"{ElementSize}_{d.Size()}";

    /// <summary>The result of a vector comparison of dtype <paramref name="d"/> as a mask.</summary>
    public string ToMask(DType d, string comparison) => IsFull(d)
        ? d == MaskDType ? comparison : $"{comparison}.{As(MaskDType)}()"
        : $"Lanes.WidenMask{Step(d)}({comparison}.{As(OfSize(d.Size()))}())";

    /// <summary>A mask as a vector of dtype <paramref name="d"/>, all bits set where true.</summary>
    public string FromMask(DType d, string mask)
    {
        if (d == DType.Bool) return mask;
        if (IsFull(d)) return d == MaskDType ? mask : $"{mask}.{As(d)}()";

        // A comparison of this very dtype was widened to be a mask; what it was before will do.
        var widened = $"Lanes.WidenMask{Step(d)}(";
        var narrow = mask.StartsWith(widened, StringComparison.Ordinal) && mask.LastIndexOf("Lanes.WidenMask", StringComparison.Ordinal) == 0
            && Emit.Expression.IsCall(mask) ? mask.Substring(widened.Length, mask.Length - widened.Length - 1) : $"Lanes.NarrowMask{Step(d)}({mask})";
        return d == OfSize(d.Size()) ? narrow : $"{narrow}.{As(d)}()";
    }

    private static DType OfSize(int size) => size switch { 1 => DType.U8, 4 => DType.I32, _ => DType.I64 };
}
