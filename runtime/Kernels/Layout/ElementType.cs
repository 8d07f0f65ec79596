using System.Numerics;

namespace Kernels;

/// <summary>What the library knows of an element type.</summary>
internal static class ElementType<T>
{
    public static readonly bool IsSupported =
        typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(int) || typeof(T) == typeof(long)
        || typeof(T) == typeof(byte) || typeof(T) == typeof(bool)
        || typeof(T) == typeof(Complex) || typeof(T) == typeof(Complex64);

    public static NotSupportedException NotSupported() =>
        new($"NDArray<{typeof(T)}> is not supported: the element type is float, double, int, long, byte, bool, Complex or Complex64.");
}
