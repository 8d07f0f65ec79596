using Kernels.Generator.Emit;
using Kernels.Generator.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// Objects of arrays and numbers: in a kernel they are tuples of their members.
internal sealed partial class MethodLowering
{
    // The object whose method or property is inlined.
    private Operand? _self;

    private static readonly string[] PartNames = ["Real", "Imaginary"];

    private bool IsRecord(ITypeSymbol? type) => Records.Members(type, _types).Length > 0;

    /// <summary>How the host method gives the values of a parameter or member to the kernel.</summary>
    public static IEnumerable<HostParameter> ParametersOf(ITypeSymbol type, string text, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, bool isMapped = false)
    {
        if (IsComplexArray(type) || (isMapped && IsComplexNumber(type))) return PartNames.Select(part => new HostParameter($"global::Kernels.CompilerServices.ComplexParts.{part}({text})", IsMade: true));
        if (IsComplexNumber(type)) return PartNames.Select(part => new HostParameter($"{text}.{part}"));
        if (type is INamedTypeSymbol { IsTupleType: true } tuple) return tuple.TupleElements.SelectMany((e, k) => ParametersOf(e.Type, $"{text}.{(e.CorrespondingTupleField ?? e).Name}", types));
        var members = Records.Members(type, types);
        return members.Length == 0 ? [ParameterOf(type, text, types)] : members.SelectMany(m => ParametersOf(Records.TypeOf(m), $"{text}.{Generics.Identifier(m.Name)}", types));
    }

    /// <summary>A result as C#, with <c>$k</c> for value k of it.</summary>
    public static string ResultOf(ITypeSymbol type, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, bool isMapped = false)
    {
        var count = 0;
        return Text(type);

        string Text(ITypeSymbol part) =>
            IsComplexArray(part) || (isMapped && IsComplexNumber(part)) ? $"global::Kernels.CompilerServices.ComplexParts.Join({Next()}, {Next()})"
            : IsComplexNumber(part) ? $"new {Symbols.Text(part)}({Next()}, {Next()})"
            : part is INamedTypeSymbol { IsTupleType: true } tuple ? $"({string.Join(", ", tuple.TupleElements.Select(e => Text(e.Type)))})"
            : Records.Members(part, types) is { Length: > 0 } members ? Records.Creation(part, [.. members.Select(m => (m, Text(Records.TypeOf(m))))])
            : part is IArrayTypeSymbol ? $"{Next()}.ToArray()"
            : Next();

        string Next() => $"${MethodLowering.Text(count++)}";
    }

    private Operand? OuterParts(IEnumerable<(ITypeSymbol Type, string Name, string Text)> parts)
    {
        var operands = parts.Select(p => Outer(p.Type, p.Name, p.Text)).ToList();
        return operands.Any(o => o is null) ? null : Operand.Tuple(operands.Select(o => o!));
    }

    // A result must say all that the object is.
    private void CheckResult(ITypeSymbol type, SyntaxNode syntax)
    {
        foreach (var part in Results(type))
        {
            if (IsEmulated(part)) throw Unsupported(syntax, $"a result of type {part.ToDisplayString()} has no form in a kernel; convert it to int or long");
            if (IsRecord(part) && !Records.IsWhole(part, _types))
                throw Unsupported(syntax, $"a kernel makes objects of {part.ToDisplayString()} only if it is a record, or has no constructor, and all its members are arrays and numbers that a constructor or an initializer sets");
        }
    }

    // An ordinary array that is a result is one that the kernel made.
    private void CheckArrays(ITypeSymbol type, Operand result, SyntaxNode syntax)
    {
        if (type is INamedTypeSymbol { IsTupleType: true } tuple && result.IsTuple)
        {
            foreach (var (element, item) in tuple.TupleElements.Zip(result.Items, (e, i) => (e.Type, i))) CheckArrays(element, item, syntax);
        }
        else if (result.Kind is OperandKind.Table or OperandKind.List or OperandKind.Arrays)
        {
            if (result is not { Kind: OperandKind.Table, Identity: not null } || type is not IArrayTypeSymbol { Rank: 1 } || Symbols.TableRank(type, _types).Rank == 0)
                throw Unsupported(syntax, $"a result of type {type.ToDisplayString()} has no form in a kernel, but for an array of numbers that it makes; return an NDArray");
        }
    }

    private static IEnumerable<ITypeSymbol> Results(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.SelectMany(e => Results(e.Type)) : [type];

    private int Position(ISymbol member, ITypeSymbol type, SyntaxNode syntax)
    {
        var position = Records.Members(type, _types).ToList().FindIndex(m => SymbolEqualityComparer.Default.Equals(m, member));
        return position >= 0 ? position : throw Unsupported(syntax, $"'{member.Name}' of {type.ToDisplayString()} has no form in a kernel");
    }

    // s.X of an object that the kernel knows by its members, or null if it is none.
    private Operand? MemberOf(ISymbol member, IOperation? instance, SyntaxNode syntax)
    {
        if (instance?.Type is not { } type || member.IsStatic) return null;
        var self = instance is IInstanceReferenceOperation;
        if (self ? _self is null : !IsRecord(type)) return null;
        var of = self ? _self! : Lower(instance);
        if (!of.IsTuple) return null;
        if (member is IPropertySymbol property && !Records.IsAuto(property)) return Computed(property, of, syntax);
        return of.Items[Position(member, type, syntax)];
    }

    private Operand? Computed(IPropertySymbol property, Operand of, SyntaxNode syntax)
    {
        if (property.IsVirtual || property.IsOverride || property.IsIndexer || property.GetMethod is not { } getter
            || property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_ct) is not PropertyDeclarationSyntax declaration) return null;
        CheckDepth(getter, syntax);
        return Of(of, () => InlineBody(getter, PropertyBody(declaration), [], syntax, out _));
    }

    // The kernel's own object as a whole: `this with { X = x }`.
    private Operand Itself(IInstanceReferenceOperation own)
    {
        if (_inlining[0].IsStatic) throw Unsupported(own.Syntax, "this object has no form in a kernel");
        return Operand.Tuple([.. Records.Members(own.Type, _types).Select(m => Member(m, Records.TypeOf(m), own.Syntax))]);
    }

    private T Of<T>(Operand? self, Func<T> build)
    {
        var outer = _self;
        _self = self;
        try
        {
            return build();
        }
        finally
        {
            _self = outer;
        }
    }

    // new State(x, v), new State { X = x }
    private Operand? Creation(IObjectCreationOperation creation)
    {
        if (creation.Type is not { } type || !IsRecord(type)) return null;
        CheckResult(type, creation.Syntax);
        var isPrimary = SymbolEqualityComparer.Default.Equals(creation.Constructor, Records.Primary(type));
        if (creation.Constructor is not null && !isPrimary && !creation.Constructor.IsImplicitlyDeclared) throw Unsupported(creation.Syntax, "this constructor is not compiled; use a record's own, or an initializer");
        var members = Records.Members(type, _types);
        var items = new Operand?[members.Length];
        foreach (var argument in creation.Arguments)
            items[members.ToList().FindIndex(m => m.Name == argument.Parameter!.Name)] = Lower(argument.Value);
        Initialize(creation.Initializer, type, items);
        for (var k = 0; k < items.Length; k++)
        {
            // What is not given is what the declaration says, or for a number zero.
            if (items[k] is not null) continue;
            if (Initializer(members[k]) is { } value) items[k] = Of(null, () => Lower(value));
            else if (Symbols.DTypeOf(Records.TypeOf(members[k]), _types) is { } dtype) items[k] = _block.Constant(dtype, dtype == DType.Bool ? "false" : "0");
            else throw Unsupported(creation.Syntax, $"'{members[k].Name}' is not given");
        }

        return Operand.Tuple(items.Select(i => i!));
    }

    private IOperation? Initializer(ISymbol member)
    {
        var initializer = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_ct) switch
        {
            PropertyDeclarationSyntax property => property.Initializer,
            VariableDeclaratorSyntax field => field.Initializer,
            _ => null,
        };
        if (initializer is null) return null;
        return _compilation.GetSemanticModel(initializer.SyntaxTree).GetOperation(initializer, _ct) is ISymbolInitializerOperation { Value: { } value } ? value : throw Unsupported(initializer, "this value is not compiled");
    }

    // s with { X = x }
    private Operand With(IWithOperation with)
    {
        if (with.Operand is IInstanceReferenceOperation && _self is null && Records.MayBeMore(with.Type!)) throw Unsupported(with.Syntax, "the object may be of a derived type; seal the record");
        if (!IsRecord(with.Type) || Lower(with.Operand) is not { IsTuple: true } operand) throw Unsupported(with.Syntax, "this kind of object has no form in a kernel");
        CheckResult(with.Type!, with.Syntax);
        var items = operand.Items.Select(i => (Operand?)i).ToArray();
        Initialize(with.Initializer, with.Type!, items);
        return Operand.Tuple(items.Select(i => i!));
    }

    private void Initialize(IObjectOrCollectionInitializerOperation? initializer, ITypeSymbol type, Operand?[] items)
    {
        foreach (var part in initializer?.Initializers ?? [])
        {
            if (part is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment) throw Unsupported(part.Syntax, "this kind of initializer is not compiled");
            items[Position(target.Member, type, part.Syntax)] = Lower(assignment.Value);
        }
    }
}
