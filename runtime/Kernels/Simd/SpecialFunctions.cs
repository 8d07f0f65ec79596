namespace Kernels.Simd;

/// <summary>Functions of one number that System.Math lacks.</summary>
public static class SpecialFunctions
{
    /// <summary>The error function.</summary>
    public static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (double.IsNaN(x) || a > 6) return double.IsNaN(x) ? x : Math.CopySign(1, x);

        // DLMF 7.6.2: all terms have one sign, so nothing cancels.
        var (term, sum) = (a, a);
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * a * a / (2 * n + 1);
            sum += term;
        }

        return Math.CopySign(2 / Math.Sqrt(Math.PI) * Math.Exp(-a * a) * sum, x);
    }

    /// <summary>The error function.</summary>
    public static float Erf(float x) => (float)Erf((double)x);
}
