using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>Whether two arrays have the same shape and equal elements. NaN equals nothing, as in <c>==</c>.</summary>
    /// <param name="x">One array.</param>
    /// <param name="y">The other; on any device.</param>
    /// <param name="equalNan">Whether NaN equals NaN.</param>
    [Op("array_equal")]
    public static bool ArrayEqual<T>(NDArray<T> x, NDArray<T> y, bool equalNan = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Shape != y.Shape) return false;
        NDArray<T> left = x.OnHost().Contiguous(), right = y.OnHost().Contiguous();
        var equal = SpansEqual(left.HostSpan, right.HostSpan, equalNan);
        GC.KeepAlive(left);
        GC.KeepAlive(right);
        return equal;
    }

    /// <summary>Whether <c>|x - y| &lt;= atol + rtol * |y|</c> everywhere, NumPy's <c>allclose</c>. Infinities are close to themselves only.</summary>
    /// <param name="x">One array.</param>
    /// <param name="y">What it is measured against; both broadcast.</param>
    /// <param name="rtol">The tolerance relative to <paramref name="y"/>.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="equalNan">Whether NaN is close to NaN.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("allclose")]
    public static bool AllClose<T>(NDArray<T> x, NDArray<T> y, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var shape = x.Shape == y.Shape ? x.Shape : ShapeGuard.Broadcast(x.Shape, y.Shape, "AllClose(x, y)", "");
        NDArray<T> left = BroadcastTo(x.OnHost(), shape).Contiguous(), right = BroadcastTo(y.OnHost(), shape).Contiguous();
        ReadOnlySpan<T> a = left.HostSpan, b = right.HostSpan;
        var close = true;
        for (var i = 0; close && i < a.Length; i++)
        {
            if (a[i] == b[i]) continue;
            if (T.IsFinite(a[i]) && T.IsFinite(b[i]))
            {
                // In double, so that neither an unsigned difference nor the tolerance loses its meaning.
                double p = double.CreateTruncating(a[i]), q = double.CreateTruncating(b[i]);
                close = Math.Abs(p - q) <= atol + rtol * Math.Abs(q);
            }
            else
            {
                close = equalNan && T.IsNaN(a[i]) && T.IsNaN(b[i]);
            }
        }
        GC.KeepAlive(left);
        GC.KeepAlive(right);
        return close;
    }

    private static bool SpansEqual<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, bool equalNan)
    {
        // Span equality goes by Equals, in which NaN equals itself; what is left to find is a NaN on one side.
        if (!x.SequenceEqual(y)) return false;
        if (equalNan) return true;
        foreach (var element in x)
            if (element is float.NaN or double.NaN) return false;
        return true;
    }
}
