using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

internal sealed partial class MethodLowering
{
    private Operand Lower(IOperation operation)
    {
        _ct.ThrowIfCancellationRequested();
        if (_parts is { } parts) return Once(operation, parts);
        if (ConstantOperand(operation) is { } constant) return constant;
        if (Complex(operation) is { } complex) return complex;

        return operation switch
        {
            IParenthesizedOperation parenthesized => Lower(parenthesized.Operand),
            ILocalReferenceOperation local => Variable(local.Local, operation.Syntax),
            IParameterReferenceOperation parameter => Variable(parameter.Parameter, operation.Syntax),
            IFieldReferenceOperation { Field.ContainingType.IsTupleType: true, Instance: { } tuple } item => Element(item, tuple),
            IFieldReferenceOperation field => MemberOf(field.Field, field.Instance, field.Syntax) ?? Field(field),
            IInstanceReferenceOperation when _self is { } self => self,
            IInstanceReferenceOperation own when IsRecord(own.Type) => Itself(own),
            IObjectCreationOperation creation when Creation(creation) is { } created => created,
            IObjectCreationOperation creation when LocalArray(creation) is { } list => list,
            IWithOperation with => With(with),
            IConversionOperation conversion when IsRecord(conversion.Type) && SymbolEqualityComparer.Default.Equals(conversion.Type, conversion.Operand.Type) => Lower(conversion.Operand),
            IConversionOperation { Type: INamedTypeSymbol { IsTupleType: true } } conversion when conversion.Operand is ITupleOperation || conversion.Conversion.IsIdentity => Lower(conversion.Operand),
            IConversionOperation conversion when IsSlice(conversion.Type) => SliceOf(conversion),
            IConversionOperation conversion when Underlying(conversion) is var list && list != conversion && IsList(conversion.Type) => Lower(list),
            IConversionOperation { Type.TypeKind: TypeKind.Delegate } conversion => Lower(conversion.Operand),
            IConversionOperation conversion => Convert(conversion),
            IRangeOperation or IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } or IInvocationOperation { TargetMethod.Name: "By" } when IsSlice(operation.Type) => SliceOf(operation),
            IUnaryOperation unary => Unary(unary),
            IBinaryOperation binary => Binary(binary),
            IConditionalOperation { WhenFalse: not null } conditional => Conditional(conditional),
            ISimpleAssignmentOperation assignment => SimpleAssignment(assignment),
            ICompoundAssignmentOperation compound => CompoundAssignment(compound),
            IIncrementOrDecrementOperation increment => Increment(increment),
            IDeconstructionAssignmentOperation deconstruction => Deconstruct(deconstruction.Target, Lower(deconstruction.Value)),
            ITupleOperation tuple => Operand.Tuple(tuple.Elements.Select(Lower).ToList()),
            IInvocationOperation invocation => Invocation(invocation),
            IPropertyReferenceOperation property => MemberOf(property.Property, property.Instance, property.Syntax) ?? Property(property),
            IImplicitIndexerReferenceOperation { Instance: { } of } element => Element(of, [element.Argument], operation.Syntax),
            ISwitchExpressionOperation @switch => Switch(@switch),
            IIsPatternOperation match => Matches(match.Pattern, Subject(match.Value, match.Syntax), null) ?? Known(true),
            IDefaultValueOperation when Symbols.DTypeOf(operation.Type, _types) is { } d => _block.Constant(d, d == DType.Bool ? "false" : "0"),
            IArrayElementReferenceOperation element => Element(element.ArrayReference, element.Indices, operation.Syntax),
            ICollectionExpressionOperation or IArrayCreationOperation when Elements(operation) is { } elements =>
                Symbols.IsArray(operation.Type, out var element) ? Literal(operation, element, elements) : List(operation, elements),
            _ when LocalArray(operation) is { } made => made,
            ICollectionExpressionOperation spread when Spread(spread) is { } listed => listed,
            ICollectionExpressionOperation or IArrayCreationOperation =>
                throw Unsupported(operation.Syntax, "ordinary arrays have no form in a kernel but for their elements, written there; write an NDArray"),
            IDelegateCreationOperation creation => Operand.Function(creation.Target),
            IAnonymousFunctionOperation function => Operand.Function(function),
            ITranslatedQueryOperation query => Lower(query.Operation),
            _ => throw Unsupported(operation.Syntax, "this kind of expression is not compiled"),
        };
    }

    private Operand Variable(ISymbol variable, SyntaxNode syntax) =>
        _variables.TryGetValue(variable, out var operand) ? operand
        : throw Unsupported(syntax, $"'{variable.Name}' is captured from outside; a kernel sees its parameters, locals, constants and readonly fields");

    // t.Item2, or by its name.
    private Operand Element(IFieldReferenceOperation item, IOperation tuple)
    {
        var position = item.Field.ContainingType.TupleElements.Select(e => (e.CorrespondingTupleField ?? e).Name).ToList().IndexOf((item.Field.CorrespondingTupleField ?? item.Field).Name);
        var value = Lower(tuple);
        return value.IsTuple && position >= 0 && position < value.Items.Length ? value.Items[position]
            : throw Unsupported(item.Syntax, "this element of a tuple has no form in a kernel");
    }

    // An element of a list, or an extent of a shape.
    private Operand Element(IOperation instance, ImmutableArray<IOperation> indices, SyntaxNode syntax) => Lower(Underlying(instance)) switch
    {
        { Kind: OperandKind.Table } table => TableElement(table.Items[0].Value!, indices, syntax),
        { Kind: OperandKind.Arrays } arrays when indices.Length == 1 => ArraysElement(arrays, indices[0], syntax),
        { Kind: OperandKind.List } list when indices.Length == 1 => ListElement(list, indices[0], syntax),
        { Kind: OperandKind.Shape } shape when indices.Length == 1 => Extent(shape.Items[0].Value!, indices[0], syntax),
        _ => throw Unsupported(syntax, "this kind of element is not compiled"),
    };

    private Operand Field(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (!field.IsReadOnly) throw Unsupported(reference.Syntax, $"'{field.Name}' is not readonly: a kernel may read only what cannot change; make the field readonly, or pass its value as a parameter");
        CheckOwner(field, reference.Instance, reference.Syntax);
        return Member(field, field.Type, reference.Syntax);
    }

    private Value Convert(IConversionOperation conversion)
    {
        var operand = conversion.Operand;
        var fromArray = Symbols.IsArray(operand.Type, out _);
        if (Symbols.IsArray(conversion.Type, out _))
        {
            if (fromArray) return Single(operand);
            return Emit(OpTable.AsArray, [Single(operand)], conversion.Syntax);
        }

        if (ScalarDType(conversion.Type) is not { } to) throw Unsupported(conversion.Syntax, $"a conversion to {conversion.Type?.ToDisplayString()} has no form in a kernel");
        if (fromArray && IsEmulated(conversion.Type)) throw Unsupported(conversion.Syntax, $"a conversion of an array to {conversion.Type!.ToDisplayString()} has no form in a kernel; convert its element");
        if (fromArray) return Emit(OpTable.Item, [Single(operand)], conversion.Syntax);
        var x = Single(operand);
        if (IsEmulated(conversion.Type) || IsEmulated(operand.Type))
            return conversion.IsChecked && conversion.Conversion is { IsNumeric: true, IsImplicit: false } ? throw Unsupported(conversion.Syntax, "checked conversions of this type are not compiled")
                : Converted(x, operand.Type!, conversion.Type!, conversion.Syntax);
        if (x.DType == to) return x;
        if (conversion.IsChecked && to.IsInteger()) return Checked($"({to.Keyword()})$0", [x], to, conversion.Syntax);
        return Emit(OpTable.Cast, [x], conversion.Syntax, Attributes.None.With("to", to.Text()));
    }

    private Value Unary(IUnaryOperation unary)
    {
        var x = Single(unary.Operand);
        if (unary.OperatorMethod is { } method)
        {
            if (method.Name == "op_True") return Emit(OpTable.Item, [x], unary.Syntax);
            if (Symbols.OpName(method) is not null || Symbols.DTypeOf(unary.Type, _types) is null) return Emit(OpOf(method, unary.Syntax), [x], unary.Syntax);
        }

        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => x,
            UnaryOperatorKind.Minus when unary.IsChecked && x.DType.IsInteger() => Checked("-$0", [x], x.DType, unary.Syntax),
            UnaryOperatorKind.Minus => Emit(OpTable.Negative, [x], unary.Syntax),
            UnaryOperatorKind.Not => Emit(OpTable.LogicalNot, [x], unary.Syntax),
            UnaryOperatorKind.BitwiseNegation => Emit(OpTable.BitwiseNot, [x], unary.Syntax),
            _ => throw Unsupported(unary.Syntax, "this operator is not compiled"),
        };
    }

    private static OpDef OpOf(IMethodSymbol method, SyntaxNode syntax) =>
        Symbols.OpName(method) is { } name && OpTable.ByName.TryGetValue(name, out var op) ? op
        : throw Unsupported(syntax, $"the operator '{method.Name}' of {method.ContainingType?.ToDisplayString()} is not compiled");

    private Value Binary(IBinaryOperation binary)
    {
        if (binary.OperatorMethod is { } method && Symbols.OpName(method) is not null)
            return Emit(OpOf(method, binary.Syntax), [Single(binary.LeftOperand), Single(binary.RightOperand)], binary.Syntax);
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr) return ShortCircuit(binary);
        if (SameShape(binary) is { } same) return same;
        if (binary.IsChecked && CanOverflow(binary.OperatorKind) && Symbols.DTypeOf(binary.Type, _types) is { } integer && integer.IsInteger())
            return Checked(binary.OperatorKind, Single(binary.LeftOperand), Single(binary.RightOperand), integer, binary.Syntax);
        if (binary.OperatorKind == BinaryOperatorKind.UnsignedRightShift || IsUnsigned(binary.LeftOperand.Type))
        {
            if (binary.IsChecked && CanOverflow(binary.OperatorKind)) throw Unsupported(binary.Syntax, "checked arithmetic of this type is not compiled");
            if (Unsigned(binary.OperatorKind, binary.LeftOperand.Type, Single(binary.LeftOperand), Single(binary.RightOperand), binary.Syntax) is { } unsigned) return unsigned;
        }

        var op = ScalarOp(binary.OperatorKind, binary.Type, binary.LeftOperand.Type) ?? throw Unsupported(binary.Syntax, "this operator is not compiled");
        return Emit(op, [Single(binary.LeftOperand), Single(binary.RightOperand)], binary.Syntax);
    }

    // x.Shape == y.Shape
    private Value? SameShape(IBinaryOperation binary)
    {
        if (!Symbols.IsKernels(binary.LeftOperand.Type, "Shape") || !Symbols.IsKernels(binary.RightOperand.Type, "Shape")) return null;
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)) return null;
        if (Lower(binary.LeftOperand) is not { Kind: OperandKind.Shape } left || Lower(binary.RightOperand) is not { Kind: OperandKind.Shape } right) return null;
        var same = Emit(OpTable.SameShape, [left.Items[0].Value!, right.Items[0].Value!], binary.Syntax);
        return binary.OperatorKind == BinaryOperatorKind.Equals ? same : Not(same, binary.Syntax);
    }

    private OpDef? ScalarOp(BinaryOperatorKind kind, ITypeSymbol? result, ITypeSymbol? operand)
    {
        return Symbols.DTypeOf(operand, _types) is { } dtype ? Operator(kind, dtype == DType.Bool) : null;
    }

    private static OpDef? Operator(BinaryOperatorKind kind, bool logical)
    {
        return kind switch
        {
            BinaryOperatorKind.Add => OpTable.Add,
            BinaryOperatorKind.Subtract => OpTable.Subtract,
            BinaryOperatorKind.Multiply => OpTable.Multiply,
            BinaryOperatorKind.Divide => OpTable.Divide,
            BinaryOperatorKind.Remainder => OpTable.Remainder,
            BinaryOperatorKind.And => logical ? OpTable.LogicalAnd : OpTable.BitwiseAnd,
            BinaryOperatorKind.Or => logical ? OpTable.LogicalOr : OpTable.BitwiseOr,
            BinaryOperatorKind.ExclusiveOr => logical ? OpTable.LogicalXor : OpTable.BitwiseXor,
            BinaryOperatorKind.LeftShift => OpTable.LeftShift,
            BinaryOperatorKind.RightShift => OpTable.RightShift,
            BinaryOperatorKind.Equals => OpTable.Equal,
            BinaryOperatorKind.NotEquals => OpTable.NotEqual,
            BinaryOperatorKind.LessThan => OpTable.Less,
            BinaryOperatorKind.LessThanOrEqual => OpTable.LessEqual,
            BinaryOperatorKind.GreaterThan => OpTable.Greater,
            BinaryOperatorKind.GreaterThanOrEqual => OpTable.GreaterEqual,
            _ => null,
        };
    }

    // a && b evaluates b only where a holds; where b cannot fail, both together cost less.
    private Value ShortCircuit(IBinaryOperation binary)
    {
        var left = Truth(binary.LeftOperand);
        var and = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        RejectAssignment(binary.RightOperand);
        var (block, right) = Region(() => Truth(binary.RightOperand));
        var body = block.Build([], [right]);
        if (body.Nodes.All(IsSafe))
        {
            foreach (var node in body.Nodes) _block.Add(node);
            return Emit(and ? OpTable.LogicalAnd : OpTable.LogicalOr, [left, right], binary.Syntax);
        }

        var (constant, known) = Region(() => _block.Constant(DType.Bool, and ? "false" : "true"));
        var other = constant.Build([], [known]);
        var result = new Value(new ScalarType(DType.Bool));
        _block.AddRegions(OpTable.If, [left], and ? [body, other] : [other, body], [result], source: Sources.Of(binary.Syntax));
        return result;
    }

    // Whether a node may be evaluated where the program would not: it computes on scalars and raises no error.
    private static bool IsSafe(Node node) =>
        node.Op is Constant || (node.Op is ElementwiseOp && !node.Result.IsArray && !node.Op.CanThrow(node.Operands[0].DType));

    /// <summary>A condition as a host truth value; an array of one element counts as its element.</summary>
    private Value Truth(IOperation condition)
    {
        var value = Single(condition);
        return value.IsArray ? Emit(OpTable.Item, [value], condition.Syntax) : value;
    }

    private Operand Conditional(IConditionalOperation conditional)
    {
        if (Constant(conditional.Condition) is bool known && (known ? conditional.WhenTrue : conditional.WhenFalse!) is var taken && Thrown(taken) is null) return Lower(taken);
        var test = Truth(conditional.Condition);
        RejectAssignment(conditional.WhenTrue);
        RejectAssignment(conditional.WhenFalse!);
        var (whenTrue, first) = Region(() => LowerOrThrow(conditional.WhenTrue));
        var (whenFalse, second) = Region(() => LowerOrThrow(conditional.WhenFalse!));
        return Choose(test, whenTrue, first, whenFalse, second, conditional.Syntax);
    }

    // Only one branch of an expression is evaluated, so what it assigns would have to be joined with what was there before.
    private void RejectAssignment(IOperation branch)
    {
        if (branch.DescendantsAndSelf().FirstOrDefault(o => Target(o) is not null || (o is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } && Assigned(o).Any(_variables.ContainsKey))) is { } assignment)
            throw Unsupported(assignment.Syntax, "an assignment within a branch of an expression is not compiled; write an if statement");
    }

    // The value of the branch that is taken; one that throws gives none.
    private Operand Choose(Value test, BlockBuilder whenTrue, Operand? given, BlockBuilder whenFalse, Operand? otherwise, SyntaxNode syntax)
    {
        var (first, second) = (given ?? InBlock(whenTrue, otherwise), otherwise ?? InBlock(whenFalse, given));
        Operand InBlock(BlockBuilder block, Operand? other)
        {
            if (other is null) throw Unsupported(syntax, "all branches throw");
            return In(block, () => other.Select(v => Mirrored(v, syntax)));
        }

        var (a, b) = (whenTrue.Build([], []), whenFalse.Build([], []));
        if (first.Value is { IsArray: false } x && second.Value is { IsArray: false } y && a.Nodes.All(IsSafe) && b.Nodes.All(IsSafe))
        {
            foreach (var node in a.Nodes.Concat(b.Nodes)) _block.Add(node);
            return Emit(OpTable.Where, [test, x, y], syntax);
        }

        if (first.Identity is not null) throw Unsupported(syntax, "which array this is cannot be followed; choose between elements");
        return Join(test, whenTrue, first, whenFalse, second, syntax);
    }

    private Operand SimpleAssignment(ISimpleAssignmentOperation assignment)
    {
        var place = Placed(assignment.Target);
        var value = Lower(assignment.Value);
        Store(assignment.Target, place, value);
        return value;
    }

    private void Store(IOperation target, Operand value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local when !local.Local.IsRef:
                Assign(local.Local, value);
                break;
            case IParameterReferenceOperation { Parameter.RefKind: RefKind.None or RefKind.Ref or RefKind.Out } parameter:
                Assign(parameter.Parameter, value);
                break;
            case IDiscardOperation:
                break;
            case var element when IsElement(element):
                Write(PlaceOf(element), value);
                break;
            case IDeclarationExpressionOperation declaration:
                Store(declaration.Expression, value);
                break;
            default:
                throw Unsupported(target.Syntax, "a kernel may assign only to its own locals and parameters");
        }
    }

    private Operand CompoundAssignment(ICompoundAssignmentOperation compound)
    {
        var place = Placed(compound.Target);
        var left = Read(compound.Target, place);
        var right = Single(compound.Value);
        Value result;
        if (compound.OperatorMethod is { } method && Symbols.OpName(method) is not null)
        {
            result = Emit(OpOf(method, compound.Syntax), [left, right], compound.Syntax);
        }
        else
        {
            if (IsEmulated(compound.Target.Type) || compound.OperatorKind == BinaryOperatorKind.UnsignedRightShift)
            {
                result = Emulated(compound, left, right);
                Store(compound.Target, place, result);
                return result;
            }

            var op = ScalarOp(compound.OperatorKind, compound.Type, compound.Target.Type) ?? throw Unsupported(compound.Syntax, "this operator is not compiled");
            var shift = compound.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift;

            // C# computes in the operator's type, that of the converted right side, and converts back.
            var wide = shift ? left.DType == DType.U8 ? DType.I32 : left.DType : right.DType;
            var isChecked = compound.IsChecked && wide.IsInteger();
            var sum = isChecked && CanOverflow(compound.OperatorKind) ? Checked(compound.OperatorKind, _block.Cast(left, wide), right, wide, compound.Syntax)
                : Emit(op, [_block.Cast(left, wide), right], compound.Syntax);
            result = isChecked && left.DType != wide ? Checked($"({left.DType.Keyword()})$0", [sum], left.DType, compound.Syntax) : _block.Cast(sum, left.DType);
        }

        Store(compound.Target, place, result);
        return result;
    }

    // C# computes in the type that both sides are converted to; a shift, in that of the left one.
    private Value Emulated(ICompoundAssignmentOperation compound, Value left, Value right)
    {
        if (compound.IsChecked) throw Unsupported(compound.Syntax, "checked arithmetic of this type is not compiled");
        var (type, kind) = (compound.Target.Type!, compound.OperatorKind);
        var isShift = kind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;
        var wide = !isShift ? compound.Value.Type! : IsShort(type) ? _compilation.GetSpecialType(SpecialType.System_Int32) : type;
        var x = Converted(left, type, wide, compound.Syntax);
        var value = Unsigned(kind, wide, x, right, compound.Syntax) ?? Calculated(Operator(kind, false) ?? throw Unsupported(compound.Syntax, "this operator is not compiled"), x, right, compound.Syntax);
        return Converted(value, wide, type, compound.Syntax);
    }

    private Operand Increment(IIncrementOrDecrementOperation increment)
    {
        var place = Placed(increment.Target);
        var before = Read(increment.Target, place);
        if (before.IsArray || before.DType == DType.Bool) throw Unsupported(increment.Syntax, "++ and -- take a number");
        var up = increment.Kind == OperationKind.Increment;
        var one = _block.Constant(before.DType, "1");
        var after = increment.IsChecked && before.DType.IsInteger() ? Checked(up ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, before, one, before.DType, increment.Syntax)
            : Emit(up ? OpTable.Add : OpTable.Subtract, [before, one], increment.Syntax);
        if (IsShort(increment.Target.Type)) after = Shortened(after, _compilation.GetSpecialType(SpecialType.System_Int32), increment.Target.Type!, increment.Syntax);
        if (increment.IsChecked && IsEmulated(increment.Target.Type)) throw Unsupported(increment.Syntax, "checked arithmetic of this type is not compiled");
        Store(increment.Target, place, after);
        return increment.IsPostfix ? before : after;
    }

    private Operand Deconstruct(IOperation target, Operand value)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is ITupleOperation extents && value.Kind == OperandKind.Shape)
        {
            var rank = Attributes.None.With("rank", extents.Elements.Length);
            for (var k = 0; k < extents.Elements.Length; k++)
                Deconstruct(extents.Elements[k], Emit(OpTable.Dimension, [value.Items[0].Value!, _block.Constant(DType.I32, k.ToString(CultureInfo.InvariantCulture))], target.Syntax, rank));
        }
        else if (target is ITupleOperation tuple)
        {
            if (!value.IsTuple || value.Items.Length != tuple.Elements.Length) throw Unsupported(target.Syntax, "only tuples of the same length are deconstructed in a kernel");
            for (var k = 0; k < tuple.Elements.Length; k++) Deconstruct(tuple.Elements[k], value.Items[k]);
        }
        else
        {
            Store(target, value);
        }

        return value;
    }
}
