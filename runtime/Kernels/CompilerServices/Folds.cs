using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Kernels.Drivers.Reducing;

namespace Kernels.CompilerServices;

/// <summary>Ends of folds that generated bodies accumulate in registers: the same trees as those of stored elements.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Folds
{
    /// <summary>All bits of the lanes before the <paramref name="n"/>-th, none of the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Before<T>(Vector512<T> zero, nint n) where T : unmanaged => Unsafe.SizeOf<T>() == 4
        ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)n)).As<int, T>() | zero
        : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)n)).As<long, T>() | zero;

    /// <inheritdoc cref="Before{T}(Vector512{T}, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Before<T>(Vector256<T> zero, nint n) where T : unmanaged => Unsafe.SizeOf<T>() == 4
        ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)n)).As<int, T>() | zero
        : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)n)).As<long, T>() | zero;

    /// <inheritdoc cref="Before{T}(Vector512{T}, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Before<T>(Vector128<T> zero, nint n) where T : unmanaged => Unsafe.SizeOf<T>() == 4
        ? Vector128.LessThan(Vector128<int>.Indices, Vector128.Create((int)n)).As<int, T>() | zero
        : Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)n)).As<long, T>() | zero;

    /// <summary>The sums of the accumulators of a block of rows.</summary>
    /// <param name="lanes">A vector for each row.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="values">Receives theirs, in whole vectors.</param>
    public static void Sum512<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, SumOp<T>>.Of512(ref lanes, rows, ref values);

    /// <inheritdoc cref="Sum512{T}(ref T, nint, ref T)"/>
    public static void Sum256<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, SumOp<T>>.Of256(ref lanes, rows, ref values);

    /// <inheritdoc cref="Sum512{T}(ref T, nint, ref T)"/>
    public static void Sum128<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, SumOp<T>>.Of128(ref lanes, rows, ref values);

    /// <summary>The products of the accumulators of a block of rows.</summary>
    /// <inheritdoc cref="Sum512{T}(ref T, nint, ref T)"/>
    public static void Prod512<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, ProdOp<T>>.Of512(ref lanes, rows, ref values);

    /// <inheritdoc cref="Prod512{T}(ref T, nint, ref T)"/>
    public static void Prod256<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, ProdOp<T>>.Of256(ref lanes, rows, ref values);

    /// <inheritdoc cref="Prod512{T}(ref T, nint, ref T)"/>
    public static void Prod128<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, ProdOp<T>>.Of128(ref lanes, rows, ref values);

    /// <summary>The largest lanes of the accumulators of a block of rows; NaN where there is one.</summary>
    /// <inheritdoc cref="Sum512{T}(ref T, nint, ref T)"/>
    public static void Max512<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, MaxOp<T>>.Of512(ref lanes, rows, ref values);

    /// <inheritdoc cref="Max512{T}(ref T, nint, ref T)"/>
    public static void Max256<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, MaxOp<T>>.Of256(ref lanes, rows, ref values);

    /// <inheritdoc cref="Max512{T}(ref T, nint, ref T)"/>
    public static void Max128<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, MaxOp<T>>.Of128(ref lanes, rows, ref values);

    /// <summary>The smallest lanes of the accumulators of a block of rows; NaN where there is one.</summary>
    /// <inheritdoc cref="Sum512{T}(ref T, nint, ref T)"/>
    public static void Min512<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, MinOp<T>>.Of512(ref lanes, rows, ref values);

    /// <inheritdoc cref="Min512{T}(ref T, nint, ref T)"/>
    public static void Min256<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, MinOp<T>>.Of256(ref lanes, rows, ref values);

    /// <inheritdoc cref="Min512{T}(ref T, nint, ref T)"/>
    public static void Min128<T>(ref T lanes, nint rows, ref T values) where T : unmanaged, INumber<T> => RowTotals<T, MinOp<T>>.Of128(ref lanes, rows, ref values);
}
