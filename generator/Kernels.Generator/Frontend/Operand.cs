using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Frontend;

/// <summary>What a C# expression stands for: a value, or a tuple of operands.</summary>
internal sealed class Operand
{
    private Operand(Value? value, ImmutableArray<Operand> items) => (Value, Items) = (value, items);

    public Value? Value { get; }

    /// <summary>The parts of a tuple; empty for a value.</summary>
    public ImmutableArray<Operand> Items { get; }

    public bool IsTuple => Value is null;

    public static Operand Tuple(IEnumerable<Operand> items) => new(null, [.. items]);

    public static implicit operator Operand(Value value) => new(value, []);

    /// <summary>The values in it, from left to right.</summary>
    public IEnumerable<Value> Flatten() => IsTuple ? Items.SelectMany(i => i.Flatten()) : [Value!];

    /// <summary>An operand of the same form with other values.</summary>
    public Operand Rebuild(Queue<Value> values) => IsTuple ? Tuple(Items.Select(i => i.Rebuild(values)).ToList()) : values.Dequeue();
}
