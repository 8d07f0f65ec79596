using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Frontend;

/// <summary>What an <see cref="Operand"/> is.</summary>
internal enum OperandKind
{
    /// <summary>One value.</summary>
    Value,

    /// <summary>A tuple, or what a method that returns nothing gives.</summary>
    Tuple,

    /// <summary>An ordinary array whose elements are written in the kernel.</summary>
    List,

    /// <summary>An ordinary array, span or list of the host program, as the array that is the one item.</summary>
    Table,

    /// <summary>An index or a range: a text with the numbers that it depends on.</summary>
    Slice,

    /// <summary>A string that is known while compiling.</summary>
    Text,

    /// <summary>The shape of an array, which is the one item.</summary>
    Shape,
}

/// <summary>What a C# expression stands for: a value, or what consists of operands and is known while compiling but for these.</summary>
internal sealed class Operand
{
    private Operand(OperandKind kind, Value? value, ImmutableArray<Operand> items, string text = "") => (Kind, Value, Items, Text) = (kind, value, items, text);

    public OperandKind Kind { get; }

    public Value? Value { get; }

    /// <summary>The parts; none for a value.</summary>
    public ImmutableArray<Operand> Items { get; }

    /// <summary>A string, or an index or a range as C# text, with <c>$k</c> for item k - 1.</summary>
    public string Text { get; }

    /// <summary>A list's elements as an array, if there is one already.</summary>
    public Value? Array { get; set; }

    public bool IsTuple => Kind == OperandKind.Tuple;

    public static Operand Tuple(IEnumerable<Operand> items) => new(OperandKind.Tuple, null, [.. items]);

    public static Operand List(IEnumerable<Operand> items) => new(OperandKind.List, null, [.. items]);

    public static Operand Slice(string text, IEnumerable<Value> numbers) => new(OperandKind.Slice, null, [.. numbers.Select(n => (Operand)n)], text);

    public static Operand TextOf(string text) => new(OperandKind.Text, null, [], text);

    public static Operand ShapeOf(Value array) => new(OperandKind.Shape, null, [array]);

    public static Operand TableOf(Value array) => new(OperandKind.Table, null, [array]);

    public static implicit operator Operand(Value value) => new(OperandKind.Value, value, []);

    /// <summary>The values in it, from left to right.</summary>
    public IEnumerable<Value> Flatten() => Value is { } value ? [value] : Items.SelectMany(i => i.Flatten());

    /// <summary>An operand of the same form with other values.</summary>
    public Operand Rebuild(Queue<Value> values) => Value is not null ? values.Dequeue() : new Operand(Kind, null, [.. Items.Select(i => i.Rebuild(values)).ToList()], Text);

    /// <summary>The same form, of what a function makes of each value.</summary>
    public Operand Select(Func<Value, Value> make) => Rebuild(new Queue<Value>(Flatten().Select(make).ToList()));

    /// <summary>Whether they differ only in their values, so that these can be chosen at run time.</summary>
    public bool HasFormOf(Operand other) => Kind == other.Kind && Text == other.Text && Items.Length == other.Items.Length && Items.Zip(other.Items, (a, b) => a.HasFormOf(b)).All(same => same);
}
