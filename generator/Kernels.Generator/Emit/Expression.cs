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

    /// <summary>The expression without parentheses that C#'s precedence makes needless: around arguments, around the left side of a
    /// chain of one precedence, around products in a sum. The order of evaluation stays as it is.</summary>
    public static string Tidy(string text)
    {
        for (var open = 0; open < text.Length; open++)
        {
            if (text[open] != '(' || (open > 0 && (char.IsLetterOrDigit(text[open - 1]) || text[open - 1] is '>' or '_' or ']'))) continue;
            var close = Match(text, open);
            if (close < 0 || !IsNeedless(text, open, close)) continue;
            text = text.Substring(0, open) + text.Substring(open + 1, close - open - 1) + text.Substring(close + 1);
            open--;
        }

        return text;
    }

    private static int Match(string text, int open)
    {
        var depth = 0;
        for (var k = open; k < text.Length; k++)
        {
            if (text[k] == '(') depth++;
            else if (text[k] == ')' && --depth == 0) return k;
        }

        return -1;
    }

    private static bool IsNeedless(string text, int open, int close)
    {
        var inner = TopLevelOperators(text, open + 1, close);
        if (inner is null) return false;
        var starts = open == 0 || text[open - 1] == '(' || EndsWith(text, open, ", ");
        var rest = text.Substring(close + 1);
        var ends = rest.Length == 0 || rest[0] is ')' or ',';

        // (a + b) alone, as an argument or as the whole.
        if (starts && ends) return true;
        var product = inner.All(o => o is '*' or '/');
        var sum = inner.All(o => o is '*' or '/' or '+' or '-');
        var beforeProduct = rest.StartsWith(" * ", StringComparison.Ordinal) || rest.StartsWith(" / ", StringComparison.Ordinal);
        var beforeSum = rest.StartsWith(" + ", StringComparison.Ordinal) || rest.StartsWith(" - ", StringComparison.Ordinal);
        var isUnary = text[open + 1] is '-' or '~' or '!';
        if (starts && beforeProduct) return product && !isUnary;
        if (starts && beforeSum) return sum && !isUnary;

        // a + (b * c): the product binds tighter.
        var afterSum = EndsWith(text, open, " + ") || EndsWith(text, open, " - ");
        return afterSum && (ends || beforeSum) && product && !isUnary;
    }

    // The binary operators outside all parentheses; null if there is anything else between spaces, such as a cast or a conditional.
    private static List<char>? TopLevelOperators(string text, int start, int end)
    {
        // A parenthesis that holds a type is a cast: (float)x.
        if (end + 1 < text.Length && (char.IsLetterOrDigit(text[end + 1]) || text[end + 1] is '(' or '.' or '[' or '_' or '-')) return null;
        var operators = new List<char>();
        var depth = 0;
        for (var k = start; k < end; k++)
        {
            if (text[k] is '(' or '[') depth++;
            else if (text[k] is ')' or ']') depth--;
            else if (text[k] == ' ' && depth == 0)
            {
                if (k + 2 >= end || text[k + 2] != ' ' || text[k + 1] is not ('*' or '/' or '+' or '-')) return null;
                operators.Add(text[k + 1]);
                k += 2;
            }
        }

        return operators;
    }

    private static bool EndsWith(string text, int end, string suffix) =>
        end >= suffix.Length && string.CompareOrdinal(text, end - suffix.Length, suffix, 0, suffix.Length) == 0;
}
