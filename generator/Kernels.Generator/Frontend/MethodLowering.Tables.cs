using System.Globalization;
using Kernels.Generator.Emit;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// Ordinary arrays, spans and lists that exist at run time: parameters and readonly members. A kernel only reads their elements.
internal sealed partial class MethodLowering
{
    // What is the same at every call of it: fields, and properties that are no more than fields.
    private readonly Dictionary<ISymbol, Operand> _members = new(SymbolEqualityComparer.Default);

    // Lists of constants that something indexes at run time, made once before all else.
    private readonly Dictionary<string, Value> _constantTables = [];
    private readonly BlockBuilder _prologue = new();

    // Two arrays of one name are not of one shape.
    private readonly HashSet<string> _shapes = [];

    /// <summary>A parameter or member as an operand, or null if its type has no form in a kernel.</summary>
    private Operand? Outer(ITypeSymbol type, string name, string text)
    {
        if (Symbols.IsListOfArrays(type, _types)) return ArraysOf(type, name, text);
        if (Symbols.TableRank(type, _types) is { Rank: var rank and > 0, DType: var element })
        {
            var dims = Enumerable.Range(0, rank).Select(_ => SymShape.FreshDim(name)).ToEquatableArray();
            return Operand.TableOf(new Value(new ArrayType(element, new SymShape("", dims)), name));
        }

        if (type is INamedTypeSymbol { IsTupleType: true } tuple) return OuterParts(tuple.TupleElements.Select(e => (e.Type, name + e.Name, $"{text}.{(e.CorrespondingTupleField ?? e).Name}")));
        if (Records.Members(type, _types) is { Length: > 0 } members) return OuterParts(members.Select(m => (Records.TypeOf(m), name + m.Name, $"{text}.{Generics.Identifier(m.Name)}")));
        if (IsComplex(type))
        {
            // Both parts have one shape.
            var shape = IsComplexArray(type) ? _shapes.Add(name) ? SymShape.Unknown(name) : SymShape.Fresh(name) : null;
            Value Part(string part) => new(shape is { } known ? new ArrayType(DType.F64, known) : new ScalarType(DType.F64), name + part);
            return Operand.ComplexOf(Part("Real"), Part("Imaginary"));
        }

        if (TypeOf(type) is not { } known) return null;
        return new Value(known is ArrayType array ? new ArrayType(array.DType, _shapes.Add(name) ? SymShape.Unknown(name) : SymShape.Fresh(name)) : known, name);
    }

    private static HostParameter ParameterOf(ITypeSymbol type, string text, IReadOnlyDictionary<ITypeParameterSymbol, DType> types) =>
        type.TypeKind == TypeKind.Enum ? new HostParameter($"(({((INamedTypeSymbol)type).EnumUnderlyingType!.ToDisplayString()}){text})")
        : Symbols.IsListOfArrays(type, types) ? LengthOf(type, text)
        : Symbols.TableRank(type, types).Rank > 0 ? new HostParameter($"global::Kernels.CompilerServices.Tables.Of({text})", IsMade: true)
        : IsEmulated(type) ? new HostParameter(type.SpecialType == SpecialType.System_UInt64 ? $"unchecked((long){text})" : $"unchecked((int){text})")
        : new HostParameter(text);

    private Operand Member(ISymbol member, ITypeSymbol type, SyntaxNode syntax)
    {
        if (_members.TryGetValue(member, out var known)) return known;
        var kind = member is IFieldSymbol ? "field" : "property";
        return _members[member] = Outer(type, member.Name, TextOf(member)) ?? throw Unsupported(syntax, $"a {kind} of type {type.ToDisplayString()} has no form in a kernel");
    }

    private static string TextOf(ISymbol member) => $"{(member.IsStatic ? Symbols.Text(member.ContainingType) : "this")}.{Generics.Identifier(member.Name)}";

    // A kernel sees the state of its own object only, and helpers of another object have none here.
    private void CheckOwner(ISymbol member, IOperation? instance, SyntaxNode syntax)
    {
        if (!member.IsStatic && (instance is not IInstanceReferenceOperation || (_inlining.Count > 1 && _inlining[0].IsStatic)))
            throw Unsupported(syntax, $"a kernel may read the {(member is IFieldSymbol ? "fields" : "properties")} of its own object only");
    }

    // A property that computes is a helper; one that was set when the object was made is a field.
    private Operand? OwnProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (property.IsIndexer || property.IsVirtual || property.IsAbstract || property.IsOverride || property.GetMethod is not { } getter) return null;
        if (!Records.IsAuto(property))
        {
            if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_ct) is not PropertyDeclarationSyntax declaration) return null;
            CheckOwner(property, reference.Instance, reference.Syntax);
            CheckDepth(getter, reference.Syntax);
            return InlineBody(getter, PropertyBody(declaration), [], reference.Syntax, out _);
        }

        if (property.SetMethod is { IsInitOnly: false } && !property.ContainingType.IsValueType)
            throw Unsupported(reference.Syntax, $"'{property.Name}' can be set: a kernel may read only what cannot change; take the setter away, or pass its value as a parameter");
        CheckOwner(property, reference.Instance, reference.Syntax);
        return Member(property, property.Type, reference.Syntax);
    }

    private static SyntaxNode PropertyBody(PropertyDeclarationSyntax declaration) =>
        (SyntaxNode?)declaration.ExpressionBody ?? declaration.AccessorList!.Accessors.First(a => a.Keyword.ValueText == "get");

    // xs[i], xs[^1], m[i, j]
    private Value TableElement(Value table, IEnumerable<IOperation> indices, SyntaxNode syntax)
    {
        var operands = System.Collections.Immutable.ImmutableArray.CreateBuilder<Value>();
        operands.Add(table);
        var spec = string.Join(", ", indices.Select(i => Slice(i, operands)));
        return Emit(OpTable.Item, [Emit(OpTable.Index, operands.ToImmutable(), syntax, Attributes.None.With("spec", spec))], syntax);
    }

    // Length, Count, Rank and GetLength of a table or list, or null.
    private Value? Length(Operand list, string member, IOperation? axis, SyntaxNode syntax)
    {
        if (list.Kind == OperandKind.Arrays) return member is "Length" or "Count" ? list.Items[0].Value : null;
        var count = list.Kind == OperandKind.List ? list.Items.Length : -1;
        if (count >= 0) return member is "Length" or "Count" ? (Value)Number(DType.I32, count) : null;
        if (list.Kind != OperandKind.Table) return null;
        var table = list.Items[0].Value!;
        return member switch
        {
            "GetLength" when axis is not null => Emit(OpTable.Dimension, [table, Single(axis)], syntax),
            "Length" or "Count" when table.Shape.Dims.Count == 1 => Emit(OpTable.Dimension, [table, _block.Constant(DType.I32, "0")], syntax),
            "Length" => _block.Cast(Emit(OpTable.Size, [table], syntax), DType.I32),
            "Rank" => Number(DType.I32, table.Shape.Dims.Count),
            _ => null,
        };
    }

    // The elements of a list as an array of the host program; constants are one array for the whole kernel.
    private Value ArrayOf(Operand list, SyntaxNode syntax)
    {
        if (list.Array is { } made) return made;
        var values = list.Items.Select(i => i.Value).ToList();
        if (values.Count == 0 || values.Any(v => v is null || v.IsArray || v.DType != values[0]!.DType))
            throw Unsupported(syntax, "only an array of numbers can be indexed by what is known at run time; index this one by constants, or iterate over it");
        var dtype = values[0]!.DType;
        if (values.Any(v => !_numbers.ContainsKey(v!) && !_truths.ContainsKey(v!))) return Literal([.. values.Select(v => v!)], dtype, syntax);
        var texts = values.Select(v => _truths.TryGetValue(v!, out var truth) ? (truth ? "true" : "false") : InvariantText.Constant(_numbers[v!])).ToList();
        var key = $"{dtype.Text()} {string.Join(",", texts)}";
        if (_constantTables.TryGetValue(key, out var table)) return table;
        var elements = string.Join(", ", texts.Select(t => Literals.Of(dtype, t)));
        return _constantTables[key] = _prologue.Add(OpTable.Create, [],
            Attributes.None.With("dtype", dtype.Text()).With("call", $"global::Kernels.NDArray.Create<{dtype.Keyword()}>([{elements}])").With("rank", 1), Sources.Of(syntax));
    }

    // The array of a list whose elements are known only at run time: made where the list is, since the list may be read in a loop.
    private Operand WithArray(Operand list, SyntaxNode syntax)
    {
        var values = list.Items.Select(i => i.Value).ToList();
        if (values.Count < 2 || values.Any(v => v is null || v.IsArray || v.DType != values[0]!.DType) || values.All(v => _numbers.ContainsKey(v!) || _truths.ContainsKey(v!))) return list;
        list.Array = Literal([.. values.Select(v => v!)], values[0]!.DType, syntax, isTable: true);
        return list;
    }

    // The values of an argument of a kernel that is there in the IR.
    private IEnumerable<Value> Given(IOperation argument) => IsComplex(argument.Type) ? Lower(argument).Flatten() : !IsList(argument.Type) && !argument.Type!.IsTupleType && !IsRecord(argument.Type) ? [Single(argument)] : Lower(Underlying(argument)) switch
    {
        { Kind: OperandKind.List } list => [ArrayOf(list, argument.Syntax)],
        var operand => operand.Flatten(),
    };

    // An ordinary array as an NDArray: a copy, which no one can write into.
    private Value? Copied(IOperation operation, bool wraps)
    {
        operation = Underlying(operation);
        if (!IsList(operation.Type) && operation.Type is not IArrayTypeSymbol) return null;
        return Lower(operation) switch
        {
            { Kind: OperandKind.Table, Identity: not null } when wraps => throw Unsupported(operation.Syntax, "NDArray.Wrap sees an array that the kernel writes; copy it by FromArray"),
            { Kind: OperandKind.Table } table => Emit(OpTable.Create, [table.Items[0].Value!], operation.Syntax,
                Attributes.None.With("dtype", table.Items[0].Value!.DType.Text()).With("call", "global::Kernels.CompilerServices.Tables.Copy($0)")
                    .With("rank", table.Items[0].Value!.Shape.Dims.Count)),
            { Kind: OperandKind.List } list => ArrayOf(list, operation.Syntax),
            _ => null,
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
