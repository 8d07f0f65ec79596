using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// Complex numbers, and arrays of them: two real values each, which all passes behind the frontend see as such.
internal sealed partial class MethodLowering
{
    // What only arranges or adds elements does the same to both parts.
    private static readonly HashSet<OpDef> PartWise =
    [
        OpTable.AsArray, OpTable.BroadcastTo, OpTable.Concatenate, OpTable.Cumsum, OpTable.Diag, OpTable.Diagonal, OpTable.Diff, OpTable.ExpandDims, OpTable.Flip, OpTable.Mean, OpTable.MoveAxis, OpTable.Ravel, OpTable.Repeat,
        OpTable.Reshape, OpTable.Roll, OpTable.Rot90, OpTable.Squeeze, OpTable.Stack, OpTable.Sum, OpTable.SwapAxes, OpTable.Take, OpTable.TakeAlongAxis, OpTable.Tile, OpTable.Trace, OpTable.Transpose, OpTable.Tril, OpTable.Triu, OpTable.Where,
    ];

    // Which part of its complex operands an expression is lowered for, and what these are: they are lowered once.
    private (int Part, Dictionary<IOperation, Operand> Operands)? _parts;

    internal static bool IsComplexNumber(ITypeSymbol? type) => type is { Name: "Complex", ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    internal static bool IsComplexArray(ITypeSymbol? type) => Symbols.IsArray(type, out var element) && IsComplexNumber(element);

    /// <summary>Whether the type is a complex number or an array of these.</summary>
    internal static bool IsComplex(ITypeSymbol? type) => IsComplexNumber(type) || IsComplexArray(type);

    private static IrType PartType(ITypeSymbol type) => IsComplexArray(type) ? new ArrayType(DType.F64, SymShape.Fresh("s")) : new ScalarType(DType.F64);

    private Operand Both(Func<Value> build)
    {
        var (outer, operands) = (_parts, new Dictionary<IOperation, Operand>());
        try
        {
            _parts = (0, operands);
            var real = build();
            _parts = (1, operands);
            return Operand.ComplexOf(real, build());
        }
        finally
        {
            _parts = outer;
        }
    }

    // An operand of what is lowered part by part.
    private Operand Once(IOperation operation, (int Part, Dictionary<IOperation, Operand> Operands) parts)
    {
        if (parts.Operands.TryGetValue(operation, out var known)) return known;
        _parts = null;
        try
        {
            return parts.Operands[operation] = Lower(operation);
        }
        finally
        {
            _parts = parts;
        }
    }

    // A complex operand; a real one has the imaginary part 0.
    private (Value Real, Value Imaginary) Pair(Operand operand, SyntaxNode syntax)
    {
        if (operand.Kind == OperandKind.Complex) return (operand.Items[0].Value!, operand.Items[1].Value!);
        if (operand.Value is not { } real) throw Unsupported(syntax, "a complex number, or an array of these, belongs here");
        real = _block.Cast(real, DType.F64, Sources.Of(syntax));
        Value zero = Number(DType.F64, 0.0);
        return (real, real.IsArray ? Emit(OpTable.Like, [zero, real], syntax) : zero);
    }

    /// <summary>An expression that is complex, or is computed from what is; null for any other.</summary>
    private Operand? Complex(IOperation operation)
    {
        switch (operation)
        {
            case IBinaryOperation binary when IsComplex(binary.LeftOperand.Type) || IsComplex(binary.RightOperand.Type):
                return Arithmetic(binary.OperatorKind, Lower(binary.LeftOperand), Lower(binary.RightOperand), binary.Syntax);
            case IUnaryOperation unary when IsComplex(unary.Type):
                return unary.OperatorKind == UnaryOperatorKind.Plus ? Lower(unary.Operand) : Negated(Lower(unary.Operand), unary.Syntax);
            case ICompoundAssignmentOperation compound when IsComplex(compound.Target.Type):
                var place = Placed(compound.Target);
                if (place is not null) throw Unsupported(compound.Syntax, "elements of an ordinary array of complex numbers are not written in a kernel; write an NDArray<Complex>");
                var result = Arithmetic(compound.OperatorKind, Lower(compound.Target), Lower(compound.Value), compound.Syntax);
                Store(compound.Target, result);
                return result;
            case IConversionOperation conversion when IsComplex(conversion.Type):
                return Converted(conversion);
            case IObjectCreationOperation { Arguments.Length: 2 } creation when IsComplexNumber(creation.Type):
                return Operand.ComplexOf(_block.Cast(Single(creation.Arguments[0].Value), DType.F64), _block.Cast(Single(creation.Arguments[1].Value), DType.F64));
            case IDefaultValueOperation or IObjectCreationOperation { Arguments.Length: 0 } when IsComplexNumber(operation.Type):
                return Operand.ComplexOf(Number(DType.F64, 0.0), Number(DType.F64, 0.0));
            case IFieldReferenceOperation { Instance: null, Field: var field } when IsComplexNumber(field.ContainingType) && IsComplexNumber(field.Type) && field.Name is "Zero" or "One" or "ImaginaryOne":
                return Operand.ComplexOf(Number(DType.F64, field.Name == "One" ? 1.0 : 0.0), Number(DType.F64, field.Name == "ImaginaryOne" ? 1.0 : 0.0));
            case IPropertyReferenceOperation { Instance: { } instance } property when IsComplex(instance.Type):
                return IsComplexNumber(instance.Type) ? Part(property.Property.Name, Lower(instance), property.Syntax)
                    : IsComplexArray(property.Type) ? Both(() => Single(Property(property), property.Syntax)) : OfParts(() => Property(property));
            case IInvocationOperation invocation when IsComplexNumber(invocation.TargetMethod.ContainingType) && invocation.TargetMethod.IsStatic:
                return Function(invocation.TargetMethod.Name, Given(invocation), invocation);
            case IInvocationOperation invocation:
                return Complex(invocation);
            case ICollectionExpressionOperation or IArrayCreationOperation when IsComplexArray(operation.Type) && Elements(operation) is { } elements:
                return Both(() => elements.All(e => !IsComplexArray(e.Type) || e is IConversionOperation { Operand: var number } && IsComplexNumber(number.Type))
                    ? Literal([.. elements.Select(e => ScalarPart(Lower(e), e.Syntax))], DType.F64, operation.Syntax) : Emit(OpTable.Stack, [.. elements.Select(Single)], operation.Syntax));
            default:
                return null;
        }
    }

    // What is no part of the numbers: a rank, a shape.
    private Operand OfParts(Func<Operand> build)
    {
        var outer = _parts;
        _parts = (0, []);
        try
        {
            return build();
        }
        finally
        {
            _parts = outer;
        }
    }

    private static Value Single(Operand operand, SyntaxNode syntax) => operand.Value ?? throw Unsupported(syntax, "this has no form for complex numbers in a kernel");

    private Value ScalarPart(Operand operand, SyntaxNode syntax)
    {
        var (real, imaginary) = Pair(operand, syntax);
        var part = _parts!.Value.Part == 0 ? real : imaginary;
        return part.IsArray ? Emit(OpTable.Item, [part], syntax) : part;
    }

    private Operand Converted(IConversionOperation conversion)
    {
        var operand = Lower(conversion.Operand);
        var (isArray, syntax) = (IsComplexArray(conversion.Type), conversion.Syntax);
        if (operand.Kind == OperandKind.Function || (operand.Kind != OperandKind.Complex && operand.Value is null)) throw Unsupported(syntax, "a complex number cannot be made of this");
        var (real, imaginary) = Pair(operand, syntax);
        Value Of(Value part) => part.IsArray == isArray ? part : Emit(isArray ? OpTable.AsArray : OpTable.Item, [part], syntax);
        return Operand.ComplexOf(Of(real), Of(imaginary));
    }

    private ImmutableArray<Operand> Given(IInvocationOperation invocation) => [.. Arguments(invocation).Select(a => a.Value is IDefaultValueOperation ? Operand.Tuple([]) : Lower(a.Value))];

    // A call that takes or gives complex arrays; null for any other.
    private Operand? Complex(IInvocationOperation invocation)
    {
        var (method, syntax) = (invocation.TargetMethod, invocation.Syntax);
        if (Symbols.IsKernels(method.ContainingType, "Fft")) return Transform(invocation);
        if (IsAtUpdate(invocation) is { } region && region.Instance is IPropertyReferenceOperation { Instance: { } updated } && IsComplexArray(updated.Type)) return ComplexUpdate(invocation, region);
        var takes = invocation.Instance is { } instance && IsComplex(instance.Type) || invocation.Arguments.Any(a => IsComplexPart(a.Value));
        if (!takes && !IsComplex(method.ReturnType)) return null;
        if (method.Name == "Item" && invocation.Instance is { } array && IsComplexArray(array.Type)) return Both(() => Emit(OpTable.Item, [Single(array)], syntax));
        if (Symbols.IsKernels(method.ContainingType, "NDArray") || Symbols.OpName(method) is not null) return Library(invocation);
        return null;
    }

    private static bool IsComplexPart(IOperation value) => IsComplex(value.Type) || (Elements(value) is { } elements && elements.Any(e => IsComplex(e.Type)));

    private Operand Library(IInvocationOperation invocation)
    {
        var (method, syntax) = (invocation.TargetMethod, invocation.Syntax);
        var arguments = Arguments(invocation);
        if (Symbols.OpName(method) is { } name)
        {
            if (OpTable.ByName.TryGetValue(name, out var op))
            {
                if (PartWise.Contains(op)) return Both(() => Single(Runtime(op, invocation, arguments), syntax));
                if (op is Cast) return Operand.ComplexOf(Pair(Lower(arguments[0].Value), syntax));
                if (op is LinalgOp linalg) return Factored(linalg, [.. arguments.SelectMany(a => Parts(Pair(Lower(a.Value), syntax)))], IsComplexArray(method.ReturnType), syntax);
                if (op is MatMul or Dot or Ops.Outer or Inner) return Product(op, Lower(arguments[0].Value), Lower(arguments[1].Value), syntax);
            }

            return Function(name, Given(invocation), invocation);
        }

        var made = method.Name;
        switch (made)
        {
            case "Zeros" or "ZerosLike" or "Empty" or "EmptyLike":
                var zeros = OfParts(() => Creation(invocation) ?? throw Unsupported(syntax, $"'{made}' has no form for complex numbers in a kernel")).Value!;
                return Operand.ComplexOf(zeros, Emit(OpTable.Like, [Number(DType.F64, 0.0), zeros], syntax));
            case "Ones" or "OnesLike" or "Eye":
                var ones = OfParts(() => Creation(invocation) ?? throw Unsupported(syntax, $"'{made}' has no form for complex numbers in a kernel")).Value!;
                return Operand.ComplexOf(ones, Emit(OpTable.Like, [Number(DType.F64, 0.0), ones], syntax));
            case "Full" or "FullLike":
                return Both(() => Creation(invocation) ?? throw Unsupported(syntax, $"'{made}' has no form for complex numbers in a kernel"));
            case "Create" or "FromArray" when arguments.Length == 1 && Elements(arguments[0].Value) is { } elements && elements.All(e => IsComplexNumber(e.Type)):
                return Both(() => Literal([.. elements.Select(e => ScalarPart(Lower(e), e.Syntax))], DType.F64, syntax));
            default:
                throw Unsupported(syntax, $"'{made}' has no form for complex numbers in a kernel");
        }
    }

    private static Value[] Parts((Value Real, Value Imaginary) pair) => [pair.Real, pair.Imaginary];

    private Operand Factored(LinalgOp op, ImmutableArray<Value> operands, bool isComplex, SyntaxNode syntax)
    {
        var both = Emit(op, operands, syntax, Attributes.None.With("complex", true));
        Value Part(int part) => Emit(OpTable.Index, [both], syntax, Attributes.None.With("spec", Text(part)));
        return isComplex ? Operand.ComplexOf(Part(0), Part(1)) : throw Unsupported(syntax, $"'{op.Name}' has no form for complex numbers in a kernel");
    }

    private Operand ComplexUpdate(IInvocationOperation invocation, IPropertyReferenceOperation region)
    {
        var (method, syntax) = (invocation.TargetMethod.Name, invocation.Syntax);
        if (IndexArrays(region) is { Length: > 0 })
            return method is "Set" or "Add" or "Subtract" ? Both(() => Update(invocation, region)) : throw Unsupported(syntax, $"{method} at arrays of indices has no form for complex numbers in a kernel; compute the elements, and Set them");
        var given = new List<ImmutableArray<Value>>();
        var spec = "";
        var old = Both(() =>
        {
            var operands = ImmutableArray.CreateBuilder<Value>();
            operands.Add(Single(((IPropertyReferenceOperation)region.Instance!).Instance!));
            spec = Spec(region.Arguments, operands);
            given.Add(operands.ToImmutable());
            return Emit(OpTable.Index, given[given.Count - 1], syntax, Attributes.None.With("spec", spec));
        });
        if (method == "Get") return old;
        var value = Lower(invocation.Arguments[invocation.Arguments.Length - 1].Value);
        var (real, imaginary) = Pair(method switch
        {
            "Set" => value,
            "Add" => Sum(old, value, syntax),
            "Subtract" => Difference(old, value, syntax),
            "Multiply" => Product(old, value, syntax),
            "Divide" => Quotient(old, value, syntax),
            _ => throw Unsupported(syntax, $"At[...].{method} has no form for complex numbers in a kernel"),
        }, syntax);
        Value Put(int part, Value elements) => Emit(OpTable.At, [.. given[part], elements], syntax, Attributes.None.With("spec", spec).With("method", "Set"));
        return Operand.ComplexOf(Put(0, real), Put(1, imaginary));
    }

    // Transforms are the runtime's, of complex arrays that stand for this call alone.
    private Operand Transform(IInvocationOperation invocation)
    {
        var (method, syntax) = (invocation.TargetMethod, invocation.Syntax);
        var arguments = Arguments(invocation);
        if (!IsComplexArray(arguments[0].Value.Type) && arguments[0].Value.Type is var type && (!Symbols.IsArray(type, out var element) || Symbols.DTypeOf(element) != DType.F64))
            throw Unsupported(syntax, $"Fft.{method.Name} of this type has no form in a kernel; transform NDArray<double> or NDArray<Complex>");
        var rest = new List<string>();
        var operands = ImmutableArray.CreateBuilder<Value>();
        var x = Lower(arguments[0].Value);
        operands.AddRange(x.Flatten());
        foreach (var (parameter, value) in arguments.Skip(1))
        {
            if (value.IsImplicit || value is IDefaultValueOperation) continue;
            rest.Add($", {parameter!.Name}: " + (parameter.Type.TypeKind == TypeKind.Enum && Constant(value) is { } constant ? $"(global::Kernels.{parameter.Type.Name}){InvariantText.Constant(constant)}" : Place(operands, Single(value))));
        }

        const string Parts = "global::Kernels.CompilerServices.ComplexParts";
        var call = $"global::Kernels.Fft.{method.Name}({(x.Kind == OperandKind.Complex ? $"{Parts}.Join($0, $1)" : "$0")}{string.Concat(rest)})";
        var isComplex = IsComplexArray(method.ReturnType);
        var made = Emit(OpTable.Create, operands.ToImmutable(), syntax, Attributes.None.With("dtype", DType.F64.Text()).With("call", isComplex ? $"{Parts}.Both({call})" : call));
        if (!isComplex) return made;
        Value Part(int part) => Emit(OpTable.Index, [made], syntax, Attributes.None.With("spec", Text(part)));
        return Operand.ComplexOf(Part(0), Part(1));
    }
}
