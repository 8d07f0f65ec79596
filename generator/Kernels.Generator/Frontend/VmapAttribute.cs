using System.Collections.Immutable;
using Kernels.Generator.Transforms;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Frontend;

/// <summary>What a method's <c>[Vmap]</c> asks for.</summary>
internal sealed class VmapAttribute
{
    private readonly string? _name;
    private readonly ImmutableArray<int>? _inAxes;
    private readonly ImmutableArray<int>? _outAxes;
    private readonly ImmutableArray<string> _shared;

    private VmapAttribute(AttributeData attribute)
    {
        var named = attribute.NamedArguments.ToDictionary(a => a.Key, a => a.Value);
        _name = named.TryGetValue("Name", out var name) ? name.Value as string : null;
        _inAxes = Ints(named, "InAxes");
        _outAxes = Ints(named, "OutAxes");
        _shared = named.TryGetValue("Shared", out var shared) && !shared.IsNull ? [.. shared.Values.Select(v => v.Value as string ?? "")] : [];
    }

    private static ImmutableArray<int>? Ints(Dictionary<string, TypedConstant> named, string key) =>
        named.TryGetValue(key, out var value) && !value.IsNull ? [.. value.Values.Select(v => v.Value as int? ?? 0)] : null;

    public static VmapAttribute? Of(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(a => Symbols.IsKernels(a.AttributeClass, "VmapAttribute")) is { } attribute ? new VmapAttribute(attribute) : null;

    /// <summary>Whether the method takes no arrays, so that the emitted one is an overload.</summary>
    public static bool IsScalar(IMethodSymbol method) => !method.Parameters.Any(p => Symbols.IsArray(p.Type, out _) || Symbols.IsListOfArrays(p.Type, NoTypes));

    public string NameOf(IMethodSymbol method) => _name ?? (IsScalar(method) ? method.Name : method.Name + "Batch");

    /// <summary>The mapped axis of a parameter, -1 if it is shared, as ordinary arrays and records always are.</summary>
    public int AxisOf(IParameterSymbol parameter) =>
        _shared.Contains(parameter.Name) || Symbols.TableRank(parameter.Type).Rank > 0 || IsObject(parameter.Type) || Symbols.IsListOfArrays(parameter.Type, NoTypes) ? -1 : _inAxes is { } axes && parameter.Ordinal < axes.Length ? axes[parameter.Ordinal] : 0;

    private static readonly Dictionary<ITypeParameterSymbol, IR.DType> NoTypes = new(SymbolEqualityComparer.Default);

    private static bool IsObject(ITypeSymbol type) => Records.Members(type, NoTypes).Length > 0;

    private static bool HasArrays(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.Any(e => HasArrays(e.Type))
        : Symbols.IsArray(type, out _) || Records.Members(type, NoTypes).Any(m => HasArrays(Records.TypeOf(m)));

    /// <summary>What is wrong with the attribute itself, or null.</summary>
    public string? Problem(IMethodSymbol method)
    {
        if (_inAxes is { } axes && axes.Length != method.Parameters.Length) return $"InAxes has {axes.Length} entries for {method.Parameters.Length} parameters";
        if (_shared.FirstOrDefault(s => !method.Parameters.Any(p => p.Name == s)) is { } unknown) return $"there is no parameter '{unknown}' to share";
        if (method.Parameters.FirstOrDefault(p => !Symbols.IsArray(p.Type, out _) && HasArrays(p.Type)) is { } batched)
            return $"'{batched.Name}' holds arrays, and what of it is mapped cannot be said yet; take them as parameters";
        if (IsObject(method.ReturnType)) return "a record has no form over arrays; return a tuple";
        if (method.Parameters.FirstOrDefault(p => p.Type.IsTupleType && AxisOf(p) >= 0) is { } tuple) return $"the tuple '{tuple.Name}' cannot be mapped; take its elements as parameters";
        if (method.Parameters.All(p => AxisOf(p) < 0)) return "no parameter is mapped";
        if (IsScalar(method) && method.Parameters.Any(p => AxisOf(p) > 0)) return "a scalar method is mapped over all axes of its arguments; InAxes may hold 0 and -1 only";
        if (_inAxes?.Any(a => a < -1) == true) return "an axis counts from the front; -1 means that the parameter is shared";
        if (method.Parameters.FirstOrDefault(p => AxisOf(p) >= 0 && p.HasExplicitDefaultValue) is { } defaulted)
            return $"the default value of '{defaulted.Name}' has no array form; share the parameter, or drop the default";
        return null;
    }

    /// <summary>The method over a batch.</summary>
    public LoweredMethod Apply(IMethodSymbol method, LoweredMethod lowered)
    {
        var axes = method.Parameters.SelectMany((p, k) => Enumerable.Repeat(AxisOf(p), lowered.Counts[k])).Concat(lowered.Fields.Select(_ => -1)).ToArray();
        var function = IsScalar(method)
            ? VmapScalars.Apply(lowered.Function, [.. axes.Select(a => a >= 0)])
            : VmapArrays.Apply(lowered.Function, axes, [.. lowered.Function.Results.Select((_, k) => _outAxes is { } o && k < o.Length ? o[k] : 0)]);
        return lowered with { Function = function };
    }
}
