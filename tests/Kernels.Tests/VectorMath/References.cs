namespace Kernels.Tests.VectorMathematics;

/// <summary>The functions in double, from System.Math: the reference for float and for special values.</summary>
static class References
{
    public static readonly Dictionary<string, Func<double, double>> Unary = new()
    {
        ["Exp"] = Math.Exp,
        ["Exp2"] = x => Math.Pow(2, x),
        ["Expm1"] = Expm1,
        ["Log"] = Math.Log,
        ["Log2"] = Math.Log2,
        ["Log10"] = Math.Log10,
        ["Log1p"] = Log1p,
        ["Sin"] = Math.Sin,
        ["Cos"] = Math.Cos,
        ["Tan"] = Math.Tan,
        ["Asin"] = Math.Asin,
        ["Acos"] = Math.Acos,
        ["Atan"] = Math.Atan,
        ["Sinh"] = Math.Sinh,
        ["Cosh"] = Math.Cosh,
        ["Tanh"] = Math.Tanh,
        ["Asinh"] = Math.Asinh,
        ["Acosh"] = Math.Acosh,
        ["Atanh"] = Math.Atanh,
        ["Cbrt"] = Math.Cbrt,
        ["ReciprocalSqrt"] = x => 1 / Math.Sqrt(x),
        ["Round"] = Math.Round,
        ["Floor"] = Math.Floor,
        ["Ceiling"] = Math.Ceiling,
        ["Truncate"] = Math.Truncate,
        ["Abs"] = Math.Abs,
        ["Sign"] = x => double.IsNaN(x) ? x : Math.Sign(x),
    };

    public static readonly Dictionary<string, Func<double, double, double>> Binary = new()
    {
        ["Atan2"] = Math.Atan2,
        ["Pow"] = Math.Pow,
        ["Hypot"] = double.Hypot,
        ["Remainder"] = (x, y) => x % y,
        ["Maximum"] = Math.Max,
        ["Minimum"] = Math.Min,
    };

    // Kahan's: the rounding of u cancels.
    static double Expm1(double x)
    {
        var u = Math.Exp(x);
        return Math.Abs(x) < 1e-300 || u == 1 ? x : Math.Abs(x) > 40 ? u - 1 : (u - 1) * x / Math.Log(u);
    }

    static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : x > 1e15 || !(u > 0) ? Math.Log(u) : x * (Math.Log(u) / (u - 1));
    }

    /// <summary>How far a float is from the reference, in units of a float's last place there; 0 where both are NaN or the same infinity.</summary>
    public static double UlpsOfFloat(float actual, double expected)
    {
        var rounded = (float)expected;
        if (float.IsNaN(rounded) || float.IsInfinity(rounded) || !float.IsFinite(actual))
            return rounded.Equals(actual) ? 0 : double.PositiveInfinity;
        if (rounded == 0 && actual == 0 && float.IsNegative(rounded) != float.IsNegative(actual))
            return double.PositiveInfinity;
        var exponent = expected == 0 ? -126 : Math.Max(-126, Math.ILogB(expected));
        return Math.ScaleB(Math.Abs(actual - expected), 23 - exponent);
    }
}
