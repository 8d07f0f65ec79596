namespace Kernels.Analyzers;

/// <summary>The ids of the diagnostics, shared by analyzers and fixes. Ids are never reused.</summary>
public static class DiagnosticIds
{
    /// <summary>An element or slice of an array is written in place.</summary>
    public const string InPlaceMutation = "KRN1001";

    /// <summary>The result of a functional update, or of another operation that has no effect but its result, is discarded.</summary>
    public const string DiscardedResult = "KRN1002";

    /// <summary>The memory of an array is written behind its back.</summary>
    public const string MemoryWrite = "KRN1003";

    /// <summary>A kernel changes state that lives outside it.</summary>
    public const string KernelSideEffect = "KRN1004";

    /// <summary>A type that contains a kernel is not partial.</summary>
    public const string TypeNotPartial = "KRN1005";

    /// <summary>A kernel attribute on a method that can't be a kernel.</summary>
    public const string AttributeMisuse = "KRN1006";

    /// <summary>A [Jit] method is used as a delegate, which runs its body rather than its kernel.</summary>
    public const string JitAsDelegate = "KRN1007";

    /// <summary>[Donate] on what is no array, or of a method that is no kernel.</summary>
    public const string DonateMisuse = "KRN1008";

    /// <summary>A variable is read whose array was given up to a kernel.</summary>
    public const string UseAfterDonation = "KRN1009";
}
