using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

internal sealed partial class MethodLowering
{
    private static readonly Dictionary<string, OpDef> MathMethods = OpTable.ByName.Values.OfType<ElementwiseOp>()
        .Where(o => o.SystemMath.Length != 0).SelectMany(o => o.SystemMath.Select(name => (name, op: (OpDef)o))).ToDictionary(p => p.name, p => p.op);

    private Operand Invocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var arguments = Arguments(invocation);
        if (IsAtUpdate(invocation) is { } region) return Update(invocation, region);
        if (Symbols.OpName(method) is { } name && OpTable.ByName.TryGetValue(name, out var op)) return Joined(op, invocation) ?? Runtime(op, invocation, arguments);
        if (method.Name == "Item" && invocation.Instance is { } array && Symbols.IsArray(array.Type, out _)) return Emit(OpTable.Item, [Single(array)], invocation.Syntax);
        if (Extend(invocation) is { } extended) return extended;
        if (Creation(invocation) is { } created) return created;
        if (method.Name == "GetLength" && invocation.Instance is { Type: IArrayTypeSymbol } table && Length(Lower(table), method.Name, arguments[arguments.Length - 1].Value, invocation.Syntax) is { } length) return length;
        if ((IsMathematics(invocation) || IsBits(method)) && Composed(invocation) is { } composed) return composed;
        if (IsMathematics(invocation)) return Mathematics(invocation);
        if (GenericConstant(invocation) is { } constant) return constant;
        if (IsGuard(method)) return Guard(invocation);
        if (method.MethodKind == MethodKind.DelegateInvoke) return Apply(Lower(invocation.Instance!), [.. invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Lower(a.Value))], invocation.Syntax);
        if (IsQuery(method)) return Query(invocation);
        return Inline(invocation, arguments);
    }

    // The receiver, if it is an operand, and the arguments in the order of the parameters.
    private static ImmutableArray<(IParameterSymbol? Parameter, IOperation Value)> Arguments(IInvocationOperation invocation)
    {
        var arguments = invocation.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).Select(a => (a.Parameter, a.Value));
        return invocation.Instance is { } instance and not IInstanceReferenceOperation ? [(null, instance), .. arguments] : [.. arguments];
    }

    // A call of a runtime function: leading arguments are operands, constants with names are attributes.
    private Operand Runtime(OpDef op, IInvocationOperation invocation, ImmutableArray<(IParameterSymbol? Parameter, IOperation Value)> arguments)
    {
        var operands = ImmutableArray.CreateBuilder<Value>();
        var attributes = Attributes.None;
        if (op is Cast)
        {
            var to = Symbols.DTypeOf(invocation.TargetMethod.TypeArguments.Last(), _types) ?? throw Unsupported(invocation.Syntax, "there are no arrays of this type in a kernel");
            return _block.Cast(Single(arguments[0].Value), to, Sources.Of(invocation.Syntax));
        }

        foreach (var (parameter, value) in arguments)
        {
            if (parameter is null || op is ElementwiseOp || Symbols.IsArray(parameter.Type, out _) || (op is Composite or TupleComposite && operands.Count < op.OperandCount.Max)) operands.Add(Single(value));
            else if (op is HostOp host && host.IsOperand(parameter.Name))
            {
                if (value is IDefaultValueOperation || (value.IsImplicit && parameter.HasExplicitDefaultValue)) continue;
                operands.AddRange(Elements(value) is { } given ? given.SelectMany(e => Pair(e)).Select(Single) : [Single(value)]);
                attributes = host.WithOperand(attributes, parameter.Name);
            }
            else if (Elements(value) is { } elements && (elements.Length == 0 || elements.All(e => Symbols.IsArray(e.Type, out _)) || parameter.Name == "shape")) operands.AddRange(elements.Select(Single));
            else attributes = Attribute(attributes, parameter, value);
        }

        return op is TupleComposite several ? Emit(several, operands.ToImmutable(), invocation.Syntax, attributes) : Emit(op, operands.ToImmutable(), invocation.Syntax, attributes);
    }

    private Operand Emit(TupleComposite several, ImmutableArray<Value> operands, SyntaxNode syntax, Attributes attributes) =>
        Ruled(() => Operand.Tuple(several.Expand(_block, operands, attributes, Sources.Of(syntax)).Select(v => (Operand)v)), syntax);

    // The elements of a tuple, or what it is if it is none.
    private static ImmutableArray<IOperation> Pair(IOperation value) => value switch
    {
        ITupleOperation tuple => tuple.Elements,
        IConversionOperation { Operand: var operand, Type.IsTupleType: true } => Pair(operand),
        _ => [value],
    };

    // The elements of a params or collection argument, or null for any other.
    private static ImmutableArray<IOperation>? Elements(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod.Name: "op_Implicit" } conversion when Symbols.IsKernels(conversion.Type, "Axes") || Symbols.IsKernels(conversion.Type, "Shape") =>
            conversion.Operand is ITupleOperation or IConversionOperation { Type.IsTupleType: true } ? Pair(conversion.Operand)
            : conversion.Operand.Type is { SpecialType: SpecialType.System_Int32 } ? [conversion.Operand] : null,
        IConversionOperation conversion => Elements(conversion.Operand),
        ICollectionExpressionOperation collection when collection.Elements.All(e => e is not ISpreadOperation) => collection.Elements,
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        _ => null,
    };

    private Attributes Attribute(Attributes attributes, IParameterSymbol parameter, IOperation value)
    {
        // Where the call stands is the node's source.
        if (parameter.GetAttributes().Any(a => a.AttributeClass?.Name is "CallerFilePathAttribute" or "CallerLineNumberAttribute")) return attributes;
        var given = value;
        while (value is IConversionOperation { ConstantValue.HasValue: false } conversion) value = conversion.Operand;
        if (value is IDefaultValueOperation or ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } || value.ConstantValue is { HasValue: true, Value: null }) return attributes;
        if (Constant(value) is { } constant)
        {
            // What the parameter defaults to needs no mention.
            if (parameter.HasExplicitDefaultValue && Equals(parameter.ExplicitDefaultValue, constant)) return attributes;
            return attributes.With(parameter.Name, InvariantText.Constant(constant));
        }

        if (Elements(given) is { } elements && elements.All(e => Constant(e) is int))
            return elements.Length == 0 ? attributes : attributes.With(parameter.Name, elements.Select(e => (int)Constant(e)!));
        throw Unsupported(value.Syntax, $"'{parameter.Name}' must be a constant in a kernel");
    }

    private bool IsMathematics(IInvocationOperation invocation) =>
        invocation.TargetMethod is { IsStatic: true, ContainingType: { } type } method && ((invocation.ConstrainedToType is ITypeParameterSymbol own && Symbols.DTypeOf(own, _types) is not null && !IsCreation(method))
            || type.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64
            || (type.Name is "Math" or "MathF" && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true }));

    private Value Mathematics(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.Parameters.Any(p => IsEmulated(p.Type)) || !MathMethods.TryGetValue(method.Name, out var op) || ((ElementwiseOp)op).Arity != method.Parameters.Length)
            throw Unsupported(invocation.Syntax, $"{method.ContainingType.Name}.{method.Name} with {method.Parameters.Length} arguments is not compiled");
        if (method.Name is "Sign" && Symbols.DTypeOf(method.ReturnType) != Symbols.DTypeOf(method.Parameters[0].Type))
            return _block.Cast(Emit(op, [Single(invocation.Arguments[0].Value)], invocation.Syntax), DType.I32);
        return Emit(op, [.. invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Single(a.Value))], invocation.Syntax);
    }

    private static bool IsCreation(IMethodSymbol method) => method.Name is "CreateChecked" or "CreateTruncating" or "CreateSaturating";

    // T.CreateChecked(2) and the like, of a constant.
    private Value? GenericConstant(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (!method.IsStatic || !IsCreation(method) || invocation.Arguments.Length != 1) return null;
        if (invocation.ConstrainedToType is not ITypeParameterSymbol type || Symbols.DTypeOf(type, _types) is not { } dtype) return null;
        return _block.Cast(Single(invocation.Arguments[0].Value), dtype, Sources.Of(invocation.Syntax));
    }

    private Value? Creation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (!Symbols.IsKernels(method.ContainingType, "NDArray")) return null;
        if (method.Name is "Create" or "FromArray" && invocation.Arguments.Length == 1 && Elements(invocation.Arguments[0].Value) is { } written && Symbols.IsArray(method.ReturnType, out var of))
            return Literal(invocation, of, written);
        if (method.Name is "Create" or "FromArray" or "Wrap" && invocation.Arguments.Count(a => a.ArgumentKind != ArgumentKind.DefaultValue) == 1 && Copied(invocation.Arguments[0].Value, method.Name == "Wrap") is { } copy) return copy;
        if (method.Name is not ("Zeros" or "Ones" or "Full" or "ZerosLike" or "OnesLike" or "FullLike" or "Eye" or "Arange" or "Linspace" or "Logspace" or "Geomspace" or "Empty" or "EmptyLike")) return null;
        if (!Symbols.IsArray(method.ReturnType, out var element) || (_parts is not null && IsComplexNumber(element) ? DType.F64 : Symbols.DTypeOf(element, _types)) is not { } dtype) return null;
        var operands = ImmutableArray.CreateBuilder<Value>();
        var parts = new List<string>();
        // What comes after one that is left out goes by its name.
        var isLeftOut = false;
        var axes = method.Name switch { "Eye" => 2, "Arange" or "Linspace" or "Logspace" or "Geomspace" => 1, _ => 0 };
        foreach (var (parameter, value) in Arguments(invocation))
        {
            if (value is IDefaultValueOperation || (value.IsImplicit && parameter!.HasExplicitDefaultValue))
            {
                isLeftOut = true;
                continue;
            }

            var name = isLeftOut ? $"{parameter!.Name}: " : "";
            if (Elements(value) is { } elements)
            {
                if (parameter!.Name == "shape") axes = elements.Length;
                parts.Add($"{name}[{string.Join(", ", elements.Select(e => Place(operands, Single(e))))}]");
            }
            else if (Symbols.IsKernels(value.Type, "Shape") && Lower(value) is { Kind: OperandKind.Shape } shape)
            {
                parts.Add($"{name}{Place(operands, shape.Items[0].Value!)}.Shape");
            }
            else
            {
                parts.Add(name + Place(operands, Single(value)));
            }
        }

        var attributes = Attributes.None.With("dtype", dtype.Text()).With("call", $"global::Kernels.NDArray.{method.Name}<{dtype.Keyword()}>({string.Join(", ", parts)})");
        return Emit(OpTable.Create, operands.ToImmutable(), invocation.Syntax, method.Name.EndsWith("Like", StringComparison.Ordinal) ? attributes.With("like", true)
            : axes > 0 && !operands.Any(o => o.IsArray) ? attributes.With("axes", axes) : attributes);
    }

    private static string Place(ImmutableArray<Value>.Builder operands, Value value)
    {
        operands.Add(value);
        return $"${(operands.Count - 1).ToString(CultureInfo.InvariantCulture)}";
    }
}
