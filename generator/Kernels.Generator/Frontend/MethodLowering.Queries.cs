using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// LINQ over ranges, lists and arrays. What a query goes over is computed where something asks for its elements, as in C#: a loop over positions, or, where
// there are few of them and how many is known, one after the other.
internal sealed partial class MethodLowering
{
    // How often what is lowered now stands in the kernel, since elements are computed one by one.
    private int _copies = 1;

    /// <summary>The elements of a query: by their positions, which the run counts, or one by one, as they are written in the kernel.</summary>
    private sealed record QueryElements(Value? Count, Func<Value, Operand> At)
    {
        public Value Length => Count!;

        /// <summary>The elements, if they are written in the kernel; then there is nothing else.</summary>
        public ImmutableArray<Operand>? Items { get; init; }

        /// <summary>How many there are, if that is known.</summary>
        public int? Known { get; init; }

        /// <summary>Which of them the query takes, or null for all.</summary>
        public Func<Operand, Value>? Where { get; init; }

        /// <summary>What the query makes of one that it takes.</summary>
        public Func<Operand, Operand> Then { get; init; } = item => item;

        public static QueryElements Of(ImmutableArray<Operand> items) => new(null, _ => throw new InvalidOperationException()) { Items = items };
    }

    private static bool IsQuery(IMethodSymbol method) => method.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };

    // A call of a method of Enumerable.
    private Operand Query(IInvocationOperation invocation)
    {
        var (name, syntax) = (invocation.TargetMethod.Name, invocation.Syntax);
        var all = Arguments(invocation).Select(a => a.Value).ToImmutableArray();
        Operand F(int k) => Lower(all[k]);
        switch (name, all.Length)
        {
            case ("Range", 2):
                var start = Single(all[0]);
                return Operand.QueryOf(new QueryElements(Single(all[1]), position => Sum(start, position, syntax)) { Known = Constant(all[1]) as int? });
            case ("Repeat", 2):
                var item = Lower(all[0]);
                return Operand.QueryOf(new QueryElements(Single(all[1]), _ => item) { Known = Constant(all[1]) as int? });
            case ("AsEnumerable" or "Cast", 1):
                return Operand.QueryOf(ElementsOf(all[0]));
            case ("Select", 2):
                return Operand.QueryOf(Select(ElementsOf(all[0]), F(1), syntax));
            case ("Zip", 2 or 3):
                var isSelected = invocation.TargetMethod.ReturnType is INamedTypeSymbol { TypeArguments: { Length: 1 } of } && !of[0].IsTupleType || all[all.Length - 1] is IDelegateCreationOperation;
                return Operand.QueryOf(Zip([.. all.Take(isSelected ? 2 : all.Length).Select(ElementsOf)], isSelected ? F(2) : null, syntax));
            case ("Where", 2) when Lambda(all[1]) is not { Symbol.Parameters.Length: 2 }:
                return Operand.QueryOf(Filtered(ElementsOf(all[0]), F(1), syntax));
            case ("Skip" or "Take", 2) when all[1].Type?.SpecialType == SpecialType.System_Int32:
                return Operand.QueryOf(Cut(ElementsOf(all[0]), all[1], name == "Skip", syntax));
            case ("Reverse", 1):
                return Operand.QueryOf(Reversed(ElementsOf(all[0]), syntax));
            case ("ToArray" or "ToList", 1):
                return Listed(ElementsOf(all[0]), ItemType(invocation.Type), syntax);
            case ("Sum" or "Average" or "Max" or "Min", 1 or 2) when ScalarDType(invocation.Type) is { } dtype && !IsEmulated(invocation.Type):
                return Fold(name, Selected(ElementsOf(all[0]), all.Length == 2 ? F(1) : null, syntax), dtype, syntax);
            case ("Count", 1 or 2):
                return CountOf(Selected(ElementsOf(all[0]), null, syntax), all.Length == 2 ? F(1) : null, syntax);
            case ("Any" or "All", 2):
                return Exists(name == "Any", ElementsOf(all[0]), F(1), syntax);
            case ("Aggregate", 2):
                return Aggregate(ElementsOf(all[0]), null, F(1), syntax);
            case ("Aggregate", 3 or 4):
                var result = Aggregate(ElementsOf(all[0]), As(invocation.TargetMethod.TypeArguments[1], F(1), syntax), F(2), syntax);
                return all.Length == 3 ? result : Apply(F(3), [result], syntax);
            default:
                throw Unsupported(syntax, $"Enumerable.{name} has no form in a kernel; queries consist of Range, Repeat, Select, Where, Zip, Skip, Take and Reverse, and end with Sum, Average, Max, Min, Count, Any, All, Aggregate, ToArray or ToList");
        }
    }

    private static IAnonymousFunctionOperation? Lambda(IOperation operation) => operation is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } ? lambda : null;

    private static ITypeSymbol? ItemType(ITypeSymbol? list) => list switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: { Length: 1 } of } => of[0],
        _ => null,
    };

    private Value Sum(Value a, Value b, SyntaxNode syntax) => _numbers.TryGetValue(a, out var x) && _numbers.TryGetValue(b, out var y) && x is int p && y is int q && Fitting((long)p + q) is { } sum ? Number(DType.I32, sum)
        : _numbers.TryGetValue(a, out var zero) && zero is 0 ? b : Emit(OpTable.Add, [a, b], syntax);

    private QueryElements ElementsOf(IOperation source)
    {
        source = Underlying(source);
        while (source is IConversionOperation { OperatorMethod: null } conversion) source = Underlying(conversion.Operand);
        var operand = Lower(source);
        if (operand.Kind == OperandKind.Query) return (QueryElements)operand.Code!;
        if (operand.Kind == OperandKind.List && operand.Items.Length <= LongestUnrolled) return QueryElements.Of(operand.Items);
        return Sequence(operand, source) is { } sequence ? new QueryElements(sequence.Length, sequence.At)
            : throw Unsupported(source.Syntax, "a query goes over an NDArray, over lists of arrays or numbers, and over Enumerable.Range");
    }

    // The elements one by one, if there are few of them.
    private ImmutableArray<Operand>? OneByOne(QueryElements elements)
    {
        if (elements.Items is { } items) return items;
        return elements is { Where: null, Known: >= 0 and var count } && count * _copies <= LongestUnrolled ? Unrolled(elements, count) : null;
    }

    private ImmutableArray<Operand> Unrolled(QueryElements elements, int count)
    {
        var outer = _copies;
        _copies *= Math.Max(count, 1);
        try
        {
            return [.. Enumerable.Range(0, count).Select(k => elements.Then(elements.At(Number(DType.I32, k))))];
        }
        finally
        {
            _copies = outer;
        }
    }

    private QueryElements Select(QueryElements elements, Operand function, SyntaxNode syntax)
    {
        var isIndexed = function.Code is IAnonymousFunctionOperation { Symbol.Parameters.Length: 2 } or IMethodReferenceOperation { Method.Parameters.Length: 2 };
        Operand Of(Operand item, Value? position) => Apply(function, position is not null ? [item, position] : [item], syntax);
        if (elements.Items is { } items) return QueryElements.Of([.. items.Select((item, k) => Of(item, isIndexed ? Number(DType.I32, k) : null))]);
        if (!isIndexed) return elements with { Then = item => Of(elements.Then(item), null) };
        return elements.Where is null ? elements with { At = position => Of(elements.Then(elements.At(position)), position), Then = item => item }
            : throw Unsupported(syntax, "the positions of what Where leaves are not known; select before it");
    }

    private QueryElements Filtered(QueryElements elements, Operand test, SyntaxNode syntax)
    {
        if (Counted(elements, syntax) is not { Where: null } counted) throw Unsupported(syntax, "a query has one Where; write both conditions there");
        return counted with { At = position => counted.Then(counted.At(position)), Where = item => TruthOf(Apply(test, [item], syntax), syntax), Then = item => item, Known = null };
    }

    // Elements by run-time positions: of a list that is written in the kernel, an array of them.
    private QueryElements Counted(QueryElements elements, SyntaxNode syntax)
    {
        if (elements.Items is not { } items) return elements;
        if (_inLanes) throw Unsupported(syntax, "in a mapped method the elements of an array are known one by one; write a loop");
        var array = ArrayOf(Operand.List(items), syntax);
        return new QueryElements(Number(DType.I32, items.Length), position => Emit(OpTable.Item, [Emit(OpTable.Index, [array, position], syntax, Attributes.None.With("spec", "$1"))], syntax)) { Known = items.Length };
    }

    private QueryElements Selected(QueryElements elements, Operand? function, SyntaxNode syntax) => function is null ? elements : Select(elements, function, syntax);

    private QueryElements Zip(ImmutableArray<QueryElements> all, Operand? function, SyntaxNode syntax)
    {
        Operand Of(ImmutableArray<Operand> items) => function is null ? Operand.Tuple(items) : Apply(function, items, syntax);
        var listed = all.Select(OneByOne).ToList();
        if (listed.All(l => l is not null))
            return QueryElements.Of([.. Enumerable.Range(0, listed.Min(l => l!.Value.Length)).Select(k => Of([.. listed.Select(l => l!.Value[k])]))]);
        var counted = all.Select(a => Counted(a, syntax)).ToList();
        if (counted.Any(c => c.Where is not null)) throw Unsupported(syntax, "the positions of what Where leaves are not known; filter after Zip");
        return new QueryElements(counted.Select(c => c.Length).Aggregate((a, b) => Emit(OpTable.Minimum, [a, b], syntax)), position => Of([.. counted.Select(c => c.Then(c.At(position)))]));
    }

    private QueryElements Cut(QueryElements elements, IOperation count, bool skips, SyntaxNode syntax)
    {
        if (elements.Where is not null) throw Unsupported(syntax, "the positions of what Where leaves are not known; filter behind Skip and Take");
        if (elements.Items is { } items && Constant(count) is int known) return QueryElements.Of([.. skips ? items.Skip(known) : items.Take(known)]);
        var counted = Counted(elements, syntax);
        var zero = Number(DType.I32, 0);
        var given = Emit(OpTable.Maximum, [Single(count), zero], syntax);
        if (!skips) return counted with { Count = Emit(OpTable.Minimum, [counted.Length, given], syntax), Known = counted.Known is { } all && Constant(count) is int taken ? Math.Min(all, Math.Max(taken, 0)) : null };
        return counted with
        {
            Count = Emit(OpTable.Maximum, [Emit(OpTable.Subtract, [counted.Length, given], syntax), zero], syntax),
            At = position => counted.At(Sum(given, position, syntax)),
            Known = counted.Known is { } whole && Constant(count) is int left ? Math.Max(whole - Math.Max(left, 0), 0) : null,
        };
    }

    private QueryElements Reversed(QueryElements elements, SyntaxNode syntax)
    {
        if (elements.Items is { } items) return QueryElements.Of([.. items.Reverse()]);
        var last = Emit(OpTable.Subtract, [elements.Length, Number(DType.I32, 1)], syntax);
        return elements with { At = position => elements.At(Emit(OpTable.Subtract, [last, position], syntax)) };
    }
}
