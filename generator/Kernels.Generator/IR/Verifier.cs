using Kernels.Generator.Ops;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.IR;

/// <summary>Checks the rules that every pass relies on: values are defined once and before their use, and types are what the ops say.</summary>
internal sealed class Verifier
{
    private readonly Function _function;
    private readonly HashSet<Value> _defined = [];
    private readonly HashSet<Value> _visible = [];

    private Verifier(Function function) => _function = function;

    /// <summary>Checks a function.</summary>
    /// <exception cref="IrException">The first node that breaks a rule, and the rule.</exception>
    public static void Verify(Function function)
    {
        var verifier = new Verifier(function);
        foreach (var k in function.Donated)
            if (!function.Parameters[k].IsArray) throw verifier.Error(null, $"{verifier.Name(function.Parameters[k])} is no array, so it cannot be donated");
        verifier.Block(function.Body, null);
    }

    private void Block(Block block, Node? owner)
    {
        foreach (var argument in block.Args) Define(argument, owner);
        foreach (var node in block.Nodes)
        {
            foreach (var operand in node.Operands) Use(operand, node);
            Guard(node, () =>
            {
                AttributeRules.Check(node);
                OperandCount(node);
            });
            foreach (var region in node.Regions) Block(region, node);
            Guard(node, () => Types(node));
            foreach (var result in node.Results) Define(result, node);
        }

        foreach (var value in block.Yields) Use(value, owner);
        foreach (var argument in block.Args) _visible.Remove(argument);
        foreach (var node in block.Nodes) _visible.ExceptWith(node.Results);
    }

    private void Define(Value value, Node? node)
    {
        if (!_defined.Add(value)) throw Error(node, $"{Name(value)} is defined twice");
        _visible.Add(value);
    }

    private void Use(Value value, Node? node)
    {
        if (_visible.Contains(value)) return;
        throw Error(node, _defined.Contains(value) ? $"{Name(value)} is used outside the region that defines it" : $"{Name(value)} is used before it is defined");
    }

    private static void OperandCount(Node node)
    {
        var (min, max) = node.Op.OperandCount;
        if (node.Operands.Length < min || node.Operands.Length > max)
            throw new IrException($"'{node.Op.Name}' takes {Text(min)}{(max == min ? "" : max == int.MaxValue ? " or more" : $" to {Text(max)}")} operands, not {Text(node.Operands.Length)}");
    }

    private static void Types(Node node)
    {
        if (node.Op is RegionOp)
        {
            RegionRules.Check(node);
            return;
        }

        if (node.Regions.Length > 0) throw new IrException($"'{node.Op.Name}' has no regions");
        if (node.Results.Length != 1) throw new IrException($"'{node.Op.Name}' has one result, not {Text(node.Results.Length)}");
        var inferred = node.Op.InferType(node.Operands, node.Attributes);

        // Fresh shapes differ each time; an elementwise op's shape is that of its operands.
        if (node.Op is ElementwiseOp ? !inferred.Equals(node.Result.Type) : !Agree(node.Result.Type, inferred))
            throw new IrException($"the result is {node.Result.Type}, but the op gives {inferred}");
    }

    /// <summary>Whether two types can be those of one value: dtype and kind are equal, and what is known of the shapes does not differ.</summary>
    public static bool Agree(IrType left, IrType right)
    {
        if (left.DType != right.DType || left is ArrayType != right is ArrayType) return false;
        if (left is not ArrayType { Shape: var x } || right is not ArrayType { Shape: var y }) return true;

        // Under a prefix there are at least the dimensions written; only without prefixes is the rank itself known.
        if (x.Prefix.Length == 0 && y.Dims.Count > x.Dims.Count) return false;
        if (y.Prefix.Length == 0 && x.Dims.Count > y.Dims.Count) return false;
        for (var k = 1; k <= Math.Min(x.Dims.Count, y.Dims.Count); k++)
        {
            var (a, b) = (x.Dims[x.Dims.Count - k], y.Dims[y.Dims.Count - k]);
            if (a.IsKnown && b.IsKnown && a != b) return false;
        }

        return true;
    }

    private void Guard(Node node, Action check)
    {
        try
        {
            check();
        }
        catch (IrException e)
        {
            throw Error(node, e.Message);
        }
    }

    private string Name(Value value) => Printer.Describe(_function, value);

    private IrException Error(Node? node, string rule) =>
        new($"{_function.Name}: {rule}{(node is null ? "" : $", in '{Printer.Describe(_function, node)}'")}");
}
