using System.Globalization;

namespace Kernels.Benchmarks;

/// <summary>A line of the report.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Times">Its times; null where it could not be.</param>
/// <param name="Note">What else there is to say: a ratio, a target.</param>
internal sealed record Row(string What, Times? Times, string Note = "")
{
    /// <summary>Whether a figure is what was asked for, in words.</summary>
    public static string Target(bool met, string target) => $"target {target}: {(met ? "met" : "MISSED")}";

    /// <summary>Writes rows under a heading; each with the unit that suits its times.</summary>
    public static void Print(string heading, IEnumerable<Row> rows)
    {
        Console.WriteLine();
        Console.WriteLine(heading);
        Console.WriteLine($"{"",-46} {"minimum",11}  {"median",11}");
        foreach (var row in rows)
            Console.WriteLine($"{row.What,-46} {Text(row.Times?.Minimum),11}  {Text(row.Times?.Median),11}  {row.Note}".TrimEnd());
    }

    private static string Text(double? nanoseconds) => nanoseconds switch
    {
        null => "-",
        < 10e3 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F0} ns"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:F1} us"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:F2} ms"),
    };
}
