using System.Collections.Immutable;
using Kernels.Generator.Emit;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Frontend;

/// <summary>Implements the runtime's partial methods marked <c>[Op]</c>: one kernel for each dtype that the constraints admit.</summary>
internal static class OpMethods
{
    public static KernelResult Compile(IMethodSymbol method, Compilation compilation, int[] widths)
    {
        // On members with a body the attribute only tells the frontend what a call means.
        if (!method.IsPartialDefinition) return KernelResult.Rejected();
        if (Symbols.OpName(method) is not { } name || !OpTable.ByName.TryGetValue(name, out var op))
            throw new InvalidOperationException($"There is no op '{Symbols.OpName(method)}' in the table.");

        var methods = new List<HostMethod>();
        var cases = new List<string>();
        foreach (var (types, host) in ForEachDType(method, op, compilation))
        {
            methods.Add(host);
            if (method.IsGenericMethod) cases.Add(Generics.Case(method, types, host.ClassPrefix));
        }

        var plain = method.IsGenericMethod ? new[] { Generics.Dispatcher(method, $"{CompanionAccess.Keyword(method.DeclaredAccessibility)} static partial", method.Name, cases) } : [];
        var source = CompanionWriter.Write($"{method.ContainingType.Name}.{method.Name}, op '{name}'", Symbols.ContainerOf(method), methods, plain, widths);
        return new KernelResult(source, default, default);
    }

    /// <summary>The method's kernels, one for each dtype; the same from its source and from the metadata of the runtime.</summary>
    public static IEnumerable<(IReadOnlyDictionary<ITypeParameterSymbol, DType> Types, HostMethod Method)> ForEachDType(IMethodSymbol method, OpDef op, Compilation compilation)
    {
        foreach (var types in Generics.Combinations(method, compilation))
        {
            var suffix = Generics.Suffix(method, types);
            if (Lower(method, op, types) is { } function) yield return (types, Specialised(method, types, suffix, function));
        }
    }

    private static HostMethod Specialised(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, string suffix, Function function)
    {
        var signature = Generics.Signature(method, types);
        var modifiers = method.IsGenericMethod ? "private static" : $"{CompanionAccess.Keyword(method.DeclaredAccessibility)} static partial";
        var parameters = method.Parameters.Take(function.Parameters.Length).Select(p => new HostParameter(Generics.Identifier(p.Name)));
        return new HostMethod($"{modifiers} {Generics.Type(method.ReturnType, types)} {method.Name}{suffix}({signature})", "", method.Name + suffix,
            Generics.KernelName(method, types), [.. parameters], [.. method.Parameters.Select(p => p.Name)], Scheduler.Schedule(function));
    }

    // The kernel is the op alone: operands are the leading parameters, attributes the others.
    private static Function? Lower(IMethodSymbol method, OpDef op, IReadOnlyDictionary<ITypeParameterSymbol, DType> types)
    {
        var arity = op is ElementwiseOp or Composite ? op.OperandCount.Max : 1;
        var parameters = method.Parameters.Take(arity).Select(p => Symbols.IsArray(p.Type, out var element)
            ? new Value(new ArrayType(Symbols.DTypeOf(element, types)!.Value, SymShape.Unknown(p.Name)), p.Name)
            : new Value(new ScalarType(Symbols.DTypeOf(p.Type, types)!.Value), p.Name)).ToImmutableArray();
        var attributes = Attributes.None;
        foreach (var p in method.Parameters.Skip(arity))
            attributes = attributes.With(p.Name, p.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? $"@{p.Name} is {{ }} given ? given : default(Axes)" : "@" + p.Name);

        var source = new Source($"{method.Name}({string.Join(", ", method.Parameters.Take(arity).Select(p => p.Name))})", "", 0);
        var builder = new BlockBuilder();
        if (op is Cast) return new Function(method.Name, builder.Build(parameters, [builder.Cast(parameters[0], types[method.TypeParameters[1]], source)]));
        if (op is ElementwiseOp e && e.ResultDType([.. parameters.Select(p => p.DType)], attributes) is null) return null;
        var result = builder.Compose(op, parameters, attributes, source);
        return new Function(method.Name, builder.Build(parameters, [result]));
    }
}
