using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

internal sealed partial class MethodLowering
{
    private Operand Property(IPropertyReferenceOperation property)
    {
        var name = property.Property.Name;
        if (property.Instance is { } instance && Symbols.IsArray(instance.Type, out _))
        {
            if (property.Property.IsIndexer) return Index(property, instance);
            if (Symbols.OpName(property.Property) is { } op) return Emit(OpTable.ByName[op], [Single(instance)], property.Syntax);
            return name switch
            {
                "Rank" => Emit(OpTable.Rank, [Single(instance)], property.Syntax),
                "Size" => Emit(OpTable.Size, [Single(instance)], property.Syntax),
                "Shape" => Operand.ShapeOf(Single(instance)),
                "T" => Emit(OpTable.Transpose, [Single(instance)], property.Syntax),
                _ => throw Unsupported(property.Syntax, $"'{name}' has no form in a kernel"),
            };
        }

        // x.Shape[k], x.Shape.Rank, x.Shape.Size, and of lists
        if (property.Instance is { } whole && (Symbols.IsKernels(whole.Type, "Shape") || IsList(whole.Type)))
        {
            if (property.Property.IsIndexer) return Element(whole, [property.Arguments[0].Value], property.Syntax);
            var operand = Lower(Underlying(whole));
            if (operand.Kind == OperandKind.Shape && name is "Rank" or "Length") return Emit(OpTable.Rank, [operand.Items[0].Value!], property.Syntax);
            if (operand.Kind == OperandKind.Shape && name is "Size") return Emit(OpTable.Size, [operand.Items[0].Value!], property.Syntax);
            if (Length(operand, name, null, property.Syntax) is { } length) return length;
        }

        if (property.ConstrainedToType is ITypeParameterSymbol type && Symbols.DTypeOf(type, _types) is { } dtype && GenericConstants.Of(name, dtype) is { } constant) return Number(dtype, constant);
        if (OwnProperty(property) is { } own) return own;
        throw Unsupported(property.Syntax, $"the property '{name}' has no form in a kernel");
    }

    private Value Extent(Value array, IOperation index, SyntaxNode syntax)
    {
        while (index is IConversionOperation conversion && conversion.Type?.Name != "Int32") index = conversion.Operand;
        var fromEnd = index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat };
        var position = Single(index is IUnaryOperation hat && fromEnd ? hat.Operand : index);
        return Emit(OpTable.Dimension, [array, position], syntax, fromEnd ? Attributes.None.With("fromEnd", true) : null);
    }

    private Value Index(IPropertyReferenceOperation property, IOperation array)
    {
        var operands = ImmutableArray.CreateBuilder<Value>();
        operands.Add(Single(array));
        if (IndexArrays(property) is { Length: > 0 } indices) return Emit(indices.Length == 1 ? OpTable.Gather : OpTable.GatherPairs, [operands[0], .. indices.Select(Single)], property.Syntax);
        var spec = Spec(property.Arguments, operands);
        return Emit(OpTable.Index, operands.ToImmutable(), property.Syntax, Attributes.None.With("spec", spec));
    }

    // x.At[...].Set(v): the property reference of the indexer on `At`, or null. Some updates are extension members.
    private static IPropertyReferenceOperation? IsAtUpdate(IInvocationOperation invocation) =>
        (invocation.Instance ?? invocation.Arguments.FirstOrDefault()?.Value) is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IPropertyReferenceOperation { Property.Name: "At", Instance: { } array } } region
            && Symbols.IsArray(array.Type, out _) ? region : null;

    private Value Update(IInvocationOperation invocation, IPropertyReferenceOperation region)
    {
        var operands = ImmutableArray.CreateBuilder<Value>();
        operands.Add(Single(((IPropertyReferenceOperation)region.Instance!).Instance!));
        if (IndexArrays(region) is { Length: > 0 } indices)
            return Emit(OpTable.Scatter, [operands[0], .. indices.Select(Single), Single(invocation.Arguments[invocation.Arguments.Length - 1].Value)], invocation.Syntax,
                Attributes.None.With("method", invocation.TargetMethod.Name));
        var spec = Spec(region.Arguments, operands);
        if (invocation.TargetMethod.Name == "Get")
            return Emit(OpTable.Index, operands.ToImmutable(), invocation.Syntax, Attributes.None.With("spec", spec));
        var value = Single(invocation.Arguments[invocation.Arguments.Length - 1].Value);
        if (Combination(invocation.TargetMethod.Name) is { } combine && spec.Contains(".."))
        {
            // Where there are many elements, the region is replaced by what a loop computes from it, which then writes there.
            var old = Emit(OpTable.Index, operands.ToImmutable(), invocation.Syntax, Attributes.None.With("spec", spec));
            operands.Add(Emit(combine, [old, value], invocation.Syntax));
            return Emit(OpTable.At, operands.ToImmutable(), invocation.Syntax, Attributes.None.With("spec", spec).With("method", "Set"));
        }

        operands.Add(value);
        return Emit(OpTable.At, operands.ToImmutable(), invocation.Syntax, Attributes.None.With("spec", spec).With("method", invocation.TargetMethod.Name));
    }

    // The op that gives the elements of an arithmetic update.
    private static OpDef? Combination(string update) => update switch
    {
        "Add" => OpTable.Add,
        "Subtract" => OpTable.Subtract,
        "Multiply" => OpTable.Multiply,
        "Divide" => OpTable.Divide,
        "Min" => OpTable.Minimum,
        "Max" => OpTable.Maximum,
        _ => null,
    };

    // The arguments of an indexer that takes arrays of indices or a mask.
    private static ImmutableArray<IOperation> IndexArrays(IPropertyReferenceOperation property) =>
        property.Property.Parameters.All(p => Symbols.IsArray(p.Type, out _)) ? [.. property.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value)] : [];

    // The index as C# text, every run-time number in it an operand: [i, 1..n] becomes "$1, 1..$2".
    private string Spec(ImmutableArray<IArgumentOperation> arguments, ImmutableArray<Value>.Builder operands)
    {
        var slices = arguments.SelectMany(a => Elements(a.Value) ?? [a.Value]);
        return string.Join(", ", slices.Select(s => Slice(s, operands)));
    }

    private string Slice(IOperation slice, ImmutableArray<Value>.Builder operands)
    {
        switch (slice)
        {
            case IConversionOperation { Type.Name: not "Int32" } conversion:
                return Slice(conversion.Operand, operands);
            case IRangeOperation range:
                return $"{Bound(range.LeftOperand, operands)}..{Bound(range.RightOperand, operands)}";
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat:
                return "^" + Number(hat.Operand, operands);
            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "NewAxis" or "Ellipsis" } } special:
                return $"global::Kernels.NDArray.{special.Property.Name}";
            case IInvocationOperation { TargetMethod.Name: "By" } by:
                var all = Arguments(by);
                var range2 = Slice(all[0].Value, operands);
                return $"({range2}).By({Number(all[all.Length - 1].Value, operands)})";
            default:
                if (Symbols.DTypeOf(slice.Type, _types) == DType.I32) return Number(slice, operands);
                if (IsSlice(slice.Type) && Lower(slice) is { Kind: OperandKind.Slice } known) return Renumbered(known, operands);
                throw Unsupported(slice.Syntax, "an index in a kernel is an int, a range, NewAxis or Ellipsis");
        }
    }

    private static bool IsSlice(ITypeSymbol? type) => Symbols.IsKernels(type, "Slice") || type is { Name: "Range" or "Index", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    // A range or an index that does not stand in an indexer: a variable, an argument.
    private Operand SliceOf(IOperation slice)
    {
        if (slice is IConversionOperation { Operand: var inner } && IsSlice(inner.Type)) return Lower(inner);
        var operands = ImmutableArray.CreateBuilder<Value>();
        operands.Add(null!);                        // in the place of the array
        var text = Slice(slice, operands);
        return Operand.Slice(text, operands.Skip(1));
    }

    private static string Renumbered(Operand slice, ImmutableArray<Value>.Builder operands)
    {
        var text = slice.Text;
        for (var k = slice.Items.Length; k > 0; k--)
            text = text.Replace("$" + k.ToString(CultureInfo.InvariantCulture), "#" + (operands.Count + k - 1).ToString(CultureInfo.InvariantCulture));
        operands.AddRange(slice.Flatten());
        return text.Replace('#', '$');
    }

    private string Bound(IOperation? bound, ImmutableArray<Value>.Builder operands) => bound is null ? "" : Slice(bound, operands);

    private string Number(IOperation number, ImmutableArray<Value>.Builder operands)
    {
        if (number.ConstantValue is { HasValue: true, Value: int constant }) return constant.ToString(CultureInfo.InvariantCulture);
        var value = Single(number);
        if (value.IsArray || value.DType != DType.I32) throw Unsupported(number.Syntax, "an index in a kernel is an int");
        operands.Add(value);
        return $"${(operands.Count - 1).ToString(CultureInfo.InvariantCulture)}";
    }
}
