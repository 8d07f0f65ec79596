using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kernels.Generator.Emit;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;
using Kernels.Generator.Transforms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator.Frontend;

/// <summary>Compiles the user's <c>[Jit]</c> and <c>[Vmap]</c> methods: lowers, maps, schedules and prints, or says why not.</summary>
internal static class KernelMethods
{
    public static KernelResult Jit(IMethodSymbol method, Compilation compilation, EmitTargets targets, CancellationToken ct)
    {
        var name = method.Name + "Jit";
        if (Rejected(method) is { } rejected) return rejected;
        if (method.GetDocumentationCommentId() is not { } id) return KernelResult.Rejected();
        return Guarded(method, () =>
        {
            var source = Write(method, name, $"The compiled kernel of <c>{method.Name}</c>, which its intercepted calls run.", isHidden: true,
                _ => false, lowered => lowered, compilation, targets, ct);
            var companion = new Companion(id, method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), name, $"{method.ContainingType.ToDisplayString()}.{method.Name}");
            return new KernelResult(source, default, [companion]);
        });
    }

    public static KernelResult Vmap(IMethodSymbol method, Compilation compilation, EmitTargets targets, CancellationToken ct)
    {
        if (Rejected(method) is { } rejected) return rejected;
        if (VmapAttribute.Of(method) is not { } vmap) return KernelResult.Rejected();
        if (vmap.Problem(method) is { } problem) return KernelResult.Rejected(CannotMap(method, null, problem));
        var name = vmap.NameOf(method);
        if (Collision(method, name, vmap) is { } other)
            return KernelResult.Rejected(CannotMap(method, null, $"the emitted method would collide with '{other}'; give it another name: [Vmap(Name = \"...\")]"));
        return Guarded(method, () =>
        {
            var what = VmapAttribute.IsScalar(method) ? $"<c>{method.Name}</c> for each element of arrays that broadcast together." : $"<c>{method.Name}</c> for each example of a batch.";
            var source = Write(method, name, what, isHidden: false, p => vmap.AxisOf(p) >= 0, lowered => vmap.Apply(method, lowered), compilation, targets, ct);
            return new KernelResult(source, default, default);
        });
    }

    private static string Write(IMethodSymbol method, string name, string summary, bool isHidden, Func<IParameterSymbol, bool> isMapped,
        Func<LoweredMethod, LoweredMethod> transform, Compilation compilation, EmitTargets targets, CancellationToken ct)
    {
        var methods = new List<HostMethod>();
        var cases = new List<string>();
        var assembly = new List<string>();
        var plans = new List<string>();
        var access = CompanionAccess.Keyword(isHidden ? CompanionAccess.Of(method, compilation) : method.DeclaredAccessibility);
        var modifiers = method.IsStatic ? " static" : "";
        var isBatch = method.Parameters.Any(isMapped);
        foreach (var types in Generics.Combinations(method, compilation))
        {
            var lowered = transform(MethodLowering.Lower(method, types, compilation, ct));
            var function = Simplify.Apply(lowered.Function) with { Name = Generics.KernelName(method, types) + (isBatch ? "[]" : "") };
            Verifier.Verify(function);
            var suffix = Generics.Suffix(method, types);
            var returns = isBatch ? Generics.Mapped(method.ReturnType, types) : Generics.Type(method.ReturnType, types);
            var ir = Ir(function);
            if (method.IsGenericMethod || !CompanionAccess.IsPublic(method)) assembly.Add($"[assembly: {ir}]");
            var general = Scheduler.Schedule(function);
            var (schedule, ranks) = isBatch ? (general, AnyRanks) : ForRanks(method, types, function, compilation, ct) ?? (general, AnyRanks);
            plans.Add($"[{Plan(method, schedule, types)}]\n");
            var attributes = method.IsGenericMethod ? "" : $"[{ir}]\n{plans[0]}{(isHidden ? Hidden + "\n" : "")}";
            var header = $"{attributes}{(method.IsGenericMethod ? "private" : access)}{modifiers} {returns} {name}{suffix}({Generics.Signature(method, types, isMapped)})";
            var host = new HostMethod(header, method.IsGenericMethod ? "" : summary, name + suffix, function.Name,
                [.. method.Parameters.SelectMany(p => MethodLowering.ParametersOf(p.Type, Generics.Identifier(p.Name), types, isMapped(p))), .. lowered.Fields], [.. method.Parameters.Select(p => p.Name)], schedule)
            {
                Result = lowered.Result.IsTuple || lowered.Result.Kind is OperandKind.Table or OperandKind.Complex ? MethodLowering.ResultOf(method.ReturnType, types, isBatch) : "$0",
                Otherwise = [.. method.Parameters.SelectMany(p => Records.Derived(p.Type, Generics.Identifier(p.Name), types)).Select(c => Otherwise(method, c, method.Name))],
            };
            if (!ranks.IsEmpty)
            {
                // Arrays of other ranks have a method that takes any.
                var other = $"{name}OfOtherRanks{suffix}";
                var condition = string.Join(" || ", method.Parameters.Where(p => ranks.ContainsKey(p.Name)).Select(p => $"{Generics.Identifier(p.Name)} is {{ Rank: not {InvariantText.Text(ranks[p.Name])} }}"));
                methods.Add(host with { Header = $"private{modifiers} {returns} {other}({Generics.Signature(method, types, isMapped)})", Summary = "", ClassPrefix = other, Plan = general });
                host = host with { Otherwise = [.. host.Otherwise, Otherwise(method, condition, other)] };
            }

            methods.Add(host);
            if (method.IsGenericMethod) cases.Add(Generics.Case(method, types, name + suffix, isMapped));
        }

        var plain = method.IsGenericMethod
            ? new[] { $"/// <summary>{summary}</summary>\n" + string.Concat(plans) + (isHidden ? Hidden + "\n" : "") + Generics.Dispatcher(method, access + modifiers, name, cases, isMapped) }
            : [];
        var span = Declaration(method, ct).GetLocation().GetLineSpan();
        return CompanionWriter.Write($"{method.ContainingType.Name}.{method.Name}, {Path.GetFileName(span.Path)}", Symbols.ContainerOf(method), methods, plain, targets.Widths, targets.Gpu, assembly);
    }

    private static readonly ImmutableDictionary<string, int> AnyRanks = ImmutableDictionary<string, int>.Empty;

    // The method's plan for arrays of the ranks that its loops take for granted, where that is another one.
    private static (Plan Plan, ImmutableDictionary<string, int> Ranks)? ForRanks(IMethodSymbol method, IReadOnlyDictionary<ITypeParameterSymbol, DType> types, Function function,
        Compilation compilation, CancellationToken ct)
    {
        var ranks = AssumedRanks.Of(function);
        ranks = ranks.RemoveRange(ranks.Keys.Except(method.Parameters.Select(p => p.Name)));
        if (ranks.IsEmpty) return null;
        try
        {
            var ranked = Simplify.Apply(MethodLowering.Lower(method, types, compilation, ct, ranks).Function) with { Name = function.Name };
            Verifier.Verify(ranked);
            var plan = Scheduler.Schedule(ranked);
            return AssumedRanks.AreWorth(plan) ? (plan, ranks) : null;
        }
        catch (UnsupportedException)
        {
            // What is no array of these ranks the method takes for any.
            return null;
        }
    }

    // An object of a derived record is more than its members here: for that, the body runs as it is written.
    private static string Otherwise(IMethodSymbol method, string condition, string other) =>
        $"if ({condition}) return {Generics.Identifier(other)}({string.Join(", ", method.Parameters.Select(p => Generics.Identifier(p.Name)))});";

    private const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    // Every companion ships its IR. Those that others cannot inline, because they read fields, are not public or stand for one dtype of
    // a generic method, have loops that a consumer with a GPU prints.
    private static string Ir(Function function) =>
        $"global::Kernels.CompilerServices.KernelIr({IrText.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)}, \"\"\"\n{IrText.Write(function).TrimEnd()}\n\"\"\")";

    // What Kernel.Explain shows: of a generic method one for each combination of dtypes.
    private static string Plan(IMethodSymbol method, Plan plan, IReadOnlyDictionary<ITypeParameterSymbol, DType> types)
    {
        var text = PlanPrinter.Print(plan);
        var quotes = new string('"', Math.Max(3, Regex.Matches(text, "\"+").Cast<Match>().Select(m => m.Length + 1).DefaultIfEmpty(0).Max()));
        var arguments = string.Concat(method.TypeParameters.Select(t => $", typeof({types[t].Keyword()})"));
        return $"global::Kernels.CompilerServices.KernelPlan({Literals.Quote(method.Name)}, {Literals.Quote(plan.Function.Name)}, {quotes}\n{text.TrimEnd()}\n{quotes}{arguments})";
    }

    private static KernelResult Guarded(IMethodSymbol method, Func<KernelResult> compile)
    {
        try
        {
            return compile();
        }
        catch (UnsupportedException e) when (VmapAttribute.Of(method) is null)
        {
            return KernelResult.Rejected(e.ToDiagnostic());
        }
        catch (UnsupportedException e)
        {
            // There is no body to fall back to: without the emitted method, calls of it do not compile.
            var fallback = e.ToDiagnostic();
            // The message of a recursion is the circle only.
            return KernelResult.Rejected(fallback.Id == Descriptors.Recursion.Id
                ? new DiagnosticInfo(Descriptors.CannotMap.Id, fallback.Location, fallback.Arguments[0], $"it makes the kernel call itself ({fallback.Arguments[1]}); write a loop instead")
                : fallback with { Id = Descriptors.CannotMap.Id });
        }
        catch (VmapException e)
        {
            return KernelResult.Rejected(CannotMap(method, e.At, e.Message));
        }
    }

    private static DiagnosticInfo CannotMap(IMethodSymbol method, Source? at, string message)
    {
        var location = at?.Where ?? LocationInfo.From(method.Locations[0]);
        return new DiagnosticInfo(Descriptors.CannotMap.Id, location, at is { Text.Length: > 0 } ? at.Text : method.Name, message);
    }

    // What the analyzers report as an error (KRN1005, KRN1006), and without which nothing can be emitted.
    private static KernelResult? Rejected(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax t && !t.Modifiers.Any(SyntaxKind.PartialKeyword)))
                return KernelResult.Rejected();
        }

        // Without a body, async, or void: KRN1006 says what is wrong.
        return method.ReturnsVoid || method.IsAsync || method.IsAbstract || method.IsExtern ? KernelResult.Rejected() : null;
    }

    private static string? Collision(IMethodSymbol method, string name, VmapAttribute vmap)
    {
        foreach (var member in method.ContainingType.GetMembers(name))
        {
            if (member is not IMethodSymbol other) return member.Name;
            if (SymbolEqualityComparer.Default.Equals(other, method) || other.DeclaringSyntaxReferences.Any(r => SignatureStubs.IsStub(r.SyntaxTree))) continue;
            if (other.Parameters.Length != method.Parameters.Length || other.TypeParameters.Length != method.TypeParameters.Length) continue;
            if (method.Parameters.All(p => Same(other.Parameters[p.Ordinal].Type, p.Type, vmap.AxisOf(p) >= 0))) return other.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        }

        return null;
    }

    private static bool Same(ITypeSymbol other, ITypeSymbol original, bool isMapped) =>
        isMapped && !Symbols.IsArray(original, out _)
            ? Symbols.IsArray(other, out var element) && SymbolEqualityComparer.Default.Equals(element, original)
            : SymbolEqualityComparer.Default.Equals(other, original);

    private static SyntaxNode Declaration(IMethodSymbol method, CancellationToken ct) => method.DeclaringSyntaxReferences[0].GetSyntax(ct);
}
