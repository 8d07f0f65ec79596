using System.Globalization;
using System.Numerics;

namespace Kernels;

/// <summary>A complex number of two floats: NumPy's <c>complex64</c>.</summary>
/// <param name="real">The real part.</param>
/// <param name="imaginary">The imaginary part.</param>
public readonly struct Complex64(float real, float imaginary) : IEquatable<Complex64>, IFormattable,
    IAdditionOperators<Complex64, Complex64, Complex64>, ISubtractionOperators<Complex64, Complex64, Complex64>,
    IMultiplyOperators<Complex64, Complex64, Complex64>, IDivisionOperators<Complex64, Complex64, Complex64>,
    IUnaryNegationOperators<Complex64, Complex64>, IEqualityOperators<Complex64, Complex64, bool>,
    IAdditiveIdentity<Complex64, Complex64>, IMultiplicativeIdentity<Complex64, Complex64>
{
    /// <summary>0.</summary>
    public static Complex64 Zero => default;

    /// <summary>1.</summary>
    public static Complex64 One => new(1f, 0f);

    /// <summary>The square root of -1.</summary>
    public static Complex64 ImaginaryOne => new(0f, 1f);

    /// <inheritdoc/>
    public static Complex64 AdditiveIdentity => default;

    /// <inheritdoc/>
    public static Complex64 MultiplicativeIdentity => One;

    /// <summary>The real part.</summary>
    public float Real { get; } = real;

    /// <summary>The imaginary part.</summary>
    public float Imaginary { get; } = imaginary;

    /// <summary>The absolute value.</summary>
    public float Magnitude => float.Hypot(Real, Imaginary);

    /// <summary>The angle to the positive real axis, in (-pi, pi].</summary>
    public float Phase => MathF.Atan2(Imaginary, Real);

    /// <summary>The number with the other sign of its imaginary part.</summary>
    public static Complex64 Conjugate(Complex64 value) => new(value.Real, -value.Imaginary);

    /// <summary>A real number.</summary>
    public static implicit operator Complex64(float value) => new(value, 0f);

    /// <summary>The same number in doubles.</summary>
    public static implicit operator Complex(Complex64 value) => new(value.Real, value.Imaginary);

    /// <summary>The nearest number in floats.</summary>
    public static explicit operator Complex64(Complex value) => new((float)value.Real, (float)value.Imaginary);

    /// <inheritdoc/>
    public static Complex64 operator +(Complex64 left, Complex64 right) => new(left.Real + right.Real, left.Imaginary + right.Imaginary);

    /// <inheritdoc/>
    public static Complex64 operator -(Complex64 left, Complex64 right) => new(left.Real - right.Real, left.Imaginary - right.Imaginary);

    /// <inheritdoc/>
    public static Complex64 operator *(Complex64 left, Complex64 right) =>
        new(left.Real * right.Real - left.Imaginary * right.Imaginary, left.Real * right.Imaginary + left.Imaginary * right.Real);

    /// <summary>The quotient, computed in doubles.</summary>
    public static Complex64 operator /(Complex64 left, Complex64 right) => (Complex64)((Complex)left / (Complex)right);

    /// <inheritdoc/>
    public static Complex64 operator -(Complex64 value) => new(-value.Real, -value.Imaginary);

    /// <inheritdoc/>
    public static bool operator ==(Complex64 left, Complex64 right) => left.Real == right.Real && left.Imaginary == right.Imaginary;

    /// <inheritdoc/>
    public static bool operator !=(Complex64 left, Complex64 right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Complex64 other) => Real.Equals(other.Real) && Imaginary.Equals(other.Imaginary);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Complex64 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Real, Imaginary);

    /// <summary>As <see cref="Complex"/> writes it: <c>&lt;1; 2&gt;</c>.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        $"<{Real.ToString(format, formatProvider)}; {Imaginary.ToString(format, formatProvider)}>";
}
