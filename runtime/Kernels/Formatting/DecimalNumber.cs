using System.Globalization;
using System.Numerics;

namespace Kernels;

/// <summary>A finite number in decimal: <c>d.ddd * 10^Exponent</c> with the digits of <see cref="Digits"/>; zero is "0".</summary>
internal readonly record struct DecimalNumber(bool Negative, string Digits, int Exponent)
{
    /// <summary>The fewest digits that identify the number among those of its type, but no more than <paramref name="most"/> after the
    /// point, to which the exact value is rounded, half to even; where fewer than <paramref name="least"/>, the exact value has that many.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="single">Whether it is a <c>float</c>.</param>
    /// <param name="scientific">Whether digits count from the first one that is not 0, not from the decimal point.</param>
    /// <param name="most">The most digits after the point, in the notation meant.</param>
    /// <param name="least">The fewest.</param>
    public static DecimalNumber Of(double value, bool single, bool scientific, int most, int least)
    {
        var shortest = Shortest(value, single);
        var count = scientific ? shortest.Digits.Length - 1 : shortest.Digits.Length - 1 - shortest.Exponent;
        // Less than none after the point: digits before it are missing too, which NumPy takes from the exact value.
        if (value == 0 || (count <= most && count >= least)) return shortest;
        var wanted = count > most ? most : least;
        return Round(value, wanted + (scientific ? -ExactExponent(value, shortest.Exponent) : 0));
    }

    /// <summary>The fewest digits that identify the number among those of its type.</summary>
    public static DecimalNumber Shortest(double value, bool single)
    {
        var text = single ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
        // .NET 10 prints two powers of two (2^-25, 2^-958) one digit short, as their smaller neighbours.
        if (!single && double.Parse(text, CultureInfo.InvariantCulture) != value)
            return Round(value, 16 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        var negative = text[0] == '-';
        if (negative) text = text[1..];
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var zeros = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        return digits.Length == 0 ? new DecimalNumber(negative, "0", 0) : new DecimalNumber(negative, digits, exponent - zeros);
    }

    /// <summary>The digits before the point.</summary>
    public string Integer => Exponent < 0 ? "0" : Digits.Length > Exponent ? Digits[..(Exponent + 1)] : Digits.PadRight(Exponent + 1, '0');

    /// <summary>The digits after the point, without zeros at the end.</summary>
    public string Fraction => Digits == "0" ? "" : Exponent < 0 ? new string('0', -1 - Exponent) + Digits : Digits.Length > Exponent + 1 ? Digits[(Exponent + 1)..] : "";

    // Rounding to the shortest can reach the next power of ten; the exact value is below it then.
    private static int ExactExponent(double value, int guess)
    {
        if (value == 0) return 0;
        var (mantissa, exponent) = Split(Math.Abs(value));
        var (numerator, denominator) = Fractional(mantissa, exponent, -guess);
        return numerator < denominator ? guess - 1 : guess;
    }

    /// <param name="value">The exact value.</param>
    /// <param name="position">The result is a multiple of 10^-position.</param>
    private static DecimalNumber Round(double value, int position)
    {
        var negative = double.IsNegative(value);
        if (value == 0) return new DecimalNumber(negative, "0", 0);
        var (mantissa, exponent) = Split(Math.Abs(value));
        var (numerator, denominator) = Fractional(mantissa, exponent, position);
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        var half = (rest * 2).CompareTo(denominator);
        if (half > 0 || (half == 0 && !quotient.IsEven)) quotient += 1;
        if (quotient.IsZero) return new DecimalNumber(negative, "0", 0);
        var digits = quotient.ToString(CultureInfo.InvariantCulture);
        return new DecimalNumber(negative, digits.TrimEnd('0'), digits.Length - 1 - position);
    }

    // The number times 10^position, as a fraction.
    private static (BigInteger Numerator, BigInteger Denominator) Fractional(BigInteger mantissa, int exponent, int position)
    {
        BigInteger numerator = mantissa, denominator = 1;
        if (exponent >= 0) numerator <<= exponent;
        else denominator <<= -exponent;
        if (position >= 0) numerator *= BigInteger.Pow(10, position);
        else denominator *= BigInteger.Pow(10, -position);
        return (numerator, denominator);
    }

    private static (BigInteger Mantissa, int Exponent) Split(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        return exponent == 0 ? (mantissa, -1074) : (mantissa | (1L << 52), exponent - 1075);
    }
}
