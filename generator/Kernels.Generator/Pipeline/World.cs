using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kernels.Generator;

/// <summary>A compilation as the generator sees it: per-file facts by name, and the compilation itself held weakly.</summary>
internal sealed class World
{
    private NameTable? _names;
    private HashSet<string>? _kernelNames;
    private EquatableArray<KernelFile>? _kernelFiles;
    private (EquatableArray<CallFile> Kernels, EquatableArray<CallFile> Transforms)? _callFiles;

    private World(Compilation compilation, GeneratorOptions options, TreeFacts[] files, Hash[] references)
    {
        Compilation = new(compilation);
        Options = options;
        Files = files;
        // Not the hash of all compilation options: the compiler's own has parts that cannot be hashed.
        Settings = Hash.Of(compilation.AssemblyName ?? "").With(options.GetHashCode())
            .With(compilation.Options.CheckOverflow).With((int)compilation.Options.NullableContextOptions);
        foreach (var reference in references) Settings = Settings.With(reference);
        if (compilation.SyntaxTrees.FirstOrDefault()?.Options is CSharpParseOptions parse)
        {
            Settings = Settings.With((int)parse.LanguageVersion);
            foreach (var symbol in parse.PreprocessorSymbolNames) Settings = Settings.With(symbol);
        }
    }

    public WeakReference<Compilation> Compilation { get; }

    public GeneratorOptions Options { get; }

    public TreeFacts[] Files { get; }

    /// <summary>Hash of what all code depends on: options and references.</summary>
    public Hash Settings { get; }

    /// <summary>The simple names of the kernels of libraries.</summary>
    public EquatableArray<string> LibraryKernels { get; private init; }

    /// <summary>The kernels of libraries for which this project has to print the GPU kernels; none if it does not reference Kernels.Ilgpu.</summary>
    public EquatableArray<LibraryIr> Libraries { get; private init; }

    /// <summary>The kernels of each file; a file without any has an empty entry, so that entries keep their places.</summary>
    public EquatableArray<KernelFile> KernelFiles => _kernelFiles ??= FindKernels();

    /// <summary>The files that use a kernel's name.</summary>
    public EquatableArray<CallFile> CallFiles => (_callFiles ??= FindCalls()).Kernels;

    /// <summary>The files that use the name of a member of <c>Kernel</c>; their keys cover what may be inlined.</summary>
    public EquatableArray<CallFile> KernelCallFiles => (_callFiles ??= FindCalls()).Transforms;

    /// <summary>The assembly, if its attributes mention <c>EmitOps</c>; binding confirms it.</summary>
    public EquatableArray<AssemblySite> EmitOps => Files.Any(f => f.AssemblyAttributes.Contains("EmitOps") || f.AssemblyAttributes.Contains("EmitOpsAttribute"))
        ? new([new(Files.Aggregate(Settings, (key, f) => key.With(f.ByName.TryGetValue(TreeFacts.EverywhereName, out var everywhere) ? everywhere.Signature : default)), this)])
        : default;

    private NameTable Names => _names ??= new(Files);

    /// <summary>The simple names of all kernels and of the members of <c>Kernel</c>.</summary>
    private HashSet<string> KernelNames
    {
        get
        {
            if (_kernelNames is not null) return _kernelNames;
            HashSet<string> names = [.. LibraryKernels];
            foreach (var file in Files)
                foreach (var (method, kind) in Kernels(file))
                    if (kind == KernelKind.Jit) names.Add(method.Name);
            return _kernelNames = names;
        }
    }

    public static World Of(Compilation compilation, GeneratorOptions options, CancellationToken ct)
    {
        var references = compilation.ExternalReferences;
        var isRuntime = compilation.AssemblyName == "Kernels";
        if (!isRuntime && !references.Any(r => ReferenceFacts.AssemblyName(r) is null or "Kernels"))
            return new(compilation, options, [], []);

        options = options with
        {
            Debug = compilation.Options.OptimizationLevel == OptimizationLevel.Debug,
            Ilgpu = references.Any(r => ReferenceFacts.AssemblyName(r) == "Kernels.Ilgpu"),
        };
        var files = new TreeFacts[compilation.SyntaxTrees.Count()];
        var i = 0;
        foreach (var tree in compilation.SyntaxTrees) files[i++] = TreeFacts.Of(tree, ct);
        var identities = new Hash[references.Length];
        for (i = 0; i < identities.Length; i++) identities[i] = ReferenceFacts.Identity(references[i], ct);
        return new(compilation, options, files, identities)
        {
            LibraryKernels = LibraryKernelNames.Of(compilation, ct),
            Libraries = options.Ilgpu ? LibraryIr.Of(compilation, ct) : default,
        };
    }

    private IEnumerable<(AttributedMethod Method, KernelKind Kind)> Kernels(TreeFacts file)
    {
        foreach (var method in file.AttributedMethods)
        {
            KernelKind? last = null;
            foreach (var attribute in method.Attributes)
            {
                if (KindOf(file, attribute) is not { } kind || kind == last || (kind == KernelKind.Op && !method.IsBodilessPartial)) continue;
                last = kind;
                yield return (method, kind);
            }
        }
    }

    private KernelKind? KindOf(TreeFacts file, string attribute)
    {
        if (KernelAttributes.KindOf(attribute, file.Aliases) is { } kind) return kind;
        foreach (var other in Files)
            foreach (var alias in other.Aliases)
                if (alias.IsGlobal && alias.Alias == attribute) return KernelAttributes.KindOf(alias.Target);
        return null;
    }

    private EquatableArray<KernelFile> FindKernels()
    {
        Dictionary<string, int> hintNames = new(StringComparer.OrdinalIgnoreCase);
        var files = new KernelFile[Files.Length];
        for (var i = 0; i < files.Length; i++)
        {
            List<KernelSite> sites = [];
            foreach (var (method, kind) in Kernels(Files[i]))
            {
                var key = Settings.With(method.Own).With((int)kind).With(method.Start)
                    .With(Names.Closure(method.Names, method.QualifiedName, bodies: true));
                var hint = HintName(method.QualifiedName, kind);
                var count = hintNames[hint] = hintNames.TryGetValue(hint, out var known) ? known + 1 : 1;
                sites.Add(new(key, kind, $"{hint}{(count == 1 ? "" : "_" + count)}.g.cs", method.QualifiedName, i, method.Start, this));
            }

            files[i] = new(Files[i].Path, new([.. sites]));
        }

        return new(files);
    }

    // The method's name comes first: at every edit Roslyn compares each name of a generated file with all others, which is
    // quick only if they differ early.
    private static string HintName(string qualifiedName, KernelKind kind)
    {
        var name = qualifiedName.Replace('`', '_');
        var dot = name.LastIndexOf('.');
        return dot < 0 ? $"{name}.{kind}" : $"{name.Substring(dot + 1)}.{kind}.{name.Substring(0, dot)}";
    }

    private (EquatableArray<CallFile>, EquatableArray<CallFile>) FindCalls()
    {
        if (!Options.Interception) return default;
        Dictionary<string, int> hintNames = new(StringComparer.OrdinalIgnoreCase);
        List<CallFile> kernels = [], transforms = [];
        for (var i = 0; i < Files.Length; i++)
        {
            var file = Files[i];
            var (uses, transformed) = (Uses(file, KernelNames), Uses(file, KernelCalls.MemberNames));
            if (uses.Count + transformed.Count == 0) continue;
            var hint = Path.GetFileNameWithoutExtension(file.Path) + ".Calls";
            var count = hintNames[hint] = hintNames.TryGetValue(hint, out var known) ? known + 1 : 1;
            hint = $"{hint}{(count == 1 ? "" : "_" + count)}.g.cs";
            var key = Settings.With(file.Text).With(file.Path);
            if (uses.Count > 0) kernels.Add(new(uses.Aggregate(key, (k, position) => k.With(position)).With(Names.Closure(file.Names, "", bodies: false)), file.Path, hint, i, new([.. uses]), this));
            if (transformed.Count > 0) transforms.Add(new(key.With(Names.Closure(file.Names, "", bodies: true)), file.Path, hint, i, new([.. transformed]), this));
        }

        return (new([.. kernels]), new([.. transforms]));
    }

    private static List<int> Uses(TreeFacts file, IEnumerable<string> names)
    {
        List<int> uses = [];
        foreach (var name in names)
            if (file.Uses.TryGetValue(name, out var positions)) uses.AddRange(positions);
        uses.Sort();
        return uses;
    }

    /// <summary>Equality of two worlds: nothing has changed that a kernel or a call of one can see.</summary>
    public sealed class Comparer : IEqualityComparer<World>
    {
        public static Comparer Instance { get; } = new();

        public bool Equals(World? old, World? @new)
        {
            if (old is null || @new is null) return ReferenceEquals(old, @new);
            if (old.Settings != @new.Settings || old.Files.Length != @new.Files.Length) return false;
            for (var i = 0; i < old.Files.Length; i++)
                if (!ReferenceEquals(old.Files[i], @new.Files[i]) && !IsIrrelevant(old, old.Files[i], @new.Files[i])) return false;
            return true;
        }

        public int GetHashCode(World world) => world.Settings.GetHashCode();

        private static bool IsIrrelevant(World world, TreeFacts old, TreeFacts @new)
        {
            if (old.Path != @new.Path) return false;
            if (old.Text == @new.Text) return true;
            if (world.Kernels(old).Any() || world.Kernels(@new).Any()) return false;
            if (old.Aliases.Concat(@new.Aliases).Any(a => a.IsGlobal)) return false;

            // The sites are computed before the names are complete that they depend on.
            _ = (world.KernelFiles, world.CallFiles);
            foreach (var name in world.KernelNames.Concat(KernelCalls.MemberNames))
                if (old.Uses.ContainsKey(name) || @new.Uses.ContainsKey(name)) return false;
            foreach (var name in old.ByName.Keys.Concat(@new.ByName.Keys))
            {
                old.ByName.TryGetValue(name, out var before);
                @new.ByName.TryGetValue(name, out var after);
                if (before.Signature != after.Signature && name == TreeFacts.EverywhereName) return false;
                if (before.Signature != after.Signature && world.Names.RelevantSignatures.Contains(name)) return false;
                if (before.Body != after.Body && world.Names.RelevantBodies.Contains(name)) return false;
            }

            return true;
        }
    }
}
