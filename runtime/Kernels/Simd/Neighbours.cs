using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

// The difference of two constants is one, once the method is inlined.
#pragma warning disable CA1857

namespace Kernels.Simd;

/// <summary>Vectors of an operand shifted by a few elements, made of three of the operand's vectors that follow each other: loaded by themselves, nearly all of them
/// would cross cache lines, and each would take the processor two reads.</summary>
/// <remarks>Bounds: a loop that uses them loads the operand only where whole vectors of it lie between the first element of the part that begins first and its own last one;
/// the vectors at the end it loads part by part.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Neighbours
{
    /// <summary>What stands for the vector before the first one: its last elements are the first ones of <paramref name="shifted"/>.</summary>
    /// <param name="shifted">The first vector of the operand that is shifted the most.</param>
    /// <param name="count">By how many elements it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> First(Vector512<float> shifted, [ConstantExpected] byte count) => Avx512F.AlignRight32(shifted.AsInt32(), shifted.AsInt32(), count).AsSingle();

    /// <summary>The elements <paramref name="count"/> before those of <paramref name="now"/>.</summary>
    /// <param name="before">The vector before it.</param>
    /// <param name="now">The vector.</param>
    /// <param name="count">From 1 to half a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Before(Vector512<float> before, Vector512<float> now, [ConstantExpected] byte count) => Avx512F.AlignRight32(now.AsInt32(), before.AsInt32(), (byte)(16 - count)).AsSingle();

    /// <summary>The elements <paramref name="count"/> behind those of <paramref name="now"/>.</summary>
    /// <param name="now">The vector.</param>
    /// <param name="after">The vector behind it.</param>
    /// <param name="count">From 1 to half a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> After(Vector512<float> now, Vector512<float> after, [ConstantExpected] byte count) => Avx512F.AlignRight32(after.AsInt32(), now.AsInt32(), count).AsSingle();

    /// <summary>What stands for the vector before the first one: its last elements are the first ones of <paramref name="shifted"/>.</summary>
    /// <param name="shifted">The first vector of the operand that is shifted the most.</param>
    /// <param name="count">By how many elements it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> First(Vector512<double> shifted, [ConstantExpected] byte count) => Avx512F.AlignRight64(shifted.AsInt64(), shifted.AsInt64(), count).AsDouble();

    /// <summary>The elements <paramref name="count"/> before those of <paramref name="now"/>.</summary>
    /// <param name="before">The vector before it.</param>
    /// <param name="now">The vector.</param>
    /// <param name="count">From 1 to half a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Before(Vector512<double> before, Vector512<double> now, [ConstantExpected] byte count) => Avx512F.AlignRight64(now.AsInt64(), before.AsInt64(), (byte)(8 - count)).AsDouble();

    /// <summary>The elements <paramref name="count"/> behind those of <paramref name="now"/>.</summary>
    /// <param name="now">The vector.</param>
    /// <param name="after">The vector behind it.</param>
    /// <param name="count">From 1 to half a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> After(Vector512<double> now, Vector512<double> after, [ConstantExpected] byte count) => Avx512F.AlignRight64(after.AsInt64(), now.AsInt64(), count).AsDouble();

    /// <summary>What stands for the vector before the first one: its last elements are the first ones of <paramref name="shifted"/>.</summary>
    /// <param name="shifted">The first vector of the operand that is shifted the most.</param>
    /// <param name="count">By how many elements it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> First(Vector512<int> shifted, [ConstantExpected] byte count) => Avx512F.AlignRight32(shifted.AsInt32(), shifted.AsInt32(), count).AsInt32();

    /// <summary>The elements <paramref name="count"/> before those of <paramref name="now"/>.</summary>
    /// <param name="before">The vector before it.</param>
    /// <param name="now">The vector.</param>
    /// <param name="count">From 1 to half a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Before(Vector512<int> before, Vector512<int> now, [ConstantExpected] byte count) => Avx512F.AlignRight32(now.AsInt32(), before.AsInt32(), (byte)(16 - count)).AsInt32();

    /// <summary>The elements <paramref name="count"/> behind those of <paramref name="now"/>.</summary>
    /// <param name="now">The vector.</param>
    /// <param name="after">The vector behind it.</param>
    /// <param name="count">From 1 to half a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> After(Vector512<int> now, Vector512<int> after, [ConstantExpected] byte count) => Avx512F.AlignRight32(after.AsInt32(), now.AsInt32(), count).AsInt32();

    /// <summary>What stands for the vector before the first one: its last elements are the first ones of <paramref name="shifted"/>.</summary>
    /// <param name="shifted">The first vector of the operand that is shifted the most.</param>
    /// <param name="count">By how many elements it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> First(Vector512<long> shifted, [ConstantExpected] byte count) => Avx512F.AlignRight64(shifted.AsInt64(), shifted.AsInt64(), count).AsInt64();

    /// <summary>The elements <paramref name="count"/> before those of <paramref name="now"/>.</summary>
    /// <param name="before">The vector before it.</param>
    /// <param name="now">The vector.</param>
    /// <param name="count">From 1 to half a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Before(Vector512<long> before, Vector512<long> now, [ConstantExpected] byte count) => Avx512F.AlignRight64(now.AsInt64(), before.AsInt64(), (byte)(8 - count)).AsInt64();

    /// <summary>The elements <paramref name="count"/> behind those of <paramref name="now"/>.</summary>
    /// <param name="now">The vector.</param>
    /// <param name="after">The vector behind it.</param>
    /// <param name="count">From 1 to half a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> After(Vector512<long> now, Vector512<long> after, [ConstantExpected] byte count) => Avx512F.AlignRight64(after.AsInt64(), now.AsInt64(), count).AsInt64();
}
