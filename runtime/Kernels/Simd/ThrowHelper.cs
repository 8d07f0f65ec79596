using System.Diagnostics.CodeAnalysis;

namespace Kernels.Simd;

/// <summary>Throws out of line, so that the paths that do not throw stay small.</summary>
internal static class ThrowHelper
{
    [DoesNotReturn]
    public static void DivideByZero() => throw new DivideByZeroException("Integer division by zero: an element of the divisor is 0.");
}
