namespace Kernels.Generator;

/// <summary>A file to generate; none if the text is empty.</summary>
internal sealed record SourceFile(string HintName, string Text);

/// <summary>Diagnostics to report.</summary>
internal sealed record DiagnosticList(EquatableArray<DiagnosticInfo> Items, bool Strict);

/// <summary>A compiled kernel, with the name of its file.</summary>
internal sealed record CompiledKernel(string HintName, string Source, DiagnosticList Diagnostics, EquatableArray<CompiledCompanion> Companions);

/// <summary>A companion, and whether other assemblies can call it.</summary>
internal sealed record CompiledCompanion(Companion Companion, bool IsPublic);

/// <summary>The companions of this project's kernels.</summary>
internal sealed class CompanionTable(EquatableArray<Companion> companions) : IEquatable<CompanionTable>
{
    private Dictionary<string, Companion>? _byId;

    private EquatableArray<Companion> Companions { get; } = companions;

    public IReadOnlyDictionary<string, Companion> ById
    {
        get
        {
            if (_byId is not null) return _byId;
            Dictionary<string, Companion> byId = [];
            foreach (var companion in Companions) byId[companion.MethodId] = companion;
            return _byId = byId;
        }
    }

    public bool Equals(CompanionTable? other) => other is not null && Companions == other.Companions;

    public override bool Equals(object? obj) => Equals(obj as CompanionTable);

    public override int GetHashCode() => Companions.GetHashCode();
}
