using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Frontend;

/// <summary>A construct that the compiler does not take; carries the diagnostic out of the frontend, and never leaves the generator.</summary>
internal sealed class UnsupportedException(string id, SyntaxNode syntax, string message) : Exception(message)
{
    public DiagnosticInfo ToDiagnostic() => new(id, syntax, Sources.Shorten(syntax.ToString()), Message);
}
