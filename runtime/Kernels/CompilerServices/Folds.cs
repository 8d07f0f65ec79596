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

    /// <summary>The sum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector512<T> v) where T : unmanaged, INumber<T> => LaneFold<T, SumOp<T>>.Halve(v);

    /// <summary>The sum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector256<T> v) where T : unmanaged, INumber<T> => LaneFold<T, SumOp<T>>.Halve(v);

    /// <summary>The sum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector128<T> v) where T : unmanaged, INumber<T> => LaneFold<T, SumOp<T>>.Halve(v);

    /// <summary>The product of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Prod<T>(Vector512<T> v) where T : unmanaged, INumber<T> => LaneFold<T, ProdOp<T>>.Halve(v);

    /// <summary>The product of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Prod<T>(Vector256<T> v) where T : unmanaged, INumber<T> => LaneFold<T, ProdOp<T>>.Halve(v);

    /// <summary>The product of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Prod<T>(Vector128<T> v) where T : unmanaged, INumber<T> => LaneFold<T, ProdOp<T>>.Halve(v);

    /// <summary>The largest lane; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max<T>(Vector512<T> v) where T : unmanaged, INumber<T> => LaneFold<T, MaxOp<T>>.Halve(v);

    /// <summary>The largest lane; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max<T>(Vector256<T> v) where T : unmanaged, INumber<T> => LaneFold<T, MaxOp<T>>.Halve(v);

    /// <summary>The largest lane; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max<T>(Vector128<T> v) where T : unmanaged, INumber<T> => LaneFold<T, MaxOp<T>>.Halve(v);

    /// <summary>The smallest lane; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Min<T>(Vector512<T> v) where T : unmanaged, INumber<T> => LaneFold<T, MinOp<T>>.Halve(v);

    /// <summary>The smallest lane; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Min<T>(Vector256<T> v) where T : unmanaged, INumber<T> => LaneFold<T, MinOp<T>>.Halve(v);

    /// <summary>The smallest lane; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Min<T>(Vector128<T> v) where T : unmanaged, INumber<T> => LaneFold<T, MinOp<T>>.Halve(v);
}
