using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// What ends a query: sums, extremes, counts and arrays of its elements.
internal sealed partial class MethodLowering
{
    private Value TruthOf(Operand operand, SyntaxNode syntax) => operand.Value is not { } value ? throw Unsupported(syntax, "a condition is a truth value") : value.IsArray ? Emit(OpTable.Item, [value], syntax) : value;

    // What goes on from element to element, under a name of the program.
    private Operand Through(QueryElements elements, Operand initial, string name, Func<Operand, Operand, Operand> turn, SyntaxNode syntax)
    {
        if (OneByOne(elements) is { } items) return items.Aggregate(initial, turn);
        var variable = _compilation.CreateErrorTypeSymbol(null, name, 0);
        _variables[variable] = initial;
        Carry([], null, variable, syntax, (carried, arguments) =>
        {
            var counter = new Value(new ScalarType(DType.I32));
            var (block, yields) = Region(() =>
            {
                _variables[variable] = Next(elements, counter, _variables[variable], turn, syntax);
                return Current(carried);
            });
            return new Turn(OpTable.For, [Number(DType.I32, 0), elements.Length, _block.Constant(DType.I32, "1")], [block.Build([counter, .. arguments], yields)], yields, yields, []);
        });
        var result = _variables[variable];
        _variables.Remove(variable);
        return result;
    }

    private Operand Next(QueryElements elements, Value position, Operand before, Func<Operand, Operand, Operand> turn, SyntaxNode syntax)
    {
        var item = elements.At(position);
        return elements.Where is { } where ? Chosen(where(item), () => turn(before, elements.Then(item)), () => before, syntax) : turn(before, elements.Then(item));
    }

    private Operand Chosen(Value test, Func<Operand> whenTrue, Func<Operand> whenFalse, SyntaxNode syntax)
    {
        var (first, a) = Region(whenTrue);
        var (second, b) = Region(whenFalse);
        return Join(test, first, a, second, b, syntax);
    }

    private Operand Fold(string name, QueryElements elements, DType dtype, SyntaxNode syntax) => name switch
    {
        "Sum" => SumOf(elements, dtype, syntax),
        "Average" => AverageOf(elements, dtype, syntax),
        _ => Extreme(elements, name == "Max", dtype, syntax),
    };

    private Value Scalar(Operand item, DType dtype, SyntaxNode syntax) =>
        item.Value is { } value ? _block.Cast(value.IsArray ? Emit(OpTable.Item, [value], syntax) : value, dtype) : throw Unsupported(syntax, "a number belongs here");

    // As Enumerable does: in order, floats in double, and integers checked.
    private Value SumOf(QueryElements elements, DType dtype, SyntaxNode syntax)
    {
        if (_inLanes && dtype.IsInteger()) throw Unsupported(syntax, "Enumerable.Sum of integers fails where they overflow, which elements of a mapped method cannot; write a loop");
        var wide = dtype == DType.F32 ? DType.F64 : dtype;
        var sum = Through(elements, Number(wide, wide.IsInteger() ? 0L : 0.0), "sum", (before, item) =>
        {
            var x = _block.Cast(Scalar(item, dtype, syntax), wide);
            return dtype.IsInteger() ? Checked(BinaryOperatorKind.Add, before.Value!, x, dtype, syntax) : Emit(OpTable.Add, [before.Value!, x], syntax);
        }, syntax);
        return _block.Cast(sum.Value!, dtype);
    }

    private Value AverageOf(QueryElements elements, DType dtype, SyntaxNode syntax)
    {
        if (_inLanes) throw Unsupported(syntax, "Enumerable.Average fails where there are no elements, which elements of a mapped method cannot; write a loop");
        var zero = Operand.Tuple([Number(DType.F64, 0.0), Number(DType.I64, 0L)]);
        var both = Through(elements, zero, "mean", (before, item) => Operand.Tuple(
        [
            Emit(OpTable.Add, [before.Items[0].Value!, Scalar(item, DType.F64, syntax)], syntax),
            Emit(OpTable.Add, [before.Items[1].Value!, Number(DType.I64, 1L)], syntax),
        ]), syntax);
        var count = both.Items[1].Value!;
        RejectEmpty(Emit(OpTable.Equal, [count, Number(DType.I64, 0L)], syntax), syntax);
        return _block.Cast(Emit(OpTable.Divide, [both.Items[0].Value!, _block.Cast(count, DType.F64)], syntax), dtype);
    }

    // The largest or the smallest; to Enumerable, NaN is the smallest number.
    private Value Extreme(QueryElements elements, bool largest, DType dtype, SyntaxNode syntax)
    {
        if (_inLanes) throw Unsupported(syntax, "Enumerable.Max and Min fail where there are no elements, which elements of a mapped method cannot; write a loop");
        var none = Operand.Tuple([Number(dtype, dtype.IsFloat() ? dtype == DType.F32 ? 0f : 0.0 : 0), Known(true)]);
        var both = Through(elements, none, largest ? "max" : "min", (before, item) =>
        {
            var (best, x) = (before.Items[0].Value!, Scalar(item, dtype, syntax));
            var better = Emit(largest ? OpTable.Greater : OpTable.Less, [x, best], syntax);
            if (dtype.IsFloat()) better = Emit(OpTable.LogicalOr, [better, Emit(OpTable.IsNaN, [largest ? best : x], syntax)], syntax);
            return Operand.Tuple([Emit(OpTable.Where, [Emit(OpTable.LogicalOr, [better, before.Items[1].Value!], syntax), x, best], syntax), Known(false)]);
        }, syntax);
        RejectEmpty(both.Items[1].Value!, syntax);
        return both.Items[0].Value!;
    }

    private void RejectEmpty(Value isEmpty, SyntaxNode syntax)
    {
        ThrowIf(isEmpty, "global::System.InvalidOperationException(\"Sequence contains no elements\")", syntax);
    }

    private void ThrowIf(Value test, string exception, SyntaxNode syntax)
    {
        if (_truths.TryGetValue(test, out var known) && !known) return;
        Fork(test, () =>
        {
            Emit(OpTable.Throw, [], syntax, Attributes.None.With("statement", $"throw new {exception}").With("always", true));
            _gone = true;
        }, () => { }, syntax);
    }

    private Value CountOf(QueryElements elements, Operand? test, SyntaxNode syntax)
    {
        if (test is null && elements.Items is { } items) return Number(DType.I32, items.Length);
        if (test is null && elements.Where is null) return elements.Length;
        return Through(elements, Number(DType.I32, 0), "count", (before, item) =>
        {
            var one = test is null ? Number(DType.I32, 1) : _block.Cast(TruthOf(Apply(test, [item], syntax), syntax), DType.I32);
            return Emit(OpTable.Add, [before.Value!, one], syntax);
        }, syntax).Value!;
    }

    // Whether it holds of one, or of all; what follows the first that says so is not asked.
    private Value Exists(bool one, QueryElements elements, Operand test, SyntaxNode syntax) => Through(elements, Known(!one), one ? "any" : "all", (before, item) =>
    {
        Operand Ask() => TruthOf(Apply(test, [item], syntax), syntax);
        return _truths.TryGetValue(before.Value!, out var known) ? known == one ? before : Ask() : one ? Chosen(before.Value!, () => before, Ask, syntax) : Chosen(before.Value!, Ask, () => before, syntax);
    }, syntax).Value!;

    private Operand Aggregate(QueryElements elements, Operand? seed, Operand function, SyntaxNode syntax)
    {
        Operand Next(Operand before, Operand item) => Kept(before, Apply(function, [before, item], syntax), syntax);
        if (seed is not null) return Through(elements, seed, "aggregate", Next, syntax);
        if (OneByOne(elements) is { } items) return items.Length > 0 ? items.Skip(1).Aggregate(items[0], Next) : throw Unsupported(syntax, "there are no elements to aggregate");
        if (elements.Where is not null) throw Unsupported(syntax, "whether Where leaves an element is not known; give Aggregate a seed");
        if (_inLanes) throw Unsupported(syntax, "Enumerable.Aggregate without a seed fails where there are no elements, which elements of a mapped method cannot; give it a seed");
        var zero = Number(DType.I32, 0);
        RejectEmpty(Emit(OpTable.LessEqual, [elements.Length, zero], syntax), syntax);
        var rest = elements with { Count = Emit(OpTable.Subtract, [elements.Length, Number(DType.I32, 1)], syntax), At = position => elements.At(Emit(OpTable.Add, [position, Number(DType.I32, 1)], syntax)), Known = null };
        return Through(rest, elements.Then(elements.At(zero)), "aggregate", Next, syntax);
    }

    // What goes on keeps its dtypes.
    private Operand Kept(Operand before, Operand after, SyntaxNode syntax) => before.Value is { IsArray: false } x && after.Value is { } y ? Scalar(y, x.DType, syntax) : after;

    // ToArray, ToList: a list of known elements, or an array of numbers.
    private Operand Listed(QueryElements elements, ITypeSymbol? type, SyntaxNode syntax)
    {
        if (elements is { Where: null, Known: >= 0 and <= LongestUnrolled and var count }) elements = QueryElements.Of(Unrolled(elements, count));
        if (elements.Items is { } listed)
        {
            var items = type is null ? listed : [.. listed.Select(i => As(type, i, syntax))];
            if (items.Length > 1 && items.Any(i => !i.HasFormOf(items[0]))) throw Unsupported(syntax, "the elements of an array have one form in a kernel");
            return items.Length > 0 && items.All(i => i.Value is { IsArray: false }) ? WithArray(Operand.List(items), syntax) : Operand.OwnedList(items);
        }

        if (elements.Where is not null) throw Unsupported(syntax, "how many elements Where leaves is not known while compiling; NDArray.Compress outside of the kernel selects them");
        if (ScalarDType(type) is not { } dtype) throw Unsupported(syntax, $"how many arrays these are is not known while compiling; a kernel makes lists of at most {Text(LongestUnrolled)}, or joins them: Stack(...)");
        if (_inLanes) throw Unsupported(syntax, "how many elements these are is not known while compiling");
        var made = Emit(OpTable.Create, [elements.Length], syntax, Attributes.None.With("dtype", dtype.Text()).With("call", $"global::Kernels.NDArray.Zeros<{dtype.Keyword()}>([$0])").With("rank", 1));
        var filled = ByPosition(elements, made, (array, position) => Emit(OpTable.At, [array, position, Scalar(elements.Then(elements.At(position)), dtype, syntax)], syntax,
            Attributes.None.With("spec", "$1").With("method", "Set")), syntax);
        return Operand.Owned(filled);
    }

    private Value ByPosition(QueryElements elements, Value array, Func<Value, Value, Value> turn, SyntaxNode syntax) =>
        Through(new QueryElements(elements.Length, position => position), array, "array", (before, position) => turn(before.Value!, position.Value!), syntax).Value!;

    // [.. xs.Select(f)]
    private Operand? Spread(ICollectionExpressionOperation collection)
    {
        if (collection.Elements is not { Length: 1 } one || one[0] is not ISpreadOperation { Operand: var all }) return null;
        if (Underlying(all) is not IInvocationOperation { TargetMethod: var method } || !IsQuery(method)) return null;
        var isArray = Symbols.IsArray(collection.Type, out var element);
        var list = Listed(ElementsOf(all), isArray ? element : ItemType(collection.Type), collection.Syntax);
        if (!isArray) return list;
        return list switch
        {
            { Kind: OperandKind.Table } table => table.Items[0].Value!,
            { Kind: OperandKind.List, Identity: null } numbers => ArrayOf(numbers, collection.Syntax),
            _ => Emit(OpTable.Stack, [.. list.Flatten()], collection.Syntax),
        };
    }

    // Stack or Concatenate of what a query gives, how many the run knows: the first says what all of them are.
    private Operand? Joined(OpDef op, IOperation given, Attributes attributes, SyntaxNode syntax)
    {
        given = Underlying(given);
        while (given is IConversionOperation conversion) given = Underlying(conversion.Operand);
        if (given is IInvocationOperation { TargetMethod: { Name: "ToArray" or "ToList" } end } call && IsQuery(end)) given = Arguments(call)[0].Value;
        if (given is not IInvocationOperation { TargetMethod: var method } || !IsQuery(method) || ElementsOf(given) is not { Where: null, Items: null } counted || counted.Known <= LongestUnrolled) return null;
        if (attributes.Items.Any(a => a.Key != "axis" || a.Value != "0") || op is not Stack) throw Unsupported(syntax, "how many arrays these are is not known while compiling; Stack along the first axis joins them");
        var zero = Number(DType.I32, 0);
        ThrowIf(Emit(OpTable.LessEqual, [counted.Length, zero], syntax), "global::Kernels.ShapeException(\"Stack needs at least one array.\")", syntax);
        if (counted.Then(counted.At(zero)).Value is not { IsArray: true } first) throw Unsupported(syntax, "an array belongs here");
        var all = Emit(OpTable.Create, [counted.Length, first], syntax, Attributes.None.With("dtype", first.DType.Text())
            .With("call", $"global::Kernels.NDArray.Zeros<{first.DType.Keyword()}>([$0, .. $1.Shape])"));
        Attributes Set() => Attributes.None.With("spec", "$1").With("method", "Set");
        var begun = Emit(OpTable.At, [all, zero, first], syntax, Set());
        var rest = new QueryElements(Emit(OpTable.Subtract, [counted.Length, Number(DType.I32, 1)], syntax), position => position);
        return Through(rest, begun, "stack", (before, position) =>
        {
            var next = Emit(OpTable.Add, [position.Value!, Number(DType.I32, 1)], syntax);
            return Emit(OpTable.At, [before.Value!, next, counted.Then(counted.At(next)).Value!], syntax, Set());
        }, syntax);
    }
}
