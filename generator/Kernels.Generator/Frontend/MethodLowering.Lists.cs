using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// Ordinary arrays and spans whose elements are written in the kernel, which exist only while compiling, and NDArrays written so.
internal sealed partial class MethodLowering
{
    private static bool IsList(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 }
        || type is { SpecialType: SpecialType.System_Collections_IEnumerable } or INamedTypeSymbol { Arity: 1, Name: "Span" or "ReadOnlySpan" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" or "List" or "ImmutableArray" };

    // What is behind conversions to another view of the same elements.
    private static IOperation Underlying(IOperation operation) =>
        operation is IConversionOperation { OperatorMethod: null } conversion && (IsList(conversion.Type) || Symbols.IsArray(conversion.Operand.Type, out _)) ? Underlying(conversion.Operand)
        : operation is IConversionOperation { OperatorMethod.Name: "op_Implicit" } toSpan && IsList(toSpan.Type) && IsList(toSpan.Operand.Type) ? Underlying(toSpan.Operand)
        : operation;

    private Operand List(IOperation operation, ImmutableArray<IOperation> elements)
    {
        var items = elements.Select(Lower).ToList();
        if (items.Count > 1 && items.FirstOrDefault(i => !i.HasFormOf(items[0])) is not null) throw Unsupported(operation.Syntax, "the elements of an array have one form in a kernel");
        return WithArray(Operand.List(items), operation.Syntax);
    }

    // xs[2], xs[^1], xs[i]
    private Operand ListElement(Operand list, IOperation index, SyntaxNode syntax)
    {
        if (KnownPosition(list, index, syntax) is { } position) return list.Items[position];
        return TableElement(ArrayOf(list, syntax), [index], syntax);
    }

    // Where an index that is known while compiling points to in a list of known elements, or null.
    private int? KnownPosition(Operand list, IOperation index, SyntaxNode syntax)
    {
        var (number, isFromEnd) = IndexOf(index);
        if (Constant(number) is not int constant) return null;
        var position = isFromEnd ? list.Items.Length - constant : constant;
        return position >= 0 && position < list.Items.Length ? position
            : throw new UnsupportedException(Descriptors.DoesNotFit.Id, syntax, $"the index lies outside an array of {list.Items.Length.ToString(CultureInfo.InvariantCulture)} elements");
    }

    // The number in an index, and whether it counts from the end: 2, ^1.
    private static (IOperation Number, bool IsFromEnd) IndexOf(IOperation index)
    {
        while (index is IConversionOperation { Type.Name: "Index" } conversion) index = conversion.Operand;
        return index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat ? (hat.Operand, true) : (index, false);
    }

    private Value Literal(ImmutableArray<Value> elements, DType dtype, SyntaxNode syntax, bool isTable = false)
    {
        var places = Enumerable.Range(0, elements.Length).Select(k => "$" + k.ToString(CultureInfo.InvariantCulture));
        var attributes = Attributes.None.With("dtype", dtype.Text()).With("call", $"global::Kernels.NDArray.Create<{dtype.Keyword()}>([{string.Join(", ", places)}])");
        return Emit(OpTable.Create, elements, syntax, isTable ? attributes.With("rank", 1) : attributes);
    }

    // NDArray<float> k = [1, 2, 1]; [[a, b], [c, d]]; [row, row]; NDArray.Create(a, b)
    private Value Literal(IOperation operation, ITypeSymbol element, ImmutableArray<IOperation> elements)
    {
        if (Symbols.DTypeOf(element, _types) is not { } dtype) throw Unsupported(operation.Syntax, "there are no arrays of this type in a kernel");
        var scalars = elements.Select(e => Scalar(e, dtype)).ToImmutableArray();
        if (scalars.All(s => s is not null)) return Literal([.. scalars.Select(s => s!)], dtype, operation.Syntax);
        return Emit(OpTable.Stack, [.. elements.Select((e, k) => scalars[k] is { } scalar ? Emit(OpTable.AsArray, [scalar], e.Syntax) : Single(e))], operation.Syntax);
    }

    // An element that is a scalar, perhaps converted to an array of rank 0, in the array's dtype.
    private Value? Scalar(IOperation element, DType dtype)
    {
        if (element is IConversionOperation conversion && Symbols.IsArray(conversion.Type, out _)) element = conversion.Operand;
        if (Symbols.IsArray(element.Type, out _) || Symbols.DTypeOf(element.Type, _types) is null) return null;
        return _block.Cast(Single(element), dtype, Sources.Of(element.Syntax));
    }
}
