using System.Collections.Immutable;
using Kernels.Generator.Ops;

namespace Kernels.Generator.IR;

/// <summary>A value of the SSA form: defined once, by a node, a block or as a parameter.</summary>
internal sealed class Value(IrType type, string? name = null)
{
    public IrType Type { get; } = type;

    /// <summary>The name that the user gave it, for readable output; not unique.</summary>
    public string? Name { get; set; } = name;

    public DType DType => Type.DType;

    public bool IsArray => Type is ArrayType;

    /// <summary>The symbolic shape; a scalar's is empty.</summary>
    public SymShape Shape => Type is ArrayType a ? a.Shape : SymShape.Scalar;
}

/// <summary>Where a node comes from: the user's expression, for messages and comments.</summary>
/// <param name="Text">The expression.</param>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Where">Where diagnostics about it belong; null for what came from a library.</param>
internal sealed record Source(string Text, string File, int Line, LocationInfo? Where = null)
{
    public static readonly Source None = new("", "", 0);

    /// <summary><c>Model.cs:12</c>, or empty.</summary>
    public string Location => File.Length == 0 ? "" : $"{File}:{Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}

/// <summary>One application of an op.</summary>
internal sealed class Node(OpDef op, ImmutableArray<Value> operands, Attributes attributes, ImmutableArray<Block> regions, ImmutableArray<Value> results, Source source)
{
    public OpDef Op { get; } = op;

    public ImmutableArray<Value> Operands { get; } = operands;

    public Attributes Attributes { get; } = attributes;

    public ImmutableArray<Block> Regions { get; } = regions;

    public ImmutableArray<Value> Results { get; } = results;

    public Source Source { get; } = source;

    public Value Result => Results[0];
}

/// <summary>A straight line of nodes with arguments and the values that it yields.</summary>
internal sealed class Block(ImmutableArray<Value> args, ImmutableArray<Node> nodes, ImmutableArray<Value> yields)
{
    public static readonly Block Empty = new([], [], []);

    public ImmutableArray<Value> Args { get; } = args;

    public ImmutableArray<Node> Nodes { get; } = nodes;

    public ImmutableArray<Value> Yields { get; } = yields;

    /// <summary>The arguments that something in it reads.</summary>
    public IEnumerable<Value> FreeArguments() => new Block([], Nodes, Yields).FreeValues().Where(v => Args.Contains(v));

    /// <summary>The values that this block and the regions in it use but do not define, each once.</summary>
    public IEnumerable<Value> FreeValues()
    {
        var defined = new HashSet<Value>(Args);
        var seen = new HashSet<Value>();
        foreach (var node in Nodes)
        {
            foreach (var use in node.Operands.Concat(node.Regions.SelectMany(r => r.FreeValues())))
            {
                if (!defined.Contains(use) && seen.Add(use)) yield return use;
            }

            foreach (var result in node.Results) defined.Add(result);
        }

        foreach (var y in Yields)
        {
            if (!defined.Contains(y) && seen.Add(y)) yield return y;
        }
    }
}

/// <summary>A kernel: parameters and a body that yields its results.</summary>
/// <param name="Name">The kernel's name, <c>Namespace.Type.Method</c>.</param>
/// <param name="Body">Its arguments are the parameters.</param>
internal sealed record Function(string Name, Block Body)
{
    public ImmutableArray<Value> Parameters => Body.Args;

    /// <summary>The positions of the parameters whose arrays the caller gives up. A permission: what copies the body elsewhere may drop it.</summary>
    public ImmutableArray<int> Donated { get; init; } = [];

    public ImmutableArray<Value> Results => Body.Yields;
}
