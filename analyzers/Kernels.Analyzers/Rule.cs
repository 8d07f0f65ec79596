namespace Kernels.Analyzers;

/// <summary>Makes descriptors that differ only in what they say.</summary>
internal static class Rule
{
    /// <summary>Writing to what can't, or mustn't, be written.</summary>
    public const string Immutability = "Kernels.Immutability";

    /// <summary>Declaring and calling kernels.</summary>
    public const string Usage = "Kernels.Usage";

    /// <summary>The page of a diagnostic.</summary>
    public static string HelpLink(string id) => $"https://github.com/kernels-dotnet/kernels/blob/main/docs/diagnostics/{id}.md";
}
