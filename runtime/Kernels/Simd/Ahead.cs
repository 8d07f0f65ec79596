using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Simd;

/// <summary>Asks for memory before it is read.</summary>
/// <remarks>Bounds: addresses only, never read; they may lie behind an operand, where asking for them does nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Ahead
{
    // From farther than L1, vectors that cross two lines come at half the speed unless both were asked for beforehand.
    private const int Bytes = 4096;

    /// <summary>Asks for the 256 bytes that are read 4 KB after those at element <paramref name="i"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Turn<T>(ref T x, nint i)
    {
        Lines((byte*)Unsafe.AsPointer(ref Unsafe.Add(ref x, i)) + Bytes);
    }

    /// <summary>Asks for the 256 bytes from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Lines<T>(ref T x, nint i) => Lines((byte*)Unsafe.AsPointer(ref Unsafe.Add(ref x, i)));

    /// <summary>Asks for the line that has element <paramref name="i"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line<T>(ref T x, nint i) => Line(Unsafe.AsPointer(ref Unsafe.Add(ref x, i)));

    /// <summary>Asks for the 256 bytes at an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Lines(byte* next)
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(next);
        Sse.Prefetch0(next + 64);
        Sse.Prefetch0(next + 128);
        Sse.Prefetch0(next + 192);
    }

    /// <summary>Asks for the line at an address, which may lie anywhere: nothing is touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Line(void* next)
    {
        if (Sse.IsSupported) Sse.Prefetch0(next);
    }
}
