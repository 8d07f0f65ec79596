using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>A diagnostic by the id of its descriptor, equatable.</summary>
internal sealed record DiagnosticInfo(string Id, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public DiagnosticInfo(string id, LocationInfo? location, params string[] arguments)
        : this(id, location, new EquatableArray<string>(arguments))
    {
    }

    public DiagnosticInfo(string id, SyntaxNode node, params string[] arguments)
        : this(id, LocationInfo.From(node), new EquatableArray<string>(arguments))
    {
    }

    /// <summary>The diagnostic; with <paramref name="strict"/> a warning that says a kernel is not compiled becomes an error.</summary>
    public Diagnostic ToDiagnostic(bool strict)
    {
        var descriptor = Descriptors.Get(Id);
        var severity = strict && Descriptors.IsFallback(Id) ? DiagnosticSeverity.Error : descriptor.DefaultSeverity;
        return Diagnostic.Create(descriptor, Location?.ToLocation() ?? Microsoft.CodeAnalysis.Location.None, severity,
            additionalLocations: null, properties: null, [.. Arguments]);
    }
}
