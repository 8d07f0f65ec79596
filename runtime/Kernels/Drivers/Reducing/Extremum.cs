using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.Reducing;

/// <summary>Maxima and minima of floating point numbers by the CPU's own instruction, which knows neither NaN nor the sign of a zero:
/// where one of these decides, the fold is left to <see cref="LaneFold{T, TOp}"/>. Any other extremum is the same in whatever order it is found.</summary>
/// <remarks>Bounds: reads the n elements at the address given, at least <see cref="Vector256{T}.Count"/>; the last vector may overlap the one before.</remarks>
internal static unsafe class Extremum<T, TOp> where T : unmanaged where TOp : struct, IFoldOp<T>
{
    /// <summary>Whether so many elements can be folded here.</summary>
    public static bool Takes(int n) => TOp.IsExtremum && (typeof(T) == typeof(float) || typeof(T) == typeof(double)) && Vector256.IsHardwareAccelerated && n >= Vector256<T>.Count;

    /// <summary>The extremum, if neither a NaN nor a zero decides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryFold(T* p, int n, out T result)
    {
        var v = Vector256<T>.Count;
        var last = n - v;
        var a = Vector256.Load(p);
        var b = Vector256.Load(p + last);
        // Lanes stay set while all that was seen there are numbers.
        var numbers = Vector256.Equals(a, a) & Vector256.Equals(b, b);
        var i = v;
        if (i <= last - 3 * v)
        {
            Vector256<T> c = a, d = b, more = numbers;
            for (; i <= last - 3 * v; i += 4 * v)
            {
                var w = Vector256.Load(p + i);
                var x = Vector256.Load(p + i + v);
                var y = Vector256.Load(p + i + 2 * v);
                var z = Vector256.Load(p + i + 3 * v);
                a = TOp.Native(a, w);
                b = TOp.Native(b, x);
                c = TOp.Native(c, y);
                d = TOp.Native(d, z);
                numbers &= Vector256.Equals(w, w) & Vector256.Equals(x, x);
                more &= Vector256.Equals(y, y) & Vector256.Equals(z, z);
            }
            a = TOp.Native(a, c);
            b = TOp.Native(b, d);
            numbers &= more;
        }
        for (; i < last; i += v)
        {
            var w = Vector256.Load(p + i);
            a = TOp.Native(a, w);
            numbers &= Vector256.Equals(w, w);
        }
        a = TOp.Native(a, b);
        a = TOp.Native(a, Vector256.Create(a.GetUpper(), a.GetUpper()));
        a = TOp.Native(a, Vector256.Shuffle(a.AsUInt64(), Vector256.Create(1UL, 0, 3, 2)).As<ulong, T>());
        if (sizeof(T) == 4) a = TOp.Native(a, Vector256.Shuffle(a.AsUInt32(), Vector256.Create(1U, 0, 3, 2, 5, 4, 7, 6)).As<uint, T>());
        result = a.ToScalar();
        return Vector256.EqualsAll(numbers.AsByte(), Vector256<byte>.AllBitsSet) && !Vector256.EqualsAll(Vector256.Create(result), Vector256<T>.Zero);
    }
}
