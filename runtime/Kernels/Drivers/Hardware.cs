using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers;

/// <summary>What the drivers must know of the CPU.</summary>
internal static class Hardware
{
    /// <summary>Bytes in the widest vector that a kernel's body may use.</summary>
    public static int VectorBytes => Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : 16;

    /// <summary>Bytes in the widest vector of any CPU: memory of a constant operand holds so many, whatever this CPU has.</summary>
    public const int MaxVectorBytes = 64;

    /// <summary>Bytes in a line of the caches.</summary>
    public const int LineBytes = 64;

    /// <summary>Whether the cores reach the last cache over a mesh, as in Intel's processors for servers, those with AVX-512: a store that misses the core's own
    /// cache then costs about as much as one to memory.</summary>
    public static bool HasMeshCache { get; } = FindMeshCache();

    private static bool FindMeshCache()
    {
        if (!X86Base.IsSupported || !Avx2.IsSupported) return false;
        var (leaves, b, c, d) = X86Base.CpuId(0, 0);
        // "GenuineIntel", and leaf 7's bit of AVX-512 Foundation (Intel's Software Developer's Manual, volume 2A, CPUID).
        return (b, d, c) == (0x756e6547, 0x49656e69, 0x6c65746e) && leaves >= 7 && (X86Base.CpuId(7, 0).Ebx & (1 << 16)) != 0;
    }
}
