using System.Runtime.CompilerServices;

namespace Quickstart;

/// <summary>Prints what was computed, under the code that computed it.</summary>
internal static class Output
{
    public static void Section(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"== {title}");
    }

    public static void Show<T>(T result, [CallerArgumentExpression(nameof(result))] string code = "")
    {
        Console.WriteLine($"> {code}");
        Console.WriteLine(result);
    }
}
