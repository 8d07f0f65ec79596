using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// What is known while compiling: axes, options and modes that a helper's caller gives, and what is computed from them.
internal sealed partial class MethodLowering
{
    private Value Number(DType dtype, object constant)
    {
        var value = _block.Constant(dtype, InvariantText.Constant(constant));
        _numbers[value] = constant;
        return value;
    }

    // What an expression is if that is known while compiling: a constant, a variable that holds one here, or what is computed from such.
    private object? Constant(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: { } constant } } => constant,
        IParenthesizedOperation parenthesized => Constant(parenthesized.Operand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null } minus => Constant(minus.Operand) is int number and not int.MinValue ? -number : null,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not => Constant(not.Operand) is bool truth ? !truth : null,
        IBinaryOperation binary when Constant(binary.LeftOperand) is { } left && Constant(binary.RightOperand) is { } right => Computed(binary.OperatorKind, left, right),
        IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: { } list } when VariableOf(list) is { } variable && _variables.TryGetValue(variable, out var items) =>
            items.Kind == OperandKind.List ? items.Items.Length : null,
        _ when VariableOf(operation) is { } variable && _variables.TryGetValue(variable, out var operand) =>
            operand.Kind == OperandKind.Text ? operand.Text
            : operand.Value is not { } value ? null
            : _truths.TryGetValue(value, out var truth) ? truth : _numbers.TryGetValue(value, out var known) ? known : null,
        _ => null,
    };

    // What does not fit into an int is left to the run.
    private static object? Computed(BinaryOperatorKind kind, object left, object right) => (kind, left, right) switch
    {
        (BinaryOperatorKind.Add, int a, int b) => Fitting((long)a + b),
        (BinaryOperatorKind.Subtract, int a, int b) => Fitting((long)a - b),
        (BinaryOperatorKind.Multiply, int a, int b) => Fitting((long)a * b),
        (BinaryOperatorKind.Divide, int a, int b) when b > 0 => a / b,
        (BinaryOperatorKind.Remainder, int a, int b) when b > 0 => a % b,
        (BinaryOperatorKind.LessThan, int a, int b) => a < b,
        (BinaryOperatorKind.LessThanOrEqual, int a, int b) => a <= b,
        (BinaryOperatorKind.GreaterThan, int a, int b) => a > b,
        (BinaryOperatorKind.GreaterThanOrEqual, int a, int b) => a >= b,
        (BinaryOperatorKind.Equals, int or bool or string, int or bool or string) => Equals(left, right),
        (BinaryOperatorKind.NotEquals, int or bool or string, int or bool or string) => !Equals(left, right),
        (BinaryOperatorKind.ConditionalAnd, bool a, bool b) => a && b,
        (BinaryOperatorKind.ConditionalOr, bool a, bool b) => a || b,
        _ => null,
    };

    private static int? Fitting(long number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    // A constant as an operand, or null if its type has no form.
    private Operand? ConstantOperand(IOperation operation) => (operation is IUnaryOperation or IBinaryOperation ? Constant(operation) : operation.ConstantValue is { HasValue: true, Value: { } given } ? given : null) switch
    {
        string text => Operand.TextOf(text),
        bool truth => Known(truth),
        { } number when ScalarDType(operation.Type) is { } dtype => Number(dtype, Bits(number)),
        _ => null,
    };

    // Whether a text that is known matches a pattern.
    private static bool Matches(IPatternOperation pattern, string text) => pattern switch
    {
        IDiscardPatternOperation => true,
        IConstantPatternOperation constant => Equals(constant.Value.ConstantValue.Value, text),
        INegatedPatternOperation negated => !Matches(negated.Pattern, text),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => Matches(both.LeftPattern, text) && Matches(both.RightPattern, text),
        IBinaryPatternOperation either => Matches(either.LeftPattern, text) || Matches(either.RightPattern, text),
        _ => throw Unsupported(pattern.Syntax, "this pattern is not compiled"),
    };

    // A switch over a text: one arm is left, or null if none matches.
    private ISwitchExpressionArmOperation? ArmOf(ISwitchExpressionOperation @switch, string text) => @switch.Arms.FirstOrDefault(a => Matches(a.Pattern, text)
        && (a.Guard is null || (Constant(a.Guard) is bool holds ? holds : throw Unsupported(a.Guard.Syntax, "which arm is taken is not known while compiling"))));

    // `checked`: an error where the result does not fit.
    private Value Checked(BinaryOperatorKind kind, Value left, Value right, DType dtype, SyntaxNode syntax)
    {
        var sign = kind switch { BinaryOperatorKind.Add => "+", BinaryOperatorKind.Subtract => "-", _ => "*" };
        return Checked($"$0 {sign} $1", [left, right], dtype, syntax);
    }

    private Value Checked(string call, ImmutableArray<Value> operands, DType dtype, SyntaxNode syntax) =>
        Emit(OpTable.Checked, operands, syntax, Attributes.None.With("dtype", dtype.Text()).With("call", call));

    // Division and the like fail as they do unchecked.
    private static bool CanOverflow(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply;
}
