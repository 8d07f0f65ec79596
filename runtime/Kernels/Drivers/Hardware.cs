using System.Runtime.Intrinsics;

namespace Kernels.Drivers;

/// <summary>What the drivers must know of the CPU.</summary>
internal static class Hardware
{
    /// <summary>Bytes in the widest vector that a kernel's body may use.</summary>
    public static int VectorBytes => Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : 16;

    /// <summary>Bytes in the widest vector of any CPU: memory of a constant operand holds so many, whatever this CPU has.</summary>
    public const int MaxVectorBytes = 64;
}
