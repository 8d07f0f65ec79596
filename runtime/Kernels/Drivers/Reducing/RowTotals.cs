using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers.Reducing;

/// <summary>What the lanes of a block of rows come to, a vector for each row: what <see cref="LaneFold{T, TOp}"/> makes of each, to the bit. Two vectors are
/// halved into one that holds both, so as many rows as there are lanes take as many steps as there are rows, and none waits for another.</summary>
/// <remarks>Bounds: reads whole vectors of rows and writes whole vectors of values, at most those of the last row's; both lie in a block's scratch
/// (<see cref="CompilerServices.RowArgs"/>), whose size is a multiple of them. What lies behind the last row changes no other's value.</remarks>
internal static class RowTotals<T, TOp> where T : unmanaged where TOp : struct, IFoldOp<T>
{
    // So few rows are done sooner one by one. They are stored together all the same: what is loaded as a vector from several stores waits until these, and all
    // stores before them, are in the cache.
    private const int Few = 3;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of512(ref T lanes, nint rows, ref T values)
    {
        nint r = 0;
        for (; Avx512F.IsSupported && r < rows - Few; r += Vector512<T>.Count)
        {
            ref var first = ref Unsafe.Add(ref lanes, r * Vector512<T>.Count);
            var totals = Unsafe.SizeOf<T>() == 4
                ? Ends(Pairs(Quarters(ref first, 0, 4), Quarters(ref first, 1, 4)), Pairs(Quarters(ref first, 2, 4), Quarters(ref first, 3, 4)))
                : Pairs(Quarters(ref first, 0, 2), Quarters(ref first, 1, 2));
            totals.StoreUnsafe(ref values, (nuint)r);
        }
        if (Avx512F.IsSupported && r < rows)
        {
            var low = Vector256.Create(LaneFold<T, TOp>.Halve(Row512(ref lanes, r)));
            if (rows - r > 1) low = low.WithElement(1, LaneFold<T, TOp>.Halve(Row512(ref lanes, r + 1)));
            if (rows - r > 2) low = low.WithElement(2, LaneFold<T, TOp>.Halve(Row512(ref lanes, r + 2)));
            Vector512.Create(low, low).StoreUnsafe(ref values, (nuint)r);
            return;
        }
        for (; r < rows; r++) Unsafe.Add(ref values, r) = LaneFold<T, TOp>.Halve(Row512(ref lanes, r));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of256(ref T lanes, nint rows, ref T values)
    {
        nint r = 0;
        for (; Avx.IsSupported && r < rows - Few; r += Vector256<T>.Count)
        {
            ref var first = ref Unsafe.Add(ref lanes, r * Vector256<T>.Count);
            var totals = Unsafe.SizeOf<T>() == 4
                ? Ends(Pairs(Halves(ref first, 0, 4), Halves(ref first, 1, 4)), Pairs(Halves(ref first, 2, 4), Halves(ref first, 3, 4)))
                : Pairs(Halves(ref first, 0, 2), Halves(ref first, 1, 2));
            totals.StoreUnsafe(ref values, (nuint)r);
        }
        if (Avx.IsSupported && r < rows)
        {
            var low = Vector256.Create(LaneFold<T, TOp>.Halve(Row256(ref lanes, r)));
            if (rows - r > 1) low = low.WithElement(1, LaneFold<T, TOp>.Halve(Row256(ref lanes, r + 1)));
            if (rows - r > 2) low = low.WithElement(2, LaneFold<T, TOp>.Halve(Row256(ref lanes, r + 2)));
            low.StoreUnsafe(ref values, (nuint)r);
            return;
        }
        for (; r < rows; r++) Unsafe.Add(ref values, r) = LaneFold<T, TOp>.Halve(Row256(ref lanes, r));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of128(ref T lanes, nint rows, ref T values)
    {
        nint r = 0;
        for (; Sse2.IsSupported && r < rows - Few; r += Vector128<T>.Count)
        {
            ref var first = ref Unsafe.Add(ref lanes, r * Vector128<T>.Count);
            var totals = Pairs(Row128(ref first, 0), Row128(ref first, 1));
            if (Unsafe.SizeOf<T>() == 4) totals = Ends(totals, Pairs(Row128(ref first, 2), Row128(ref first, 3)));
            totals.StoreUnsafe(ref values, (nuint)r);
        }
        for (; r < rows; r += Vector128<T>.Count)
        {
            var some = Vector128.Create(LaneFold<T, TOp>.Halve(Row128(ref lanes, r)));
            if (rows - r > 1) some = some.WithElement(1, LaneFold<T, TOp>.Halve(Row128(ref lanes, r + 1)));
            if (Unsafe.SizeOf<T>() == 4 && rows - r > 2) some = some.WithElement(2, LaneFold<T, TOp>.Halve(Row128(ref lanes, r + 2)));
            if (Unsafe.SizeOf<T>() == 4 && rows - r > 3) some = some.WithElement(3, LaneFold<T, TOp>.Halve(Row128(ref lanes, r + 3)));
            some.StoreUnsafe(ref values, (nuint)r);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Row512(ref T lanes, nint r) => Vector512.LoadUnsafe(ref lanes, (nuint)(r * Vector512<T>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Row256(ref T lanes, nint r) => Vector256.LoadUnsafe(ref lanes, (nuint)(r * Vector256<T>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Row128(ref T lanes, nint r) => Vector128.LoadUnsafe(ref lanes, (nuint)(r * Vector128<T>.Count));

    // Four rows, a step apart, each in a quarter of 128 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Quarters(ref T lanes, int r, int step)
    {
        var (a, b) = (Halves(Row512(ref lanes, r), Row512(ref lanes, r + step)), Halves(Row512(ref lanes, r + (2 * step)), Row512(ref lanes, r + (3 * step))));
        var (x, y) = (a.As<T, float>(), b.As<T, float>());
        return TOp.Combine(Avx512F.Shuffle4x128(x, y, 0b10_00_10_00).As<float, T>(), Avx512F.Shuffle4x128(x, y, 0b11_01_11_01).As<float, T>());
    }

    // Two rows, each in a half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Halves(Vector512<T> a, Vector512<T> b)
    {
        var (x, y) = (a.As<T, float>(), b.As<T, float>());
        return TOp.Combine(Avx512F.Shuffle4x128(x, y, 0b01_00_01_00).As<float, T>(), Avx512F.Shuffle4x128(x, y, 0b11_10_11_10).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Halves(ref T lanes, int r, int step)
    {
        var (x, y) = (Row256(ref lanes, r).As<T, float>(), Row256(ref lanes, r + step).As<T, float>());
        return TOp.Combine(Avx.Permute2x128(x, y, 0x20).As<float, T>(), Avx.Permute2x128(x, y, 0x31).As<float, T>());
    }

    // In each 128 bits eight bytes of the one and eight of the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Pairs(Vector512<T> a, Vector512<T> b)
    {
        var (x, y) = (a.As<T, double>(), b.As<T, double>());
        return TOp.Combine(Avx512F.UnpackLow(x, y).As<double, T>(), Avx512F.UnpackHigh(x, y).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Pairs(Vector256<T> a, Vector256<T> b)
    {
        var (x, y) = (a.As<T, double>(), b.As<T, double>());
        return TOp.Combine(Avx.UnpackLow(x, y).As<double, T>(), Avx.UnpackHigh(x, y).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Pairs(Vector128<T> a, Vector128<T> b)
    {
        var (x, y) = (a.As<T, double>(), b.As<T, double>());
        return TOp.Combine(Sse2.UnpackLow(x, y).As<double, T>(), Sse2.UnpackHigh(x, y).As<double, T>());
    }

    // Of elements of four bytes: in each 128 bits the totals of two rows of the one, and of two of the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Ends(Vector512<T> a, Vector512<T> b)
    {
        var (x, y) = (a.As<T, float>(), b.As<T, float>());
        return TOp.Combine(Avx512F.Shuffle(x, y, 0b10_00_10_00).As<float, T>(), Avx512F.Shuffle(x, y, 0b11_01_11_01).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Ends(Vector256<T> a, Vector256<T> b)
    {
        var (x, y) = (a.As<T, float>(), b.As<T, float>());
        return TOp.Combine(Avx.Shuffle(x, y, 0b10_00_10_00).As<float, T>(), Avx.Shuffle(x, y, 0b11_01_11_01).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Ends(Vector128<T> a, Vector128<T> b)
    {
        var (x, y) = (a.As<T, float>(), b.As<T, float>());
        return TOp.Combine(Sse.Shuffle(x, y, 0b10_00_10_00).As<float, T>(), Sse.Shuffle(x, y, 0b11_01_11_01).As<float, T>());
    }
}
