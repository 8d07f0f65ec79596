using System.Text;

namespace Kernels.Generator.Emit;

/// <summary>Text with indentation and braces.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length != 0) _text.Append(' ', 4 * _depth).Append(text);
        _text.Append('\n');
    }

    /// <summary>Each line of <paramref name="text"/>, indented as a whole.</summary>
    public void Lines(string text)
    {
        foreach (var line in text.Split('\n')) Line(line);
    }

    /// <summary>A header line and an opening brace; dispose closes it.</summary>
    public Scope Block(string header)
    {
        if (header.Length != 0) Line(header);
        Line("{");
        _depth++;
        return new Scope(this);
    }

    public override string ToString() => _text.ToString();

    public readonly struct Scope(SourceWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line("}");
        }
    }
}
