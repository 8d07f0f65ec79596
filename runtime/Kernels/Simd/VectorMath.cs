using System.ComponentModel;
using System.Runtime.Intrinsics.Arm;

namespace Kernels.Simd;

/// <summary>Mathematics on vectors of float and double, with overloads for 512, 256 and 128 bits that give the same bits.</summary>
/// <remarks>Each function is written once, for 256 bits, in a file of its own; the generator prints the other widths. Special values are those
/// of <see cref="System.Math"/>. The polynomials are minimax approximations, found by Sollya's fpminimax over the ranges that stand
/// beside them; <c>docs/vector-math.md</c> has the errors that were measured.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
    // Whether Fma rounds once: a constant of the JIT.
    private static bool Fuses => System.Runtime.Intrinsics.X86.Fma.IsSupported || AdvSimd.IsSupported;
}
