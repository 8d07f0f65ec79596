using System.Numerics;

namespace Kernels;

/// <summary>Which of a transform and its inverse is divided by the length, as NumPy's <c>norm</c>.</summary>
public enum FftNorm
{
    /// <summary>The inverse.</summary>
    Backward,

    /// <summary>Both, by its square root.</summary>
    Ortho,

    /// <summary>The transform.</summary>
    Forward,
}

/// <summary>Fast Fourier transforms under the names of <c>numpy.fft</c>; that of <c>numpy.fft.fft</c>, which a class can't give its member, is <c>Forward</c>.</summary>
/// <remarks>X[k] = sum over j of x[j] e^(-2 pi i j k / n). Any length is transformed in O(n log n): factors of 2 and 3 by passes of their own, primes up to 47 directly,
/// others by Bluestein's algorithm. Single precision stays single. Neither threads nor vector widths have a say in the result.</remarks>
public static class Fft
{
    /// <summary>The Fourier transform along an axis, as <c>numpy.fft.fft</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">The length of the transform: the axis is cut or filled with zeros to it; by default the axis's own.</param>
    /// <param name="axis">The axis that is transformed.</param>
    /// <param name="norm">What is divided by the length.</param>
    /// <exception cref="ShapeException">There is no such axis, or no data.</exception>
    public static NDArray<Complex> Forward(NDArray<Complex> x, int? n = null, int axis = -1, FftNorm norm = FftNorm.Backward) =>
        FftAxis.Complex<Complex, double>(x, n, axis, norm, inverse: false, nameof(Forward));

    /// <summary>The Fourier transform of real numbers along an axis, as <c>numpy.fft.fft</c>; <see cref="Rfft(NDArray{double}, int?, int, FftNorm)"/> gives the half that says it all.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">The length of the transform: the axis is cut or filled with zeros to it; by default the axis's own.</param>
    /// <param name="axis">The axis that is transformed.</param>
    /// <param name="norm">What is divided by the length.</param>
    /// <exception cref="ShapeException">There is no such axis, or no data.</exception>
    public static NDArray<Complex> Forward(NDArray<double> x, int? n = null, int axis = -1, FftNorm norm = FftNorm.Backward) =>
        Forward(ToComplex(x), n, axis, norm);

    /// <summary>The inverse Fourier transform along an axis, as <c>numpy.fft.ifft</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">The length of the transform: the axis is cut or filled with zeros to it; by default the axis's own.</param>
    /// <param name="axis">The axis that is transformed.</param>
    /// <param name="norm">What is divided by the length.</param>
    /// <exception cref="ShapeException">There is no such axis, or no data.</exception>
    public static NDArray<Complex> Ifft(NDArray<Complex> x, int? n = null, int axis = -1, FftNorm norm = FftNorm.Backward) =>
        FftAxis.Complex<Complex, double>(x, n, axis, norm, inverse: true, nameof(Ifft));

    /// <summary>The first n / 2 + 1 elements of the Fourier transform of real numbers, as <c>numpy.fft.rfft</c>; the others are their conjugates.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">The length of the transform: the axis is cut or filled with zeros to it; by default the axis's own.</param>
    /// <param name="axis">The axis that is transformed.</param>
    /// <param name="norm">What is divided by the length.</param>
    /// <exception cref="ShapeException">There is no such axis, or no data.</exception>
    public static NDArray<Complex> Rfft(NDArray<double> x, int? n = null, int axis = -1, FftNorm norm = FftNorm.Backward) =>
        FftAxis.Real<Complex, double>(x, n, axis, norm, nameof(Rfft));

    /// <summary>The real numbers of which the array has the first n / 2 + 1 elements of the transform, as <c>numpy.fft.irfft</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">The length of the result: the axis is cut or filled with zeros to n / 2 + 1; by default 2 (m - 1) of the axis's m.</param>
    /// <param name="axis">The axis that is transformed.</param>
    /// <param name="norm">What is divided by the length.</param>
    /// <exception cref="ShapeException">There is no such axis, or no data.</exception>
    public static NDArray<double> Irfft(NDArray<Complex> x, int? n = null, int axis = -1, FftNorm norm = FftNorm.Backward) =>
        FftAxis.RealInverse<Complex, double>(x, n, axis, norm, nameof(Irfft));

    /// <summary>The Fourier transform over the last two axes, as <c>numpy.fft.fft2</c>.</summary>
    /// <param name="x">Shape (..., H, W).</param>
    /// <param name="norm">What is divided by the number of elements.</param>
    /// <exception cref="ShapeException">There are no two axes, or no data.</exception>
    public static NDArray<Complex> Fft2(NDArray<Complex> x, FftNorm norm = FftNorm.Backward) => Forward(Forward(x, null, -1, norm), null, -2, norm);

    /// <summary>The inverse Fourier transform over the last two axes, as <c>numpy.fft.ifft2</c>.</summary>
    /// <param name="x">Shape (..., H, W).</param>
    /// <param name="norm">What is divided by the number of elements.</param>
    /// <exception cref="ShapeException">There are no two axes, or no data.</exception>
    public static NDArray<Complex> Ifft2(NDArray<Complex> x, FftNorm norm = FftNorm.Backward) => Ifft(Ifft(x, null, -1, norm), null, -2, norm);

    /// <summary>The Fourier transform along an axis, as <c>numpy.fft.fft</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">The length of the transform: the axis is cut or filled with zeros to it; by default the axis's own.</param>
    /// <param name="axis">The axis that is transformed.</param>
    /// <param name="norm">What is divided by the length.</param>
    /// <exception cref="ShapeException">There is no such axis, or no data.</exception>
    public static NDArray<Complex64> Forward(NDArray<Complex64> x, int? n = null, int axis = -1, FftNorm norm = FftNorm.Backward) =>
        FftAxis.Complex<Complex64, float>(x, n, axis, norm, inverse: false, nameof(Forward));

    /// <summary>The Fourier transform of real numbers along an axis, as <c>numpy.fft.fft</c>; <see cref="Rfft(NDArray{float}, int?, int, FftNorm)"/> gives the half that says it all.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">The length of the transform: the axis is cut or filled with zeros to it; by default the axis's own.</param>
    /// <param name="axis">The axis that is transformed.</param>
    /// <param name="norm">What is divided by the length.</param>
    /// <exception cref="ShapeException">There is no such axis, or no data.</exception>
    public static NDArray<Complex64> Forward(NDArray<float> x, int? n = null, int axis = -1, FftNorm norm = FftNorm.Backward) =>
        Forward(ToComplex(x), n, axis, norm);

    /// <summary>The inverse Fourier transform along an axis, as <c>numpy.fft.ifft</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">The length of the transform: the axis is cut or filled with zeros to it; by default the axis's own.</param>
    /// <param name="axis">The axis that is transformed.</param>
    /// <param name="norm">What is divided by the length.</param>
    /// <exception cref="ShapeException">There is no such axis, or no data.</exception>
    public static NDArray<Complex64> Ifft(NDArray<Complex64> x, int? n = null, int axis = -1, FftNorm norm = FftNorm.Backward) =>
        FftAxis.Complex<Complex64, float>(x, n, axis, norm, inverse: true, nameof(Ifft));

    /// <summary>The first n / 2 + 1 elements of the Fourier transform of real numbers, as <c>numpy.fft.rfft</c>; the others are their conjugates.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">The length of the transform: the axis is cut or filled with zeros to it; by default the axis's own.</param>
    /// <param name="axis">The axis that is transformed.</param>
    /// <param name="norm">What is divided by the length.</param>
    /// <exception cref="ShapeException">There is no such axis, or no data.</exception>
    public static NDArray<Complex64> Rfft(NDArray<float> x, int? n = null, int axis = -1, FftNorm norm = FftNorm.Backward) =>
        FftAxis.Real<Complex64, float>(x, n, axis, norm, nameof(Rfft));

    /// <summary>The real numbers of which the array has the first n / 2 + 1 elements of the transform, as <c>numpy.fft.irfft</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">The length of the result: the axis is cut or filled with zeros to n / 2 + 1; by default 2 (m - 1) of the axis's m.</param>
    /// <param name="axis">The axis that is transformed.</param>
    /// <param name="norm">What is divided by the length.</param>
    /// <exception cref="ShapeException">There is no such axis, or no data.</exception>
    public static NDArray<float> Irfft(NDArray<Complex64> x, int? n = null, int axis = -1, FftNorm norm = FftNorm.Backward) =>
        FftAxis.RealInverse<Complex64, float>(x, n, axis, norm, nameof(Irfft));

    /// <summary>The Fourier transform over the last two axes, as <c>numpy.fft.fft2</c>.</summary>
    /// <param name="x">Shape (..., H, W).</param>
    /// <param name="norm">What is divided by the number of elements.</param>
    /// <exception cref="ShapeException">There are no two axes, or no data.</exception>
    public static NDArray<Complex64> Fft2(NDArray<Complex64> x, FftNorm norm = FftNorm.Backward) => Forward(Forward(x, null, -1, norm), null, -2, norm);

    /// <summary>The inverse Fourier transform over the last two axes, as <c>numpy.fft.ifft2</c>.</summary>
    /// <param name="x">Shape (..., H, W).</param>
    /// <param name="norm">What is divided by the number of elements.</param>
    /// <exception cref="ShapeException">There are no two axes, or no data.</exception>
    public static NDArray<Complex64> Ifft2(NDArray<Complex64> x, FftNorm norm = FftNorm.Backward) => Ifft(Ifft(x, null, -1, norm), null, -2, norm);

    /// <summary>The frequencies that the elements of a transform stand for, as <c>numpy.fft.fftfreq</c>: 0, 1, ..., -1 over n d.</summary>
    /// <param name="n">The length of the transform.</param>
    /// <param name="d">The time between samples.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is not positive.</exception>
    public static NDArray<double> FftFreq(int n, double d = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        return NDArray.Create<double>([.. Enumerable.Range(0, n).Select(k => (k < (n + 1) / 2 ? k : k - n) * (1 / (n * d)))]);
    }

    /// <summary>The frequencies that the elements of <c>Rfft</c> stand for, as <c>numpy.fft.rfftfreq</c>.</summary>
    /// <param name="n">The length of the transform.</param>
    /// <param name="d">The time between samples.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is not positive.</exception>
    public static NDArray<double> RfftFreq(int n, double d = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        return NDArray.Create<double>([.. Enumerable.Range(0, n / 2 + 1).Select(k => k * (1 / (n * d)))]);
    }

    /// <summary>The frequency 0 moved to the middle of an axis, as <c>numpy.fft.fftshift</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axes">The axes; by default all.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    public static NDArray<T> FftShift<T>(NDArray<T> x, Axes axes = default) => Shift(x, axes, static n => n - n / 2, nameof(FftShift));

    /// <summary>What <see cref="FftShift"/> moved, moved back, as <c>numpy.fft.ifftshift</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axes">The axes; by default all.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    public static NDArray<T> IfftShift<T>(NDArray<T> x, Axes axes = default) => Shift(x, axes, static n => n / 2, nameof(IfftShift));

    private static NDArray<T> Shift<T>(NDArray<T> x, Axes axes, Func<int, int> first, string operation)
    {
        ArgumentNullException.ThrowIfNull(x);
        var set = NDArray.AxisSet(axes, x.Rank, operation, x.Shape);
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (!set[axis]) continue;
            var rows = NDArray.MoveAxis(x, axis, 0);
            var start = first(rows.Shape[0]);
            x = NDArray.MoveAxis(NDArray.Concatenate([rows[start..], rows[..start]]), 0, axis);
        }
        return x;
    }

    private static NDArray<Complex> ToComplex(NDArray<double> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return NDArray.FromArray(Array.ConvertAll(x.ToArray(), v => new Complex(v, 0)), x.Shape).To(x.Device);
    }

    private static NDArray<Complex64> ToComplex(NDArray<float> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return NDArray.FromArray(Array.ConvertAll(x.ToArray(), v => new Complex64(v, 0)), x.Shape).To(x.Device);
    }
}
