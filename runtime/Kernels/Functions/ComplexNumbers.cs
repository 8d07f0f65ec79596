using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The real parts, as NumPy's <c>x.real</c>.</summary>
    /// <param name="x">The numbers.</param>
    [Op("real")]
    public static NDArray<double> Real(NDArray<Complex> x) => ComplexParts.Real(x);

    /// <summary>The imaginary parts, as NumPy's <c>x.imag</c>.</summary>
    /// <param name="x">The numbers.</param>
    [Op("imag")]
    public static NDArray<double> Imag(NDArray<Complex> x) => ComplexParts.Imaginary(x);

    /// <summary>The complex numbers with these parts, as JAX's <c>lax.complex</c>; NumPy's <c>real + 1j * imaginary</c> in one step.</summary>
    /// <param name="real">The real parts.</param>
    /// <param name="imaginary">The imaginary parts. Both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("to_complex")]
    public static NDArray<Complex> ToComplex(NDArray<double> real, NDArray<double> imaginary)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(imaginary);
        return ComplexParts.Join(real, imaginary);
    }

    /// <summary>Real numbers as complex ones.</summary>
    /// <param name="real">The real parts.</param>
    [Op("to_complex")]
    public static NDArray<Complex> ToComplex(NDArray<double> real)
    {
        ArgumentNullException.ThrowIfNull(real);
        return ComplexParts.Join(real, Zeros<double>().To(real.Device));
    }

    /// <summary>The numbers with the other sign of their imaginary parts.</summary>
    /// <param name="x">The numbers.</param>
    [Op("conj")]
    public static NDArray<Complex> Conj(NDArray<Complex> x) => ComplexParts.Join(Real(x), -Imag(x));

    /// <summary>The angles to the positive real axis, in [-pi, pi].</summary>
    /// <param name="x">The numbers.</param>
    [Op("angle")]
    public static NDArray<double> Angle(NDArray<Complex> x) => Atan2(Imag(x), Real(x));

    /// <summary>The absolute values.</summary>
    /// <param name="x">The numbers.</param>
    [Op("abs")]
    public static NDArray<double> Abs(NDArray<Complex> x) => Hypot(Real(x), Imag(x));

    /// <summary>The squares.</summary>
    /// <param name="x">The numbers.</param>
    [Op("square")]
    public static NDArray<Complex> Square(NDArray<Complex> x) => x * x;

    /// <summary>e to the power of each number.</summary>
    /// <param name="x">The exponents.</param>
    [Op("exp")]
    public static NDArray<Complex> Exp(NDArray<Complex> x)
    {
        var (length, angle) = (Exp(Real(x)), Imag(x));
        return ComplexParts.Join(length * Cos(angle), length * Sin(angle));
    }

    /// <summary>The natural logarithms, with angles in [-pi, pi].</summary>
    /// <param name="x">The arguments.</param>
    [Op("log")]
    public static NDArray<Complex> Log(NDArray<Complex> x) => ComplexParts.Join(Log(Abs(x)), Angle(x));

    /// <summary>The square roots with a real part that is not negative.</summary>
    /// <param name="x">The arguments.</param>
    [Op("sqrt")]
    public static NDArray<Complex> Sqrt(NDArray<Complex> x)
    {
        var (real, imaginary) = (Real(x), Imag(x));
        var root = Sqrt((Hypot(real, imaginary) + Abs(real)) * 0.5);
        var other = Where(root == 0.0, imaginary, imaginary * 0.5 / root);
        var right = real >= 0.0;
        return ComplexParts.Join(Where(right, root, Abs(other)), Where(right, other, Copysign(root, imaginary)));
    }

    /// <summary>The sines.</summary>
    /// <param name="x">The arguments.</param>
    [Op("sin")]
    public static NDArray<Complex> Sin(NDArray<Complex> x)
    {
        var (real, imaginary) = (Real(x), Imag(x));
        return ComplexParts.Join(Sin(real) * Cosh(imaginary), Cos(real) * Sinh(imaginary));
    }

    /// <summary>The cosines.</summary>
    /// <param name="x">The arguments.</param>
    [Op("cos")]
    public static NDArray<Complex> Cos(NDArray<Complex> x)
    {
        var (real, imaginary) = (Real(x), Imag(x));
        return ComplexParts.Join(Cos(real) * Cosh(imaginary), -(Sin(real) * Sinh(imaginary)));
    }

    /// <summary>The hyperbolic sines.</summary>
    /// <param name="x">The arguments.</param>
    [Op("sinh")]
    public static NDArray<Complex> Sinh(NDArray<Complex> x)
    {
        var (real, imaginary) = (Real(x), Imag(x));
        return ComplexParts.Join(Sinh(real) * Cos(imaginary), Cosh(real) * Sin(imaginary));
    }

    /// <summary>The hyperbolic cosines.</summary>
    /// <param name="x">The arguments.</param>
    [Op("cosh")]
    public static NDArray<Complex> Cosh(NDArray<Complex> x)
    {
        var (real, imaginary) = (Real(x), Imag(x));
        return ComplexParts.Join(Cosh(real) * Cos(imaginary), Sinh(real) * Sin(imaginary));
    }

    /// <summary>Whole powers, by multiplication; in a kernel the exponent must be known while compiling.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="exponent">The exponent, from -64 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not in that range.</exception>
    [Op("power")]
    public static NDArray<Complex> Pow(NDArray<Complex> x, int exponent)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (exponent is < -64 or > 64) throw new ArgumentOutOfRangeException(nameof(exponent), $"Pow: {exponent} is no exponent from -64 to 64; give it as a double.");
        NDArray<Complex>? result = null;
        var square = x;
        for (var left = Math.Abs(exponent); left != 0; left >>= 1)
        {
            if ((left & 1) != 0) result = result is null ? square : result * square;
            if (left > 1) square *= square;
        }

        result ??= Full(x.Shape, Complex.One).To(x.Device);
        return exponent < 0 ? 1.0 / result : result;
    }

    /// <summary>Powers, by lengths and angles: 1 where the exponent is 0, else 0 where the base is.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="exponent">The exponent.</param>
    [Op("power")]
    public static NDArray<Complex> Pow(NDArray<Complex> x, double exponent)
    {
        var (length, angle) = (Pow(Abs(x), exponent), Angle(x) * exponent);
        return ComplexParts.Join(length * Cos(angle), length * Sin(angle));
    }

    /// <summary>The elements of <paramref name="x"/> where the condition holds, those of <paramref name="y"/> elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="x">What it takes where the condition holds.</param>
    /// <param name="y">What it takes elsewhere. All broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("where")]
    public static NDArray<Complex> Where(NDArray<bool> condition, NDArray<Complex> x, NDArray<Complex> y) =>
        ComplexParts.Join(Where(condition, Real(x), Real(y)), Where(condition, Imag(x), Imag(y)));

    /// <summary>The sum of the elements over axes.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes; all by default.</param>
    /// <param name="keepDims">Whether the axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range.</exception>
    [Op("sum")]
    public static NDArray<Complex> Sum(NDArray<Complex> x, Axes axis = default, bool keepDims = false) =>
        ComplexParts.Join(Sum(Real(x), axis, keepDims), Sum(Imag(x), axis, keepDims));

    /// <summary>The mean of the elements over axes.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes; all by default.</param>
    /// <param name="keepDims">Whether the axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range.</exception>
    [Op("mean")]
    public static NDArray<Complex> Mean(NDArray<Complex> x, Axes axis = default, bool keepDims = false) =>
        ComplexParts.Join(Mean(Real(x), axis, keepDims), Mean(Imag(x), axis, keepDims));

    /// <summary>The matrix product over the last two axes, of four real ones.</summary>
    /// <param name="a">Shape (..., M, K), or (K,).</param>
    /// <param name="b">Shape (..., K, N), or (K,).</param>
    /// <returns>Shape (..., M, N), as that of real arrays.</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or an operand has rank 0.</exception>
    [Op("matmul")]
    public static NDArray<Complex> MatMul(NDArray<Complex> a, NDArray<Complex> b) => Parts(a, b, MatMul);

    /// <summary>The matrix product with a real array.</summary>
    /// <inheritdoc cref="MatMul(NDArray{Complex}, NDArray{Complex})"/>
    [Op("matmul")]
    public static NDArray<Complex> MatMul(NDArray<Complex> a, NDArray<double> b) => ComplexParts.Join(MatMul(Real(a), b), MatMul(Imag(a), b));

    /// <summary>The matrix product with a real array.</summary>
    /// <inheritdoc cref="MatMul(NDArray{Complex}, NDArray{Complex})"/>
    [Op("matmul")]
    public static NDArray<Complex> MatMul(NDArray<double> a, NDArray<Complex> b) => ComplexParts.Join(MatMul(a, Real(b)), MatMul(a, Imag(b)));

    /// <summary>The inner product of two vectors, without conjugation, or the product of matrices and vectors.</summary>
    /// <param name="a">Shape (K,) or (M, K).</param>
    /// <param name="b">Shape (K,) or (K, N).</param>
    /// <exception cref="ShapeException">The shapes do not fit, or have other ranks.</exception>
    [Op("dot")]
    public static NDArray<Complex> Dot(NDArray<Complex> a, NDArray<Complex> b) => Parts(a, b, Dot);

    /// <summary>The products of each element of one vector with each of another.</summary>
    /// <param name="a">A vector; what is none is taken as one.</param>
    /// <param name="b">A vector.</param>
    [Op("outer")]
    public static NDArray<Complex> Outer(NDArray<Complex> a, NDArray<Complex> b) => Parts(a, b, Outer);

    // Of complex numbers both parts; the other comparisons are kernels, which these are not.
    internal static NDArray<bool> AreEqual<T>(NDArray<T> left, NDArray<T> right) =>
        (left, right) is (NDArray<Complex> a, NDArray<Complex> b) ? Equal(Real(a), Real(b)) & Equal(Imag(a), Imag(b)) : Equal(left, right);

    internal static NDArray<bool> AreNotEqual<T>(NDArray<T> left, NDArray<T> right) =>
        (left, right) is (NDArray<Complex> a, NDArray<Complex> b) ? NotEqual(Real(a), Real(b)) | NotEqual(Imag(a), Imag(b)) : NotEqual(left, right);

    private static NDArray<Complex> Parts(NDArray<Complex> a, NDArray<Complex> b, Func<NDArray<double>, NDArray<double>, NDArray<double>> product)
    {
        var (x, y, u, v) = (Real(a), Imag(a), Real(b), Imag(b));
        return ComplexParts.Join(product(x, u) - product(y, v), product(x, v) + product(y, u));
    }
}
