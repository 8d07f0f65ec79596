using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Kernels.Generator;

/// <summary>Where something stands in the source, without holding the syntax tree.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo From(Location location)
    {
        // Mapped: the functions in Kernel.* calls are compiled from text that names their lines.
        var lines = location.GetMappedLineSpan();
        return new(lines.Path ?? "", location.SourceSpan, lines.Span);
    }

    public static LocationInfo From(SyntaxNode node) => From(node.GetLocation());

    /// <summary>What generated error messages show: <c>Model.cs:12</c>.</summary>
    public string FileAndLine => $"{System.IO.Path.GetFileName(Path)}:{Lines.Start.Line + 1}";

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
