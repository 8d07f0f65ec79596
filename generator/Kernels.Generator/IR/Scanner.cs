using System.Globalization;
using System.Text;
using Kernels.Generator.Ops;

namespace Kernels.Generator.IR;

/// <summary>Reads the IR's text character by character; every error is an <see cref="IrException"/> with the line.</summary>
internal sealed class Scanner(string text)
{
    private int _at;

    public bool AtEnd => _at >= text.Length;

    /// <summary>The next character, or NUL at the end.</summary>
    public char Next => AtEnd ? '\0' : text[_at];

    public IrException Error(string message)
    {
        var line = 1;
        for (var i = 0; i < _at && i < text.Length; i++) if (text[i] == '\n') line++;
        return new IrException($"IR line {line.ToString(CultureInfo.InvariantCulture)}: {message}");
    }

    /// <summary>What stands here, for messages.</summary>
    public string Here()
    {
        if (AtEnd) return "the end of the text";
        if (Next is '\n' or '\r') return "the end of the line";
        var length = 1;
        while (length < 20 && _at + length < text.Length && !char.IsWhiteSpace(text[_at + length])) length++;
        return IrText.Quote(text.Substring(_at, length));
    }

    /// <summary>Skips blanks and comments up to the end of the line.</summary>
    public void SkipBlanks()
    {
        while (!AtEnd)
        {
            if (Next is ' ' or '\t' or '\r') _at++;
            else if (Next == '/' && _at + 1 < text.Length && text[_at + 1] == '/') while (!AtEnd && Next != '\n') _at++;
            else return;
        }
    }

    /// <summary>Skips blanks, comments and line ends.</summary>
    public void SkipLines()
    {
        for (SkipBlanks(); Next == '\n'; SkipBlanks()) _at++;
    }

    /// <summary>Takes a piece of text if it comes next on this line.</summary>
    public bool Take(string piece)
    {
        SkipBlanks();
        if (string.CompareOrdinal(text, _at, piece, 0, piece.Length) != 0) return false;
        _at += piece.Length;
        return true;
    }

    public void Expect(string piece)
    {
        if (!Take(piece)) throw Error($"expected '{piece}', found {Here()}");
    }

    /// <summary>Takes what may stand without quotes; empty if nothing does.</summary>
    public string Run(Func<char, bool> plain)
    {
        var start = _at;
        while (!AtEnd && plain(Next)) _at++;
        return text.Substring(start, _at - start);
    }

    /// <summary>Takes a plain or quoted text.</summary>
    public string Text(Func<char, bool> plain, string what)
    {
        if (Next == '"') return Quoted(what);
        var run = Run(plain);
        return run.Length > 0 ? run : throw Error($"expected {what}, found {Here()}");
    }

    public string Quoted(string what)
    {
        if (Next != '"') throw Error($"expected {what} in quotes, found {Here()}");
        _at++;
        var value = new StringBuilder();
        while (true)
        {
            var c = Next;
            if (AtEnd || c == '\n') throw Error($"{what} has no closing quote");
            _at++;
            if (c == '"') return value.ToString();
            value.Append(c == '\\' ? Escape() : c);
        }
    }

    private char Escape()
    {
        var c = Next;
        _at++;
        switch (c)
        {
            case 'n': return '\n';
            case '"' or '\\': return c;
            case 'u' when _at + 4 <= text.Length && ushort.TryParse(text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                _at--;
                throw Error("an unknown escape in quotes");
        }
    }

    /// <summary>Takes a whole number.</summary>
    public int Number(string what, bool sign = false)
    {
        var start = _at;
        if (sign && Next is '-' or '+') _at++;
        while (Next is >= '0' and <= '9') _at++;
        if (int.TryParse(text.Substring(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        _at = start;
        throw Error($"expected {what}, found {Here()}");
    }
}
