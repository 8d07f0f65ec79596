using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>Truth values put together without what is known already: control flow makes many of constants, and of each other's opposites.</summary>
internal sealed class Masks
{
    private readonly Dictionary<Value, bool> _known = [];
    private readonly HashSet<Value> _undefined = [];
    private readonly Dictionary<Value, string> _constants = [];
    private readonly Dictionary<Value, Value> _opposites = [];

    /// <summary>Takes note of a constant.</summary>
    public void Constant(Value value, Attributes attributes)
    {
        _constants[value] = attributes.Text("value")!;
        if (attributes.Flag("undefined")) _undefined.Add(value);
        else if (value.DType == DType.Bool) _known[value] = attributes.Text("value") == "true";
    }

    public Value Not(BlockBuilder builder, Value x, Source source)
    {
        if (_opposites.TryGetValue(x, out var opposite)) return opposite;
        if (_known.TryGetValue(x, out var known)) return Truth(builder, !known);
        opposite = builder.Add(OpTable.LogicalNot, [x], source: source);
        _opposites[opposite] = x;
        return opposite;
    }

    public Value And(BlockBuilder builder, Value x, Value y, Source source)
    {
        if (_known.TryGetValue(x, out var known)) return known ? y : x;
        if (_known.TryGetValue(y, out known)) return known ? x : y;
        return ReferenceEquals(x, y) ? x : builder.Add(OpTable.LogicalAnd, [x, y], source: source);
    }

    public Value Or(BlockBuilder builder, Value x, Value y, Source source)
    {
        if (_known.TryGetValue(x, out var known)) return known ? x : y;
        if (_known.TryGetValue(y, out known)) return known ? y : x;
        return ReferenceEquals(x, y) ? x : builder.Add(OpTable.LogicalOr, [x, y], source: source);
    }

    /// <summary>The first value where the condition is true, else the second; either if nothing reads the other.</summary>
    public Value Where(BlockBuilder builder, Value condition, Value x, Value y, Source source, string? name)
    {
        if (ReferenceEquals(x, y) || _undefined.Contains(y)) return x;
        if (_undefined.Contains(x) || (_constants.TryGetValue(x, out var a) && _constants.TryGetValue(y, out var b) && a == b)) return y;
        if (_known.TryGetValue(condition, out var known)) return known ? x : y;
        if (_known.TryGetValue(x, out known)) return known ? Or(builder, condition, y, source) : And(builder, Not(builder, condition, source), y, source);
        if (_known.TryGetValue(y, out known)) return known ? Or(builder, Not(builder, condition, source), x, source) : And(builder, condition, x, source);
        return builder.Add(OpTable.Where, [condition, x, y], source: source, name: name);
    }

    private Value Truth(BlockBuilder builder, bool truth)
    {
        var value = builder.Constant(DType.Bool, truth ? "true" : "false");
        _known[value] = truth;
        return value;
    }
}
