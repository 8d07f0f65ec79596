using System.Text.RegularExpressions;
using Kernels.Generator.IR;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Frontend;

/// <summary>What messages and comments show of the user's code.</summary>
internal static class Sources
{
    private const int Longest = 100;

    public static Source Of(SyntaxNode syntax)
    {
        var span = syntax.SyntaxTree.GetMappedLineSpan(syntax.Span);
        return new Source(Shorten(syntax.ToString()), Path.GetFileName(span.Path), span.StartLinePosition.Line + 1, LocationInfo.From(syntax));
    }

    /// <summary>On one line, and not too long.</summary>
    public static string Shorten(string text)
    {
        text = Regex.Replace(text, @"\s+", " ");
        return text.Length <= Longest ? text : text.Substring(0, Longest - 3) + "...";
    }
}
