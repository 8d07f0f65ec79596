using System.Runtime.CompilerServices;

namespace Kernels.Simd;

// What the widths share of the powers to a few halves.
public static partial class VectorMath
{
    // The exponents that PowHalves knows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsFewHalves(double y) => Math.Abs(y) is 0.5 or 1 or 1.5 or 2 or 3;
}
