using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Kernels.Analyzers.Tests.Markup;

/// <summary>Source with marks where diagnostics are expected: <c>[|x|]</c> for the analyzer's only id, <c>{|KRN1001:x|}</c> for that id.</summary>
internal sealed partial record MarkedSource(string Text, IReadOnlyList<(string? Id, TextSpan Span)> Marks)
{
    public static MarkedSource Parse(string marked)
    {
        var text = new System.Text.StringBuilder();
        var open = new Stack<(string? Id, int Start)>();
        var marks = new List<(string?, TextSpan)>();
        for (var i = 0; i < marked.Length; i++)
        {
            var start = Start().Match(marked, i);
            if (start.Success)
            {
                open.Push((start.Groups["id"].Success ? start.Groups["id"].Value : null, text.Length));
                i += start.Length - 1;
            }
            else if (open.Count > 0 && marked.AsSpan(i) is ['|', ']' or '}', ..] && marked[i + 1] == (open.Peek().Id is null ? ']' : '}'))
            {
                var (id, from) = open.Pop();
                marks.Add((id, TextSpan.FromBounds(from, text.Length)));
                i++;
            }
            else
                text.Append(marked[i]);
        }
        Assert.Empty(open);
        return new(text.ToString(), marks);
    }

    [GeneratedRegex(@"\G(\[\||\{\|(?<id>[A-Z]+\d+):)")]
    private static partial Regex Start();
}
