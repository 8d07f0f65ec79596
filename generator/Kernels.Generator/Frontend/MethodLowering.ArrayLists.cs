using Kernels.Generator.Emit;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// Lists of arrays, such as the weights of a network's layers. How many there are only the run knows, so the list itself is no value: the kernel has its
// length, and reads an element where the host method has the list.
internal sealed partial class MethodLowering
{
    private static Operand ArraysOf(ITypeSymbol type, string name, string text) => Operand.ArraysOf(new Value(new ScalarType(DType.I32), name + "Length"), text, Symbols.ListElement(type)!);

    private static HostParameter LengthOf(ITypeSymbol type, string text) => new($"{text}.{(type is INamedTypeSymbol { Name: "List" or "IReadOnlyList" } ? "Count" : "Length")}");

    // ws[2], ws[^1], ws[i]
    private Operand ArraysElement(Operand list, IOperation index, SyntaxNode syntax)
    {
        var (number, isFromEnd) = IndexOf(index);
        var position = Single(number);
        return ArraysElement(list, isFromEnd ? Calculated(OpTable.Subtract, list.Items[0].Value!, position, syntax) : position, syntax);
    }

    private Operand ArraysElement(Operand list, Value position, SyntaxNode syntax)
    {
        var parts = new Queue<HostParameter>(ParametersOf(list.ElementType!, $"{list.Text}[$0]", _types));
        var form = Outer(list.ElementType!, "item", "") ?? throw Unsupported(syntax, $"an element of type {list.ElementType!.ToDisplayString()} has no form in a kernel");
        return form.Select(part => Emit(OpTable.ListItem, [position], syntax, Attributes.None.With("dtype", part.DType.Text()).With("call", parts.Dequeue().Text)
            .With("rank", !part.IsArray ? -1 : part.Shape.Prefix.Length == 0 ? part.Shape.Dims.Count : 0)));
    }

    // How many elements a collection has, and each; null if it is nothing of which the run knows the length.
    private (Value Length, Func<Value, Operand> At)? Sequence(Operand items, IOperation collection)
    {
        if (items.Kind == OperandKind.Arrays) return (items.Items[0].Value!, position => ArraysElement(items, position, collection.Syntax));
        if (items.Kind == OperandKind.Table && items.Items[0].Value!.Shape.Dims.Count == 1) items = items.Items[0].Value!;
        else if (items.Kind == OperandKind.List && items.Items.Length > LongestUnrolled) items = ArrayOf(items, collection.Syntax);
        if (items.Kind == OperandKind.Complex && items.Items[0].Value is { IsArray: true } parts)
            return (Emit(OpTable.Dimension, [parts, _block.Constant(DType.I32, "0")], collection.Syntax),
                position => items.Select(part => Emit(OpTable.Index, [part, position], collection.Syntax, Attributes.None.With("spec", "$1"))));
        if (items.Value is not { IsArray: true } array) return null;
        var isTable = Symbols.TableRank(collection.Type, _types).Rank > 0;
        return (Emit(OpTable.Dimension, [array, _block.Constant(DType.I32, "0")], collection.Syntax), Row);

        Operand Row(Value position)
        {
            var row = Emit(OpTable.Index, [array, position], collection.Syntax, Attributes.None.With("spec", "$1"));
            return isTable ? Emit(OpTable.Item, [row], collection.Syntax) : row;
        }
    }

    // Stack(parts), Concatenate(parts): of a list that is given, the runtime's function; of one written in the kernel, its arrays.
    private Operand? Joined(OpDef op, IInvocationOperation invocation)
    {
        if (op is not (Stack or Concatenate) || !Symbols.IsArray(invocation.Type, out var element) || Symbols.DTypeOf(element, _types) is not { } dtype) return null;
        var arguments = Arguments(invocation);
        var given = Underlying(arguments[0].Value);
        while (given is IConversionOperation conversion) given = conversion.Operand;
        if (given is ICollectionExpressionOperation { Elements: { Length: 1 } spread } && spread[0] is ISpreadOperation { Operand: var all }) given = Underlying(all);
        var attributes = arguments.Skip(1).Aggregate(Attributes.None, (all, a) => Attribute(all, a.Parameter!, a.Value));
        if (Joined(op, given, attributes, invocation.Syntax) is { } stacked) return stacked;
        if (Elements(given) is not null || !IsList(given.Type) || Lower(given) is not { Kind: OperandKind.Arrays or OperandKind.List } parts) return null;
        if (parts.Items.Any(i => i.Kind == OperandKind.Text)) throw Unsupported(arguments[0].Value.Syntax, "not all elements are set here");
        if (parts.Kind == OperandKind.List) return Emit(op, [.. parts.Flatten()], invocation.Syntax, attributes);
        if (!Symbols.IsArray(parts.ElementType, out _)) return null;
        var axis = string.Concat(attributes.Items.Select(a => $", {a.Key}: {a.Value}"));
        return Emit(OpTable.ListItem, [parts.Items[0].Value!], invocation.Syntax,
            Attributes.None.With("dtype", dtype.Text()).With("call", $"global::Kernels.NDArray.{invocation.TargetMethod.Name}<{dtype.Keyword()}>([.. {parts.Text}]{axis})"));
    }
}
