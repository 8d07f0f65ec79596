using System.Collections.Immutable;
using Kernels.Generator.IR;
using Microsoft.CodeAnalysis;

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

    /// <summary>A list of arrays, or of what consists of arrays, of the host program: the one item is its length, the text what it is in C#.</summary>
    Arrays,

    /// <summary>An index or a range: a text with the numbers that it depends on.</summary>
    Slice,

    /// <summary>A string that is known while compiling.</summary>
    Text,

    /// <summary>The shape of an array, which is the one item.</summary>
    Shape,

    /// <summary>A complex number or an array of these: its real and its imaginary part.</summary>
    Complex,

    /// <summary>A delegate: a lambda or a method, whose calls are inlined.</summary>
    Function,

    /// <summary>What a query goes over, element by element, when something asks for them.</summary>
    Query,
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

    /// <summary>Which array of the program this is, if the kernel made it and may write into it.</summary>
    public object? Identity { get; private init; }

    /// <summary>What the elements of a list of arrays are.</summary>
    public ITypeSymbol? ElementType { get; private init; }

    /// <summary>The lambda or method of a delegate, or the elements of a query.</summary>
    public object? Code { get; private init; }

    /// <summary>A list's elements as an array, if there is one already.</summary>
    public Value? Array { get; set; }

    public bool IsTuple => Kind == OperandKind.Tuple;

    public static Operand Tuple(IEnumerable<Operand> items) => new(OperandKind.Tuple, null, [.. items]);

    public static Operand List(IEnumerable<Operand> items) => new(OperandKind.List, null, [.. items]);

    public static Operand Slice(string text, IEnumerable<Value> numbers) => new(OperandKind.Slice, null, [.. numbers.Select(n => (Operand)n)], text);

    public static Operand TextOf(string text) => new(OperandKind.Text, null, [], text);

    public static Operand ShapeOf(Value array) => new(OperandKind.Shape, null, [array]);

    public static Operand TableOf(Value array) => new(OperandKind.Table, null, [array]);

    /// <summary>An array that the kernel made, and may write into.</summary>
    public static Operand Owned(Value array) => new(OperandKind.Table, null, [array]) { Identity = new object() };

    /// <summary>The same whose elements are known one by one, as in a mapped scalar method, or of arrays.</summary>
    public static Operand OwnedList(IEnumerable<Operand> items) => new(OperandKind.List, null, [.. items]) { Identity = new object() };

    public static Operand ArraysOf(Value length, string text, ITypeSymbol element) => new(OperandKind.Arrays, null, [length], text) { ElementType = element };

    public static Operand ComplexOf(Value real, Value imaginary) => new(OperandKind.Complex, null, [real, imaginary]);

    public static Operand ComplexOf((Value Real, Value Imaginary) parts) => ComplexOf(parts.Real, parts.Imaginary);

    public static Operand Function(IOperation code) => new(OperandKind.Function, null, []) { Code = code };

    public static Operand QueryOf(object elements) => new(OperandKind.Query, null, []) { Code = elements };

    public static implicit operator Operand(Value value) => new(OperandKind.Value, value, []);

    /// <summary>The values in it, from left to right.</summary>
    public IEnumerable<Value> Flatten() => Value is { } value ? [value] : Items.SelectMany(i => i.Flatten());

    /// <summary>An operand of the same form with other values; an array in it is one of its own.</summary>
    public Operand Rebuild(Queue<Value> values) => Value is not null ? values.Dequeue() : new Operand(Kind, null, [.. Items.Select(i => i.Rebuild(values)).ToList()], Text) { ElementType = ElementType, Code = Code, Identity = Identity is null ? null : new object() };

    /// <summary>The same array of the program with other elements.</summary>
    public Operand Renewed(IEnumerable<Operand> elements) => new(Kind, null, [.. elements]) { Identity = Identity };

    /// <summary>Whether it is that array, or holds it.</summary>
    public bool Holds(Operand array) => ReferenceEquals(Identity, array.Identity) || Items.Any(i => i.Holds(array));

    /// <summary>The same form, of what a function makes of each value.</summary>
    public Operand Select(Func<Value, Value> make) => Rebuild(new Queue<Value>(Flatten().Select(make).ToList()));

    /// <summary>Whether they differ only in their values, so that these can be chosen at run time.</summary>
    public bool HasFormOf(Operand other) => Kind == other.Kind && ReferenceEquals(Code, other.Code) && Identity is null == other.Identity is null && Text == other.Text && Items.Length == other.Items.Length && Items.Zip(other.Items, (a, b) => a.HasFormOf(b)).All(same => same);
}
