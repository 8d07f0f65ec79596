using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Tests.Diagnostics;

/// <summary>What the generator reports about a program, as <c>KRN2001 'expression'</c> and a message.</summary>
internal static class Reported
{
    private const string Usings = "using static Kernels.NDArray;\nnamespace App;\n";

    /// <summary>The diagnostics for members of a partial class.</summary>
    public static Diagnostic[] Of(string members, params (string Property, string Value)[] properties)
    {
        var program = GeneratorHarness.Run($"{Usings}public static partial class Model\n{{\n{members}\n}}\n", properties);
        Assert.Null(program.Result.Results.Single().Exception);
        return [.. program.Diagnostics];
    }

    /// <summary>The text that a diagnostic stands at.</summary>
    public static string TextOf(Diagnostic diagnostic, string members)
    {
        var text = $"{Usings}public static partial class Model\n{{\n{members}\n}}\n";
        return text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
    }

    public static string Message(this Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
