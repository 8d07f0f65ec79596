using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using F64 = System.Runtime.Intrinsics.Vector256<double>;

namespace Kernels.Drivers.ComplexArithmetic;

/// <summary>Four complex numbers as two vectors, in the order 0, 2, 1, 3, which needs no exchange between the halves of a vector.</summary>
internal static class ComplexLanes
{
    public const int Count = 4;

    // Exchanges the two in the middle.
    private const byte Middle = 0b11_01_10_00;

    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Numbers from an index on, or with <paramref name="step"/> 0 the one there four times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (F64 Re, F64 Im) Load<T>(ReadOnlySpan<T> x, int index, int step)
    {
        if (typeof(T) == typeof(double))
        {
            var real = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, double>(ref MemoryMarshal.GetReference(x)), x.Length)[index..];
            return (step == 0 ? Vector256.Create(real[0]) : Avx2.Permute4x64(Vector256.Create(real), Middle), default);
        }
        var pairs = MemoryMarshal.Cast<Complex, double>(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, Complex>(ref MemoryMarshal.GetReference(x)), x.Length)[index..]);
        return step == 0 ? (Vector256.Create(pairs[0]), Vector256.Create(pairs[1])) : Load(pairs);
    }

    /// <summary>Numbers that lie as pairs of parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (F64 Re, F64 Im) Load(ReadOnlySpan<double> pairs)
    {
        F64 first = Vector256.Create(pairs), second = Vector256.Create(pairs[F64.Count..]);
        return (Avx.UnpackLow(first, second), Avx.UnpackHigh(first, second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(F64 re, F64 im, Span<double> pairs)
    {
        Avx.UnpackLow(re, im).CopyTo(pairs);
        Avx.UnpackHigh(re, im).CopyTo(pairs[F64.Count..]);
    }

    /// <summary>Parts as they lie in memory, in the order of lanes, or the other way round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Reorder(F64 part) => Avx2.Permute4x64(part, Middle);
}
