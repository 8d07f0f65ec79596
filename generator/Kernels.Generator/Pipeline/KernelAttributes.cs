namespace Kernels.Generator;

/// <summary>Which attributes make a method a kernel, by their simple names; binding confirms it later.</summary>
internal static class KernelAttributes
{
    public static KernelKind? KindOf(string attribute) => attribute switch
    {
        "Jit" or "JitAttribute" => KernelKind.Jit,
        "Vmap" or "VmapAttribute" => KernelKind.Vmap,
        "Op" or "OpAttribute" => KernelKind.Op,
        _ => null,
    };

    public static KernelKind? KindOf(string attribute, IReadOnlyList<(string Alias, string Target, bool IsGlobal)> aliases)
    {
        foreach (var alias in aliases)
            if (alias.Alias == attribute) return KindOf(alias.Target);
        return KindOf(attribute);
    }

    /// <summary>The full name of the attribute's class.</summary>
    public static string MetadataName(KernelKind kind) => kind switch
    {
        KernelKind.Jit => "Kernels.JitAttribute",
        KernelKind.Vmap => "Kernels.VmapAttribute",
        _ => "Kernels.CompilerServices.OpAttribute",
    };
}
