using System.Globalization;

namespace Kernels;

/// <summary>One notation for all numbers of an array, wide enough for each: NumPy's rules for choosing and aligning it.</summary>
internal sealed class FloatFormat
{
    private readonly bool _single, _scientific;
    private readonly int _precision, _left, _right, _exponentDigits = 2;

    /// <param name="values">The numbers that will be printed.</param>
    /// <param name="single">Whether they are <c>float</c>.</param>
    /// <param name="options">How to print.</param>
    public FloatFormat(double[] values, bool single, PrintOptions options)
    {
        _single = single;
        var finite = values.Where(double.IsFinite).ToArray();
        _scientific = NeedsExponent(finite, single, options.Suppress);
        var numbers = finite.Select(v => DecimalNumber.Of(v, single, _scientific, options.Precision, 0)).ToArray();
        if (numbers.Length > 0)
        {
            if (_scientific)
            {
                _precision = numbers.Max(n => n.Digits.Length - 1);
                _exponentDigits = Math.Max(2, numbers.Max(n => Digits(Math.Abs(n.Exponent))));
                _left = numbers.Max(n => n.Negative ? 2 : 1);
                _right = _exponentDigits + 2 + _precision;
            }
            else
            {
                _precision = options.Precision;
                _left = numbers.Max(n => n.Integer.Length + (n.Negative ? 1 : 0));
                _right = numbers.Max(n => n.Fraction.Length);
            }
        }
        if (finite.Length < values.Length)
        {
            // "nan", "inf" and "-inf" fill the whole width, the point's place too.
            var widest = values.Contains(double.NegativeInfinity) ? 4 : 3;
            _left = Math.Max(_left, widest - (_right + 1));
        }
    }

    public string Format(double value)
    {
        if (!double.IsFinite(value)) return NonFinite(value).PadLeft(_left + _right + 1);
        var number = DecimalNumber.Of(value, _single, _scientific, _precision, _scientific ? _precision : 0);
        var sign = number.Negative ? "-" : "";
        if (_scientific) return (sign + number.Digits[0]).PadLeft(_left) + "." + number.Digits[1..].PadRight(_precision, '0') + Exponent(number.Exponent, _exponentDigits);
        return (sign + number.Integer).PadLeft(_left) + "." + number.Fraction.PadRight(_right);
    }

    /// <summary>A number by itself: as many digits as identify it.</summary>
    public static string Scalar(double value, bool single)
    {
        if (!double.IsFinite(value)) return NonFinite(value);
        var number = DecimalNumber.Shortest(value, single);
        var sign = number.Negative ? "-" : "";
        var magnitude = Math.Abs(value);
        if (magnitude != 0 && magnitude is >= 1e16 or < 1e-4)
            return sign + number.Digits[0] + (number.Digits.Length > 1 ? "." + number.Digits[1..] : "") + Exponent(number.Exponent, 2);
        return sign + number.Integer + "." + (number.Fraction.Length > 0 ? number.Fraction : "0");
    }

    private static bool NeedsExponent(double[] finite, bool single, bool suppress)
    {
        double largest = 0, smallest = double.PositiveInfinity;
        foreach (var value in finite)
        {
            if (value == 0) continue;
            largest = Math.Max(largest, Math.Abs(value));
            smallest = Math.Min(smallest, Math.Abs(value));
        }
        if (largest == 0) return false;
        // NumPy divides in the array's own type.
        var ratio = single ? (float)largest / (float)smallest : largest / smallest;
        return largest >= 1e8 || (!suppress && (smallest < 0.0001 || ratio > 1000));
    }

    private static string NonFinite(double value) => double.IsNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";

    private static string Exponent(int exponent, int digits) =>
        (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    private static int Digits(int n) => n.ToString(CultureInfo.InvariantCulture).Length;
}
