using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers.Fourier;

/// <summary>Brings complex sequences into the form of <see cref="LanePasses{T, TWide, TVector}"/> and back.</summary>
/// <remarks>In memory, element e of sequence l stands at l * lane + e * step, in complex numbers of two T; one of lane and step is 1. In the form of lanes
/// a sequence that is missing (l >= count) is zero and never stored. With <c>swap</c> real and imaginary parts change places, which turns a transform into
/// its inverse. Bounds: elements [0, n) of sequences [0, count), and n * 2 lanes numbers of the form.</remarks>
internal static unsafe class LanePack<T> where T : unmanaged
{
    private static int Group => 32 / sizeof(T);

    /// <summary>Loads sequences that stand one after the other.</summary>
    public static void LoadRows(T* from, long lane, int count, int n, T* to, int lanes, bool swap)
    {
        int re = swap ? lanes : 0, im = lanes - re, group = Group, columns = group / 2;
        for (var g = 0; g < lanes; g += group)
        {
            var done = 0;
            if (Avx.IsSupported && g + group <= count)
            {
                for (; done + columns <= n; done += columns)
                {
                    if (sizeof(T) == 4) Transpose.In((float*)(from + 2 * (g * lane + done)), 2 * lane, (float*)(to + (long)done * 2 * lanes + g), lanes, re, im);
                    else Transpose.In((double*)(from + 2 * (g * lane + done)), 2 * lane, (double*)(to + (long)done * 2 * lanes + g), lanes, re, im);
                }
            }
            Load(from, lane, 1, count, done, n, to, g, Math.Min(g + group, lanes), lanes, re, im);
        }
    }

    /// <summary>Loads sequences whose elements stand side by side.</summary>
    public static void LoadColumns(T* from, long step, int count, int n, T* to, int lanes, bool swap)
    {
        int re = swap ? lanes : 0, im = lanes - re, group = Group;
        for (var g = 0; g < lanes; g += group)
        {
            if (!Avx.IsSupported || g + group > count) Load(from, 1, step, count, 0, n, to, g, Math.Min(g + group, lanes), lanes, re, im);
            else if (sizeof(T) == 4) Interleave.In((float*)(from + 2 * g), 2 * step, n, (float*)(to + g), lanes, re, im);
            else Interleave.In((double*)(from + 2 * g), 2 * step, n, (double*)(to + g), lanes, re, im);
        }
    }

    /// <summary>Stores sequences one after the other.</summary>
    public static void StoreRows(T* from, int lanes, T* to, long lane, int count, int n, bool swap)
    {
        int re = swap ? lanes : 0, im = lanes - re, group = Group, columns = group / 2;
        for (var g = 0; g < count; g += group)
        {
            var done = 0;
            if (Avx.IsSupported && g + group <= count)
            {
                for (; done + columns <= n; done += columns)
                {
                    if (sizeof(T) == 4) Transpose.Out((float*)(from + (long)done * 2 * lanes + g), lanes, re, im, (float*)(to + 2 * (g * lane + done)), 2 * lane);
                    else Transpose.Out((double*)(from + (long)done * 2 * lanes + g), lanes, re, im, (double*)(to + 2 * (g * lane + done)), 2 * lane);
                }
            }
            Store(from, lanes, re, im, to, lane, 1, g, Math.Min(g + group, count), done, n);
        }
    }

    /// <summary>Stores sequences with their elements side by side.</summary>
    public static void StoreColumns(T* from, int lanes, T* to, long step, int count, int n, bool swap)
    {
        int re = swap ? lanes : 0, im = lanes - re, group = Group;
        for (var g = 0; g < count; g += group)
        {
            if (!Avx.IsSupported || g + group > count) Store(from, lanes, re, im, to, 1, step, g, Math.Min(g + group, count), 0, n);
            else if (sizeof(T) == 4) Interleave.Out((float*)(from + g), lanes, re, im, n, (float*)(to + 2 * g), 2 * step);
            else Interleave.Out((double*)(from + g), lanes, re, im, n, (double*)(to + 2 * g), 2 * step);
        }
    }

    private static void Load(T* from, long lane, long step, int count, int first, int n, T* to, int l0, int l1, int lanes, int re, int im)
    {
        for (long e = first; e < n; e++)
        {
            for (var l = l0; l < l1; l++)
            {
                var source = from + 2 * (l * lane + e * step);
                to[e * 2 * lanes + re + l] = l < count ? source[0] : default;
                to[e * 2 * lanes + im + l] = l < count ? source[1] : default;
            }
        }
    }

    private static void Store(T* from, int lanes, int re, int im, T* to, long lane, long step, int l0, int l1, int first, int n)
    {
        for (long e = first; e < n; e++)
        {
            for (var l = l0; l < l1; l++)
            {
                var target = to + 2 * (l * lane + e * step);
                target[0] = from[e * 2 * lanes + re + l];
                target[1] = from[e * 2 * lanes + im + l];
            }
        }
    }
}

/// <summary>Tiles of 32 bytes a side: rows of complex numbers to vectors of real and imaginary parts, and back.</summary>
file static unsafe class Transpose
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void In(float* from, long row, float* to, int lanes, int re, int im)
    {
        var (r0, r1, r2, r3) = (Vector256.Load(from), Vector256.Load(from + row), Vector256.Load(from + 2 * row), Vector256.Load(from + 3 * row));
        var (r4, r5, r6, r7) = (Vector256.Load(from + 4 * row), Vector256.Load(from + 5 * row), Vector256.Load(from + 6 * row), Vector256.Load(from + 7 * row));
        Turn(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        r0.Store(to + re);
        r1.Store(to + im);
        r2.Store(to + 2 * lanes + re);
        r3.Store(to + 2 * lanes + im);
        r4.Store(to + 4 * lanes + re);
        r5.Store(to + 4 * lanes + im);
        r6.Store(to + 6 * lanes + re);
        r7.Store(to + 6 * lanes + im);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Out(float* from, int lanes, int re, int im, float* to, long row)
    {
        var (r0, r1, r2, r3) = (Vector256.Load(from + re), Vector256.Load(from + im), Vector256.Load(from + 2 * lanes + re), Vector256.Load(from + 2 * lanes + im));
        var (r4, r5, r6, r7) = (Vector256.Load(from + 4 * lanes + re), Vector256.Load(from + 4 * lanes + im), Vector256.Load(from + 6 * lanes + re), Vector256.Load(from + 6 * lanes + im));
        Turn(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        r0.Store(to);
        r1.Store(to + row);
        r2.Store(to + 2 * row);
        r3.Store(to + 3 * row);
        r4.Store(to + 4 * row);
        r5.Store(to + 5 * row);
        r6.Store(to + 6 * row);
        r7.Store(to + 7 * row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void In(double* from, long row, double* to, int lanes, int re, int im)
    {
        var (r0, r1, r2, r3) = (Vector256.Load(from), Vector256.Load(from + row), Vector256.Load(from + 2 * row), Vector256.Load(from + 3 * row));
        Turn(ref r0, ref r1, ref r2, ref r3);
        r0.Store(to + re);
        r1.Store(to + im);
        r2.Store(to + 2 * lanes + re);
        r3.Store(to + 2 * lanes + im);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Out(double* from, int lanes, int re, int im, double* to, long row)
    {
        var (r0, r1, r2, r3) = (Vector256.Load(from + re), Vector256.Load(from + im), Vector256.Load(from + 2 * lanes + re), Vector256.Load(from + 2 * lanes + im));
        Turn(ref r0, ref r1, ref r2, ref r3);
        r0.Store(to);
        r1.Store(to + row);
        r2.Store(to + 2 * row);
        r3.Store(to + 3 * row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref Vector256<float> r0, ref Vector256<float> r1, ref Vector256<float> r2, ref Vector256<float> r3,
        ref Vector256<float> r4, ref Vector256<float> r5, ref Vector256<float> r6, ref Vector256<float> r7)
    {
        var (a0, a1, a2, a3) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1), Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        var (a4, a5, a6, a7) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5), Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));
        var (b0, b1, b2, b3) = (Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a0, a2, 0xEE), Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a1, a3, 0xEE));
        var (b4, b5, b6, b7) = (Avx.Shuffle(a4, a6, 0x44), Avx.Shuffle(a4, a6, 0xEE), Avx.Shuffle(a5, a7, 0x44), Avx.Shuffle(a5, a7, 0xEE));
        r0 = Avx.Permute2x128(b0, b4, 0x20);
        r1 = Avx.Permute2x128(b1, b5, 0x20);
        r2 = Avx.Permute2x128(b2, b6, 0x20);
        r3 = Avx.Permute2x128(b3, b7, 0x20);
        r4 = Avx.Permute2x128(b0, b4, 0x31);
        r5 = Avx.Permute2x128(b1, b5, 0x31);
        r6 = Avx.Permute2x128(b2, b6, 0x31);
        r7 = Avx.Permute2x128(b3, b7, 0x31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref Vector256<double> r0, ref Vector256<double> r1, ref Vector256<double> r2, ref Vector256<double> r3)
    {
        var (a0, a1, a2, a3) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1), Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        r0 = Avx.Permute2x128(a0, a2, 0x20);
        r1 = Avx.Permute2x128(a1, a3, 0x20);
        r2 = Avx.Permute2x128(a0, a2, 0x31);
        r3 = Avx.Permute2x128(a1, a3, 0x31);
    }
}

/// <summary>Complex numbers side by side to vectors of real and imaginary parts, and back.</summary>
file static unsafe class Interleave
{
    public static void In(float* from, long step, int n, float* to, int lanes, int re, int im)
    {
        for (nint e = 0; e < n; e++, from += step, to += 2 * lanes)
        {
            var (a, b) = (Vector256.Load(from), Vector256.Load(from + 8));
            var (x, y) = (Avx.Permute2x128(a, b, 0x20), Avx.Permute2x128(a, b, 0x31));
            Avx.Shuffle(x, y, 0x88).Store(to + re);
            Avx.Shuffle(x, y, 0xDD).Store(to + im);
        }
    }

    public static void Out(float* from, int lanes, int re, int im, int n, float* to, long step)
    {
        for (nint e = 0; e < n; e++, to += step, from += 2 * lanes)
        {
            var (x, y) = (Vector256.Load(from + re), Vector256.Load(from + im));
            var (a, b) = (Avx.UnpackLow(x, y), Avx.UnpackHigh(x, y));
            Avx.Permute2x128(a, b, 0x20).Store(to);
            Avx.Permute2x128(a, b, 0x31).Store(to + 8);
        }
    }

    public static void In(double* from, long step, int n, double* to, int lanes, int re, int im)
    {
        for (nint e = 0; e < n; e++, from += step, to += 2 * lanes)
        {
            var (a, b) = (Vector256.Load(from), Vector256.Load(from + 4));
            var (x, y) = (Avx.Permute2x128(a, b, 0x20), Avx.Permute2x128(a, b, 0x31));
            Avx.UnpackLow(x, y).Store(to + re);
            Avx.UnpackHigh(x, y).Store(to + im);
        }
    }

    public static void Out(double* from, int lanes, int re, int im, int n, double* to, long step)
    {
        for (nint e = 0; e < n; e++, to += step, from += 2 * lanes)
        {
            var (x, y) = (Vector256.Load(from + re), Vector256.Load(from + im));
            var (a, b) = (Avx.UnpackLow(x, y), Avx.UnpackHigh(x, y));
            Avx.Permute2x128(a, b, 0x20).Store(to);
            Avx.Permute2x128(a, b, 0x31).Store(to + 4);
        }
    }
}
