using System.Globalization;

namespace Kernels.Generator.IR;

/// <summary>Numbers as C# and the IR write them, whatever the culture of the machine that builds.</summary>
internal static class InvariantText
{
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A constant of C# in round-trip form: <c>0.5</c>, <c>-Infinity</c>, <c>true</c>.</summary>
    public static string Constant(object constant) => constant switch
    {
        bool b => b ? "true" : "false",
        float f => Number(f.ToString("R", CultureInfo.InvariantCulture), double.IsNaN(f), double.IsInfinity(f), f < 0),
        double d => Number(d.ToString("R", CultureInfo.InvariantCulture), double.IsNaN(d), double.IsInfinity(d), d < 0),
        string s => s,
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A constant of type {constant.GetType()}."),
    };

    private static string Number(string text, bool isNaN, bool isInfinity, bool isNegative) =>
        isNaN ? "NaN" : isInfinity ? isNegative ? "-Infinity" : "Infinity" : text;
}
