namespace Kernels.Generator.Emit;

/// <summary>Helps to nest C# expressions.</summary>
internal static class Expression
{
    /// <summary>The expression in parentheses, unless it is a primary expression already.</summary>
    public static string Primary(string text)
    {
        if (text.Length == 0 || text[0] is '-' or '~' or '!') return $"({text})";
        var depth = 0;
        for (var k = 0; k < text.Length; k++)
        {
            switch (text[k])
            {
                case '(' or '[' or '{' or '<' when text[k] != '<' || k + 1 < text.Length && text[k + 1] is not (' ' or '<' or '='):
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case '>' when depth > 0 && k > 0 && text[k - 1] is not (' ' or '=' or '>'):
                    depth--;
                    break;
                case ' ' when depth == 0:
                    return $"({text})";
            }
        }

        // A cast is no primary expression: (float)x[1] would index first.
        return text[0] == '(' && !Closes(text) ? $"({text})" : text;
    }

    /// <summary>Whether the text is one call, whose first parenthesis closes at the end.</summary>
    public static bool IsCall(string text) => text.IndexOf('(') is var open and >= 0 && Closes(text.Substring(open));

    private static bool Closes(string text)
    {
        var depth = 0;
        for (var k = 0; k < text.Length; k++)
        {
            if (text[k] == '(') depth++;
            else if (text[k] == ')' && --depth == 0) return k == text.Length - 1;
        }

        return false;
    }
}
