using System.Collections.Immutable;
using Kernels.Generator.Ops;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.IR;

/// <summary>Copies a function's body to where it is called. Types are inferred anew, so what is known of the arguments reaches the copies.</summary>
internal sealed class Inliner
{
    private readonly Dictionary<Value, Value> _values = [];

    // What the function's shapes are at this call. Equal shapes stay equal; a shape that is not met yet becomes a fresh one.
    private ImmutableDictionary<SymShape, SymShape> _shapes = ImmutableDictionary<SymShape, SymShape>.Empty;
    private ImmutableDictionary<Dim, Dim> _dims = ImmutableDictionary<Dim, Dim>.Empty;

    private Inliner()
    {
    }

    /// <summary>Appends the function's nodes to a block and returns its results there.</summary>
    /// <param name="target">Takes the copies; they keep the names and sources of the function.</param>
    /// <param name="function">The kernel or helper that is called.</param>
    /// <param name="arguments">One for each parameter, of its dtype: an array for an array, a scalar for a scalar.</param>
    /// <exception cref="IrException">The arguments do not fit the parameters, or shapes that are known now contradict each other.</exception>
    public static ImmutableArray<Value> Inline(BlockBuilder target, Function function, IReadOnlyList<Value> arguments)
    {
        var parameters = function.Parameters;
        if (arguments.Count != parameters.Length)
            throw new IrException($"'{function.Name}' takes {Text(parameters.Length)} arguments, not {Text(arguments.Count)}");
        var inliner = new Inliner();
        for (var k = 0; k < parameters.Length; k++)
        {
            var (parameter, argument) = (parameters[k], arguments[k]);
            if (parameter.DType != argument.DType || parameter.IsArray != argument.IsArray)
                throw new IrException($"'{function.Name}' takes {parameter.Type} as '{parameter.Name ?? Text(k)}', not {argument.Type}");
            inliner.Map(parameter, argument);
        }

        inliner.Nodes(target, function.Body);
        return inliner.Values(function.Results);
    }

    private void Map(Value original, Value copy)
    {
        _values[original] = copy;
        if (original.IsArray && !_shapes.ContainsKey(original.Shape)) _shapes = _shapes.Add(original.Shape, copy.Shape);
    }

    private ImmutableArray<Value> Values(ImmutableArray<Value> originals) => [.. originals.Select(v => _values[v])];

    private void Nodes(BlockBuilder target, Block block)
    {
        foreach (var node in block.Nodes)
        {
            if (node.Op is If) Branches(target, node);
            else if (node.Op is RegionOp) Loop(target, node);
            else Map(node.Result, target.Add(node.Op, Values(node.Operands), node.Attributes, node.Source, node.Result.Name));
        }
    }

    private void Branches(BlockBuilder target, Node node)
    {
        var regions = node.Regions.Select(r => Region(r, [])).ToImmutableArray();
        var results = node.Results.Select((r, k) => new Value(Joined(node, r, [.. regions.Select(b => b.Yields[k])]), r.Name)).ToImmutableArray();
        Finish(target, node, Values(node.Operands), regions, results);
    }

    // The type of a value that comes from any of several places.
    private IrType Joined(Node node, Value original, ImmutableArray<Value> yields)
    {
        if (!original.IsArray || yields.All(y => y.Type.Equals(yields[0].Type) && y.IsArray)) return original.IsArray ? yields[0].Type : original.Type;
        if (!node.Attributes.Flag("lanes")) return Type(original.Type);

        // Lanes that choose between values have the shape of all of them.
        var shape = SymShape.Scalar;
        foreach (var value in yields.Concat(Values(node.Operands)))
            shape = SymShape.Broadcast(shape, value.Shape) ?? throw new IrException($"shapes {shape} and {value.Shape} do not broadcast");
        return new ArrayType(original.DType, shape);
    }

    // A loop's arguments must have one type at every turn: that of the operands if the body keeps it, else one of which less is known.
    private void Loop(BlockBuilder target, Node node)
    {
        var operands = Values(node.Operands);
        var (skip, first) = node.Op is For ? (3, 1) : (0, 0);
        var carried = node.Operands.Length - skip;
        var originals = node.Regions[0].Args;
        var types = Enumerable.Range(0, carried).Select(k =>
        {
            var (own, operand) = (originals[first + k].Type, node.Operands[skip + k].Type);
            return own.Equals(operand) ? operands[skip + k].Type : Type(own);
        }).ToArray();
        var settled = new bool[carried];
        var (shapes, dims) = (_shapes, _dims);
        while (true)
        {
            (_shapes, _dims) = (shapes, dims);
            var regions = new List<Block> { Region(node.Regions[0], first == 1 ? [.. types.Prepend(operands[0].Type)] : types) };
            if (node.Op is While) regions.Add(Region(node.Regions[1], [.. regions[0].Yields.Skip(1).Select(y => y.Type)]));
            var yields = regions[regions.Count - 1].Yields;
            var changes = Enumerable.Range(0, carried).Where(k => !yields[k].Type.Equals(types[k]) && !Spreads(types[k], yields[k].Type)).ToList();
            if (changes.All(k => settled[k]))
            {
                IrType Result(Value original, int k)
                {
                    if (node.Op is For) return changes.Contains(k) ? Fresh(original.Type) : types[k];
                    var exit = regions[0].Yields[k + 1];
                    if (exit.IsArray != original.IsArray) return new ArrayType(original.DType, Shape(regions[0].Yields[0].Shape, exit.Shape));
                    var argument = regions[0].Args.IndexOf(exit);
                    return argument >= 0 && !changes.Contains(argument) ? types[argument] : node.Attributes.Flag("lanes") ? exit.Type : Fresh(exit.Type);
                }

                var results = node.Results.Select((r, k) => new Value(Result(r, k), r.Name)).ToImmutableArray();
                Finish(target, node, operands, [.. regions], results);
                return;
            }

            foreach (var k in changes.Where(k => !settled[k]))
            {
                types[k] = Fresh(types[k]);
                settled[k] = true;
            }
        }

        // A scalar may stand for lanes that are all alike.
        bool Spreads(IrType declared, IrType given) => node.Attributes.Flag("lanes") && declared is ArrayType && given is ScalarType;
    }

    private static SymShape Shape(SymShape left, SymShape right) =>
        SymShape.Broadcast(left, right) ?? throw new IrException($"shapes {left} and {right} do not broadcast");

    private void Finish(BlockBuilder target, Node node, ImmutableArray<Value> operands, ImmutableArray<Block> regions, ImmutableArray<Value> results)
    {
        target.AddRegions(node.Op, operands, regions, results, node.Attributes, node.Source);
        for (var k = 0; k < results.Length; k++) Map(node.Results[k], results[k]);
    }

    private Block Region(Block region, IrType[] types)
    {
        var arguments = region.Args.Select((a, k) => new Value(types[k], a.Name)).ToImmutableArray();
        for (var k = 0; k < arguments.Length; k++) Map(region.Args[k], arguments[k]);
        var builder = new BlockBuilder();
        Nodes(builder, region);
        return builder.Build(arguments, Values(region.Yields));
    }

    private static IrType Fresh(IrType type) => type is ArrayType ? new ArrayType(type.DType, SymShape.Fresh("s")) : type;

    // A type of the function as it is at this call.
    private IrType Type(IrType type)
    {
        if (type is not ArrayType { Shape: var shape }) return type;
        if (!_shapes.TryGetValue(shape, out var own))
        {
            var dims = shape.Dims.Select(Dimension).ToEquatableArray();
            own = shape.Prefix.Length == 0 ? new SymShape("", dims) : SymShape.Fresh("s") with { Dims = dims };
            _shapes = _shapes.Add(shape, own);
        }

        return new ArrayType(type.DType, own);
    }

    private Dim Dimension(Dim dim)
    {
        if (dim.IsKnown) return dim;
        if (!_dims.TryGetValue(dim, out var own)) _dims = _dims.Add(dim, own = SymShape.FreshDim("n"));
        return own;
    }
}
