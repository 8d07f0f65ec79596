using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// Exceptions are of the host program: their expressions stay C#, and the numbers, arrays and shapes in them are operands.
internal sealed partial class MethodLowering
{
    private void Throw(IThrowOperation operation)
    {
        if (operation.Exception is not { } exception) throw Unsupported(operation.Syntax, "there is no exception to throw again");
        Raise("throw ", exception is IConversionOperation { Conversion.IsReference: true } conversion ? conversion.Operand : exception, operation.Syntax, always: true);
        _gone = true;
    }

    // x < 0 ? throw new ... : x
    private static IThrowOperation? Thrown(IOperation operation) => operation switch
    {
        IThrowOperation @throw => @throw,
        IConversionOperation { Operand: IThrowOperation @throw } => @throw,
        _ => null,
    };

    // The value of a branch, or null if it throws.
    private Operand? LowerOrThrow(IOperation branch)
    {
        if (Thrown(branch) is not { } @throw) return Lower(branch);
        Throw(@throw);
        _gone = false;
        return null;
    }

    // ArgumentOutOfRangeException.ThrowIfNegative(n)
    private static bool IsGuard(IMethodSymbol method) =>
        method is { IsStatic: true, ReturnsVoid: true } && method.Name.StartsWith("ThrowIf", StringComparison.Ordinal) && IsException(method.ContainingType)
        && method.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private Operand Guard(IInvocationOperation invocation)
    {
        Raise("", invocation, invocation.Syntax, always: false);
        return Operand.Tuple([]);
    }

    private void Raise(string keyword, IOperation expression, SyntaxNode syntax, bool always)
    {
        var text = new HostText();
        var statement = keyword + Text(expression, text);
        var attributes = Attributes.None.With("statement", statement);
        if (always) attributes = attributes.With("always", true);
        if (text.Types.Count != 0) attributes = attributes.With("types", string.Join(";", text.Types.OrderBy(t => t, StringComparer.Ordinal)));
        Emit(OpTable.Throw, text.Operands.ToImmutable(), syntax, attributes);
    }

    private void RejectThrown(SyntaxNode loop)
    {
        if (_gone) throw Unsupported(loop, "the loop throws at its first turn whatever happens; write an if statement");
    }

    private static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }) return true;
        return false;
    }

    /// <summary>What a text of the host program refers to.</summary>
    private sealed class HostText
    {
        public ImmutableArray<Value>.Builder Operands { get; } = ImmutableArray.CreateBuilder<Value>();

        public HashSet<string> Types { get; } = [];
    }

    // The expression as C#.
    private string Text(IOperation operation, HostText text)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && operation.Type?.TypeKind != TypeKind.Enum && Constant(constant) is { } literal) return literal;
        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return Text(parenthesized.Operand, text);
            case IConversionOperation { OperatorMethod: null } conversion when conversion.Conversion.IsReference || conversion.Conversion.IsIdentity || conversion.Type?.SpecialType == SpecialType.System_Object:
                return conversion.Operand.ConstantValue is { HasValue: true, Value: null } || conversion.Operand is IDefaultValueOperation ? $"default({TypeText(conversion.Type!, text, operation)})!"
                    : $"({TypeText(conversion.Type!, text, operation)})({Text(conversion.Operand, text)})";
            case IDefaultValueOperation { Type: { IsReferenceType: true } type }:
                return $"default({TypeText(type, text, operation)})!";
            case IObjectCreationOperation { Initializer: null, Constructor: { } constructor } creation when IsException(creation.Type):
                return $"new {TypeText(creation.Type!, text, operation)}({Arguments(creation.Arguments, constructor, text)})";
            case IInvocationOperation invocation when IsGuard(invocation.TargetMethod):
                return $"{TypeText(invocation.TargetMethod.ContainingType, text, operation)}.{invocation.TargetMethod.Name}({Arguments(invocation.Arguments, invocation.TargetMethod, text)})";
            case IInterpolatedStringOperation interpolated:
                return $"$\"{string.Concat(interpolated.Parts.Select(p => Part(p, text)))}\"";
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String } sum:
                return $"({Text(sum.LeftOperand, text)} + {Text(sum.RightOperand, text)})";
        }

        if (Symbols.IsKernels(operation.Type, "Shape") && Lower(operation) is { Kind: OperandKind.Shape } shape) return Place(text.Operands, shape.Items[0].Value!) + ".Shape";
        if (!Symbols.IsArray(operation.Type, out _) && Symbols.DTypeOf(operation.Type, _types) is null)
            throw Unsupported(operation.Syntax, "an exception in a kernel is made from texts, numbers, arrays and shapes");
        var place = Place(text.Operands, Single(operation));
        return operation.Type!.TypeKind == TypeKind.Enum ? $"({TypeText(operation.Type, text, operation)})({place})" : place;
    }

    private string Arguments(ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method, HostText text)
    {
        if (arguments.FirstOrDefault(a => a.ArgumentKind is not (ArgumentKind.Explicit or ArgumentKind.DefaultValue) || a.Parameter is null or { RefKind: not RefKind.None }) is { } other)
            throw Unsupported(other.Syntax, $"this argument of '{method.ContainingType.Name}' has no form in a kernel");
        return string.Join(", ", arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Text(a.Value, text)));
    }

    private string Part(IInterpolatedStringContentOperation part, HostText text)
    {
        if (part is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string plain } }) return Plain(plain).Replace("{", "{{").Replace("}", "}}");
        if (part is not IInterpolationOperation hole) throw Unsupported(part.Syntax, "this part of a text has no form in a kernel");
        var alignment = hole.Alignment?.ConstantValue is { HasValue: true, Value: int width } ? "," + width.ToString(CultureInfo.InvariantCulture) : "";
        var format = hole.FormatString?.ConstantValue is { HasValue: true, Value: string f } ? ":" + Plain(f) : "";
        return $"{{({Text(hole.Expression, text)}){alignment}{format}}}";
    }

    // The type's name, which generated code can write.
    private static string TypeText(ITypeSymbol type, HostText text, IOperation at)
    {
        if (type is INamedTypeSymbol { IsFileLocal: true } or not INamedTypeSymbol { Arity: 0 } or INamedTypeSymbol { ContainingType.Arity: > 0 })
            throw Unsupported(at.Syntax, $"the type {type.ToDisplayString()} has no form in an exception of a kernel");
        if (type.SpecialType == SpecialType.None) text.Types.Add(MetadataName((INamedTypeSymbol)type));
        return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
    }

    private static string MetadataName(INamedTypeSymbol type) => type.ContainingType is { } outer ? $"{MetadataName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    private static string? Constant(object? value) => value switch
    {
        string s => $"\"{Plain(s)}\"",
        char c => $"'{Plain(c.ToString()).Replace("'", "\\'")}'",
        bool or byte or int or long or float or double => Literals.Of(DTypeOf(value), InvariantText.Constant(value)),
        _ => null,
    };

    private static DType DTypeOf(object value) => value switch { bool => DType.Bool, byte => DType.U8, int => DType.I32, long => DType.I64, float => DType.F32, _ => DType.F64 };

    // Between the quotes of a literal; a $ would be read as a place.
    private static string Plain(string text)
    {
        var quoted = Literals.Quote(text);
        return quoted.Substring(1, quoted.Length - 2).Replace("$", "\\u0024");
    }

    // A library's exceptions may be of types that only it sees.
    private void RejectHiddenExceptions(Function function, IInvocationOperation invocation)
    {
        foreach (var name in Thrown(function.Body).SelectMany(n => (n.Attributes.Text("types") ?? "").Split([';'], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (_compilation.GetTypesByMetadataName(name).Any(t => _compilation.IsSymbolAccessibleWithin(t, _compilation.Assembly))) continue;
            throw Unsupported(invocation.Syntax, $"'{invocation.TargetMethod.Name}' throws with {name}, which cannot be seen here");
        }
    }

    private static IEnumerable<Node> Thrown(Block block) =>
        block.Nodes.SelectMany(n => n.Op is Throw ? [n] : n.Regions.SelectMany(Thrown));
}
