using System.Globalization;
using System.Text;
using Kernels.Generator.Ops;

namespace Kernels.Generator.IR;

/// <summary>The IR as text, which a companion carries for its consumers: <c>[KernelIr(version, text)]</c>.</summary>
/// <remarks>Grammar, one node a line; <c>//</c> starts a comment:
/// <code>
/// func @Model.Gelu(%x: f32[...x]) -&gt; (f32[...x]) {
///   %0 = constant {dtype=f32, value=0.5} : f32
///   %t = multiply %0, %x : f32[...x] @ "0.5f * x" "Model.cs":12
///   %r = if %c ({
///     yield %t
///   }, {
///     yield %x
///   }) : f32[...x]
///   yield %r
/// }
/// </code>
/// The type of a parameter that the caller gives up is followed by <c>donated</c>. Regions are blocks in braces, with arguments <c>^(%i: i32)</c>. Two values may bear one name: the second is <c>%x#1</c>. Names and
/// attribute values that are not plain words stand in quotes. The numbers of fresh shapes (<c>[...matmul#1]</c>) are the text's own.</remarks>
internal static class IrText
{
    /// <summary>Of the grammar, of the ops' meaning, and of how a function is cut into loops: a consumer prints the GPU kernels of a library's
    /// loops from this text, under the names and with the operands that the library's host methods know. A text of another version is not read.</summary>
    public const int Version = 2;

    /// <summary>The text of a function, the same in every process.</summary>
    public static string Write(Function function) => Printer.Print(function);

    /// <summary>Reads and verifies a function.</summary>
    /// <exception cref="IrException">Another version, a text that does not parse, or a graph that breaks a rule.</exception>
    public static Function Read(int version, string text)
    {
        if (version != Version)
            throw new IrException($"the kernel's IR has version {version.ToString(CultureInfo.InvariantCulture)}; this generator reads version {Version.ToString(CultureInfo.InvariantCulture)}");
        var function = Parser.Parse(text);
        Verifier.Verify(function);
        return function;
    }

    /// <summary>Whether a character may stand in a word without quotes.</summary>
    public static bool IsWordChar(char c) => c == '_' || char.IsLetterOrDigit(c);

    /// <summary>Whether a character may stand in an unquoted attribute value.</summary>
    public static bool IsValueChar(char c) => c < 128 && (IsWordChar(c) || c is '-' or '+' or '.');

    /// <summary>Whether a character may stand in an unquoted name of a function.</summary>
    public static bool IsPathChar(char c) => c == '.' || IsWordChar(c);

    /// <summary>Whether a character may stand in an unquoted prefix of a shape.</summary>
    public static bool IsPrefixChar(char c) => !char.IsWhiteSpace(c) && !char.IsControl(c) && !char.IsSurrogate(c) && c is not (',' or ']' or '"');

    /// <summary>Whether a character may stand in an unquoted symbol of a dimension.</summary>
    public static bool IsSymbolChar(char c) => c == '#' || IsWordChar(c);

    /// <summary>Whether a text begins like a name: with a letter or an underscore.</summary>
    public static bool IsNameStart(char c) => c == '_' || char.IsLetter(c);

    /// <summary>A name as it is if all of it is plain, else in quotes.</summary>
    public static string Name(string text, Func<char, bool> plain) => text.Length > 0 && IsNameStart(text[0]) && text.All(plain) ? text : Quote(text);

    /// <summary>A text as it is if all of it is plain, else in quotes.</summary>
    public static string Plain(string text, Func<char, bool> plain) => text.Length > 0 && text.All(plain) ? text : Quote(text);

    /// <summary>A text in quotes, on one line, whatever is in it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) quoted.Append(c).Append(text[++i]);
            else if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c == '\n') quoted.Append("\\n");
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029') quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
