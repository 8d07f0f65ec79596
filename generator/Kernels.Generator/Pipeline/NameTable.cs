namespace Kernels.Generator;

/// <summary>All declarations of a project by simple name, and what depends on what. A kernel can be affected only by declarations whose
/// names it mentions, or that those mention: binding goes by names, so this errs to one side only.</summary>
internal sealed class NameTable
{
    // Found by the compiler without being written.
    private static readonly string[] Implied = ["GetEnumerator", "MoveNext", "Current", "Deconstruct", "Slice", TreeFacts.EverywhereName];

    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly Stack<Node> _pending = new();
    private int _visit;

    public NameTable(IEnumerable<TreeFacts> files)
    {
        HashSet<string> namespaces = [];
        foreach (var file in files)
        {
            foreach (var d in file.Declarations)
            {
                var node = GetOrAdd(d.Name);
                node.Signature = node.Signature.Plus(d.Signature);
                node.Body = node.Body.Plus(d.Body);
                node.Declarations.Add(d);
            }

            foreach (var name in file.Namespaces)
                if (namespaces.Add(name)) GetOrAdd(name).IsNamespace = true;
        }
    }

    /// <summary>Names on whose signatures something depended that was asked for.</summary>
    public HashSet<string> RelevantSignatures { get; } = new(StringComparer.Ordinal);

    /// <summary>Names on whose bodies something depended that was asked for.</summary>
    public HashSet<string> RelevantBodies { get; } = new(StringComparer.Ordinal);

    /// <summary>A hash of everything that code with these identifiers may see: signatures, and where it may be inlined, bodies.</summary>
    public Hash Closure(string[] names, string container, bool bodies)
    {
        _visit++;
        foreach (var name in names) Reach(name, bodies);
        foreach (var name in Implied) Reach(name, bodies);
        foreach (var part in container.Split('.')) Reach(WithoutArity(part), bodies);
        Hash hash = default;
        while (_pending.Count > 0)
        {
            var node = _pending.Pop();
            hash = hash.Plus(bodies ? node.Whole : node.Interface);
            foreach (var next in bodies ? node.AllEdges(this) : node.SignatureEdges(this)) Reach(next, bodies);
        }

        return hash;
    }

    private void Reach(string name, bool bodies)
    {
        if (_nodes.TryGetValue(name, out var node)) Reach(node, bodies);
        else RelevantSignatures.Add(name);
    }

    private void Reach(Node node, bool bodies)
    {
        if (node.Visit == _visit) return;
        node.Visit = _visit;
        if (!node.IsRelevant && RelevantSignatures.Add(node.Name)) node.IsRelevant = true;
        if (bodies && !node.IsBodyRelevant && RelevantBodies.Add(node.Name)) node.IsBodyRelevant = true;
        _pending.Push(node);
    }

    private Node GetOrAdd(string name)
    {
        if (!_nodes.TryGetValue(name, out var node)) _nodes.Add(name, node = new(name));
        return node;
    }

    private static string WithoutArity(string part) => part.IndexOf('`') is >= 0 and var i ? part.Substring(0, i) : part;

    private sealed class Node(string name)
    {
        private Node[]? _signatureEdges, _allEdges;
        private Hash? _interface, _whole;

        public string Name { get; } = name;

        public Hash Signature { get; set; }

        public Hash Body { get; set; }

        public bool IsNamespace { get; set; }

        public bool IsRelevant { get; set; }

        public bool IsBodyRelevant { get; set; }

        public int Visit { get; set; }

        public List<Declaration> Declarations { get; } = [];

        public Hash Interface => _interface ??= Hash.Of(Name).With(Signature).With(IsNamespace);

        public Hash Whole => _whole ??= Interface.With(Body);

        public Node[] SignatureEdges(NameTable table) => _signatureEdges ??= Edges(table, Declarations.SelectMany(d => d.SignatureNames));

        public Node[] AllEdges(NameTable table) => _allEdges ??= Edges(table, Declarations.SelectMany(d => d.SignatureNames.Concat(d.BodyNames)));

        // Names that nothing declares are remembered as relevant: declaring one may change what is bound.
        private static Node[] Edges(NameTable table, IEnumerable<string> names)
        {
            HashSet<Node> edges = [];
            foreach (var name in names)
                if (table._nodes.TryGetValue(name, out var node)) edges.Add(node);
                else table.RelevantSignatures.Add(name);
            return [.. edges];
        }
    }
}
