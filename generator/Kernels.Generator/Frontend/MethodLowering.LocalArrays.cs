using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// Ordinary arrays that a kernel makes and writes into: small tables, rows of a recurrence. In the IR each store gives a new array, which is written in place
// where nothing else needs the old one. In C# several variables may hold one array, so each has an identity, and a store gives the new elements to all variables
// that hold it. Where paths or turns meet, identities are not followed any further: there a written array has one variable only.
internal sealed partial class MethodLowering
{
    // The variables whose elements some statement writes, or that go to something that may.
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);

    private static bool IsElement(IOperation operation) => ListOf(operation) is not null;

    // The array or span of which an operation is an element.
    private static IOperation? ListOf(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference,
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType.Name: "Span" }, Instance: { } span } => span,
        IImplicitIndexerReferenceOperation { Instance: { } of } when of.Type is IArrayTypeSymbol or { Name: "Span" } => of,
        _ => null,
    };

    private static ImmutableArray<IOperation> IndicesOf(IOperation element) => element switch
    {
        IArrayElementReferenceOperation array => array.Indices,
        IPropertyReferenceOperation property => [property.Arguments[0].Value],
        IImplicitIndexerReferenceOperation end => [end.Argument],
        _ => [],
    };

    private void FindWritten(IOperation body)
    {
        foreach (var target in body.Descendants().Select(Target).OfType<IOperation>().SelectMany(Parts))
            if (ListOf(target) is { } list && VariableOf(Underlying(list)) is { } variable) _written.Add(variable);
        foreach (var argument in body.Descendants().OfType<IArgumentOperation>())
            if (argument.Parameter is { } parameter && IsWritable(argument.Value.Type) && VariableOf(Underlying(argument.Value)) is { } given && MayWrite(parameter)) _written.Add(given);
    }

    // Whether a helper writes elements of a parameter, or hands it on.
    private bool MayWrite(IParameterSymbol parameter) => parameter.ContainingSymbol.DeclaringSyntaxReferences.Any(r => r.GetSyntax(_ct).DescendantNodes().OfType<IdentifierNameSyntax>()
        .Any(n => n.Identifier.ValueText == parameter.Name && (n.Parent is ArgumentSyntax
            || (n.Parent is ElementAccessExpressionSyntax element && element.Parent is AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax or ArgumentSyntax))));

    private static bool IsWritable(ITypeSymbol? type) => type is IArrayTypeSymbol or { Name: "Span" };

    private static IEnumerable<IOperation> Parts(IOperation target) => target is ITupleOperation tuple ? tuple.Elements.SelectMany(Parts) : [target];

    // Whether single elements are what is computed, so that an array of them can only be what is known of each.
    private bool _inLanes;

    // new float[n], new int[n, m], stackalloc double[3], new NDArray<float>[4], new List<NDArray<float>>(), or null.
    private Operand? LocalArray(IOperation creation)
    {
        var (element, extents) = creation switch
        {
            IArrayCreationOperation { Initializer: null, Type: IArrayTypeSymbol { Rank: 1 or 2 } type } array => (type.ElementType, array.DimensionSizes),
            { Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: null } } => (ElementOf(creation), [.. creation.ChildOperations]),
            _ => (null, []),
        };
        if (creation is IObjectCreationOperation { Arguments.Length: 0, Initializer: null, Type: INamedTypeSymbol { Name: "List", Arity: 1 } list } && IsList(list)) return Operand.OwnedList([]);
        if (element is null || extents.Length == 0) return null;
        if (extents.Length == 1 && Constant(extents[0]) is int and >= 0 and <= LongestUnrolled and var count && (_inLanes || Symbols.IsArray(element, out _)))
            return Operand.OwnedList(Enumerable.Range(0, count).Select(_ => ScalarDType(element) is { } known ? _block.Constant(known, known == DType.Bool ? "false" : "0") : Operand.TextOf("an element that is not set")).ToList());
        if (ScalarDType(element) is not { } dtype) return null;
        var sizes = extents.Select(e => _block.Cast(Single(e), DType.I32)).ToImmutableArray();
        var places = string.Join(", ", Enumerable.Range(0, sizes.Length).Select(k => "$" + Text(k)));
        return Operand.Owned(Emit(OpTable.Create, sizes, creation.Syntax,
            Attributes.None.With("dtype", dtype.Text()).With("call", $"global::Kernels.NDArray.Zeros<{dtype.Keyword()}>([{places}])").With("rank", sizes.Length)));
    }

    private ITypeSymbol? ElementOf(IOperation creation) =>
        creation.Syntax is StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax type } ? _compilation.GetSemanticModel(type.SyntaxTree).GetTypeInfo(type.ElementType, _ct).Type : null;

    // An array whose elements are written in the kernel, and then changed.
    private Operand AsOwned(ISymbol variable, Operand value, SyntaxNode syntax)
    {
        if (value.Kind != OperandKind.List || !_written.Contains(variable)) return value;
        var values = value.Items.Select(i => i.Value).ToList();
        if (_inLanes || values.Any(v => v is null || v.IsArray)) return Operand.OwnedList(value.Items);
        return values.Count == 0 || values.Any(v => v is null || v.IsArray || v.DType != values[0]!.DType) ? value
            : Operand.Owned(Literal([.. values.Select(v => v!)], values[0]!.DType, syntax, isTable: true));
    }

    /// <summary>An element to be written: its array's variable, and the indices, which are evaluated once.</summary>
    private sealed record ElementPlace(ISymbol Variable, ImmutableArray<Value> Indices, SyntaxNode Syntax)
    {
        /// <summary>The position in a list whose elements are known.</summary>
        public int Known { get; init; } = -1;
    }

    private ElementPlace PlaceOf(IOperation element)
    {
        if (VariableOf(Underlying(ListOf(element)!)) is not { } variable || !_variables.TryGetValue(variable, out var operand) || operand.Identity is null)
            throw Unsupported(element.Syntax, "a kernel writes only into ordinary arrays of numbers that it makes, under their variables; give changed arrays back as a result");
        if (operand.Kind == OperandKind.List)
        {
            var known = KnownPosition(operand, IndicesOf(element)[0], element.Syntax) ?? throw Unsupported(element.Syntax, "an element that is written here has an index that is known while compiling");
            return new ElementPlace(variable, [], element.Syntax) { Known = known };
        }

        return new ElementPlace(variable, [.. IndicesOf(element).Select(i => Position(operand.Items[0].Value!, i))], element.Syntax);
    }

    private Value Position(Value array, IOperation index)
    {
        var (number, isFromEnd) = IndexOf(index);
        var position = Single(number);
        if (position.IsArray || position.DType != DType.I32) throw Unsupported(index.Syntax, "an index in a kernel is an int");
        return isFromEnd ? Calculated(OpTable.Subtract, Emit(OpTable.Dimension, [array, _block.Constant(DType.I32, "0")], index.Syntax), position, index.Syntax) : position;
    }

    private static string Spec(ElementPlace place) => string.Join(", ", place.Indices.Select((_, k) => "$" + Text(k + 1)));

    private Value Read(ElementPlace place) => place.Known >= 0
        ? _variables[place.Variable].Items[place.Known].Value ?? throw Unsupported(place.Syntax, "this element is not set")
        : Emit(OpTable.Item, [Emit(OpTable.Index, [_variables[place.Variable].Items[0].Value!, .. place.Indices], place.Syntax, Attributes.None.With("spec", Spec(place)))], place.Syntax);

    private void Write(ElementPlace place, Operand value)
    {
        var operand = _variables[place.Variable];
        if (place.Known >= 0)
        {
            Renew(operand, operand.Items.SetItem(place.Known, value), place.Syntax);
            return;
        }

        if (value.Value is not { IsArray: false } number) throw Unsupported(place.Syntax, "an element is a number");
        var array = operand.Items[0].Value!;
        Renew(operand, [Emit(OpTable.At, [array, .. place.Indices, _block.Cast(number, array.DType)], place.Syntax, Attributes.None.With("spec", Spec(place)).With("method", "Set"))], place.Syntax);
    }

    // All variables that hold the array see its new elements.
    private void Renew(Operand array, ImmutableArray<Operand> elements, SyntaxNode syntax)
    {
        foreach (var variable in _variables.ToList())
        {
            if (ReferenceEquals(variable.Value.Identity, array.Identity)) _variables[variable.Key] = array.Renewed(elements);
            else if (variable.Value.Holds(array)) throw Unsupported(syntax, "an array that a tuple or a list holds is not written in a kernel");
        }
    }

    // parts.Add(x), where the kernel made the list.
    private static IOperation? Extended(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Add", Parameters.Length: 1, ContainingType: { Name: "List", Arity: 1 } }, Instance: { } list } ? list : null;

    private Operand? Extend(IInvocationOperation invocation)
    {
        if (Extended(invocation) is not { } list || VariableOf(list) is not { } variable || !_variables.TryGetValue(variable, out var operand) || operand is not { Kind: OperandKind.List, Identity: not null }) return null;
        if (operand.Items.Length == LongestUnrolled) throw Unsupported(invocation.Syntax, $"a list of a kernel has at most {Text(LongestUnrolled)} elements");
        Renew(operand, operand.Items.Add(Lower(invocation.Arguments[0].Value)), invocation.Syntax);
        return Operand.Tuple([]);
    }

    // The element that an assignment is to, or null: C# evaluates its indices before the value.
    private ElementPlace? Placed(IOperation target) => IsElement(target) ? PlaceOf(target) : null;

    private Value Read(IOperation target, ElementPlace? place) => place is null ? Single(target) : Read(place);

    private void Store(IOperation target, ElementPlace? place, Operand value)
    {
        if (place is null) Store(target, value);
        else Write(place, value);
    }

    // Where paths meet, or a loop begins or ends: no other variable of those that live on may hold the array.
    private static void CheckAlone(IEnumerable<ISymbol> variables, Dictionary<ISymbol, Operand> all, Func<ISymbol, bool> livesOn, SyntaxNode syntax)
    {
        foreach (var variable in variables)
        {
            if (!all.TryGetValue(variable, out var operand) || operand.Identity is null) continue;
            if (all.FirstOrDefault(o => !SymbolEqualityComparer.Default.Equals(o.Key, variable) && livesOn(o.Key) && o.Value.Holds(operand)).Key is { } other)
                throw Unsupported(syntax, $"'{variable.Name}' and '{other.Name}' are one array here, which the kernel writes; copy its elements, or swap the variables by a tuple");
        }
    }

    // What a helper wrote into the arrays that it was given.
    private void GiveBack(IMethodSymbol method, SyntaxNode body, ImmutableArray<Operand> values, Dictionary<ISymbol, Operand> inner, Operand result, SyntaxNode syntax)
    {
        for (var k = 0; k < values.Length; k++)
        {
            if (values[k] is not { Identity: not null } given) continue;
            var parameter = method.OriginalDefinition.Parameters[k];
            if (result.Kind == OperandKind.Table || result.IsTuple && result.Items.Any(i => i.Kind == OperandKind.Table))
                throw Unsupported(syntax, $"'{method.Name}' takes an array that is written, and gives one back; which it is cannot be followed");
            var after = inner[parameter];
            if (after.Flatten().SequenceEqual(given.Flatten())) continue;
            if (body.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == parameter.Name && n.Parent is not ElementAccessExpressionSyntax)))
                throw Unsupported(syntax, $"'{method.Name}' writes into '{parameter.Name}' and gives the variable another array");
            if (values.Where((v, j) => j != k && v.Holds(given)).Any()) throw Unsupported(syntax, $"an array would have two names in '{method.Name}', which writes into it");
            Renew(given, after.Items, syntax);
        }
    }
}
