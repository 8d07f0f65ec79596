using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A value in the making, so that a composite reads like the formula that it is.</summary>
/// <param name="Builder">Where the ops go.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">The call that the composite stands for.</param>
internal readonly record struct Term(BlockBuilder Builder, Value Value, Source Source)
{
    public DType DType => Value.DType;

    /// <summary>Whether no element is below 0. A formula that asks the elements all the same may be compiled wrong: the JIT of .NET 10 takes x &amp; (y &lt; 0 ^ z &lt; 0) of
    /// vectors of 64 bytes for x.</summary>
    public bool IsUnsigned => DType == DType.U8;

    public static Term operator +(Term x, Term y) => x.Apply(OpTable.Add, y);

    public static Term operator -(Term x, Term y) => x.Apply(OpTable.Subtract, y);

    public static Term operator *(Term x, Term y) => x.Apply(OpTable.Multiply, y);

    public static Term operator /(Term x, Term y) => x.Apply(OpTable.Divide, y);

    public static Term operator %(Term x, Term y) => x.Apply(OpTable.Remainder, y);

    public static Term operator -(Term x) => x.Apply(OpTable.Negative);

    public static Term operator +(Term x, double y) => x + x.Number(y);

    public static Term operator -(Term x, double y) => x - x.Number(y);

    public static Term operator *(Term x, double y) => x * x.Number(y);

    public static Term operator /(Term x, double y) => x / x.Number(y);

    public static Term operator <(Term x, Term y) => x.Apply(OpTable.Less, y);

    public static Term operator >(Term x, Term y) => x.Apply(OpTable.Greater, y);

    public static Term operator <=(Term x, Term y) => x.Apply(OpTable.LessEqual, y);

    public static Term operator >=(Term x, Term y) => x.Apply(OpTable.GreaterEqual, y);

    public static Term operator <(Term x, double y) => x < x.Number(y);

    public static Term operator >(Term x, double y) => x > x.Number(y);

    public static Term operator &(Term x, Term y) => x.Apply(OpTable.LogicalAnd, y);

    public static Term operator |(Term x, Term y) => x.Apply(OpTable.LogicalOr, y);

    public static Term operator !(Term x) => x.Apply(OpTable.LogicalNot);

    /// <summary>A constant of the same dtype; of truth values, whether it is not zero.</summary>
    public Term Number(double value) => this with
    {
        Value = Builder.Constant(DType, DType switch
        {
            DType.Bool => InvariantText.Constant(value != 0),
            DType.F32 => InvariantText.Constant((float)value),
            DType.F64 => InvariantText.Constant(value),
            _ => InvariantText.Constant((long)value),
        }),
    };

    /// <summary>An op of this and other operands.</summary>
    public Term Apply(OpDef op, params Term[] others) => Apply(op, Attributes.None, others);

    /// <summary>The same with attributes.</summary>
    public Term Apply(OpDef op, Attributes attributes, params Term[] others) =>
        this with { Value = Builder.Compose(op, [Value, .. others.Select(o => o.Value)], attributes, Source) };

    /// <summary>Whether the elements are equal.</summary>
    public Term Is(Term other) => Apply(OpTable.Equal, other);

    /// <summary>Whether the elements are this number.</summary>
    public Term Is(double number) => Is(Number(number));

    /// <summary>Of a condition: the one where it holds, the other elsewhere.</summary>
    public Term Where(Term then, Term otherwise) => Apply(OpTable.Where, then, otherwise);

    /// <summary>In another dtype.</summary>
    public Term As(DType to) => this with { Value = Builder.Cast(Value, to, Source) };

    /// <summary>The elements' positions along an axis that counts from the end.</summary>
    public Term Positions(int axis) => Apply(OpTable.AxisIndex, Attributes.None.With("axis", axis));

    /// <summary>What a range leaves of one axis.</summary>
    /// <param name="axis">The axis, from the end if it is negative.</param>
    /// <param name="slice">A C# index or range of constants.</param>
    public Term Along(int axis, string slice)
    {
        var spec = axis >= 0 ? [.. Enumerable.Repeat("..", axis), slice]
            : Enumerable.Repeat("..", -1 - axis).Prepend(slice).Prepend("global::Kernels.NDArray.Ellipsis");
        return Apply(OpTable.Index, Attributes.None.With("spec", string.Join(", ", spec)));
    }
}
