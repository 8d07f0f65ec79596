using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator;

/// <summary>Finds the calls of kernels in a file among the uses of kernels' names.</summary>
internal static class CallBinder
{
    public static FileCalls Bind(CallFile file, CancellationToken ct)
    {
        if (!file.Compilation.TryGetTarget(out var original)) return new(file.Path, file.HintName, default, default);
        var compilation = SignatureStubs.Add(original, ct);
        var tree = compilation.SyntaxTrees.ElementAt(file.Tree);
        var model = compilation.GetSemanticModel(tree);
        var root = tree.GetRoot(ct);
        Dictionary<IMethodSymbol, (CalledKernel Kernel, List<CallLocation> Locations)> calls = new(SymbolEqualityComparer.Default);
        List<MissedCall> missed = [];
        Dictionary<IMethodSymbol, CalledKernel?> kernels = new(SymbolEqualityComparer.Default);
        foreach (var position in file.Uses)
        {
            ct.ThrowIfCancellationRequested();
            if (root.FindToken(position).Parent is not SimpleNameSyntax name) continue;
            // A method group runs the original body, and KRN1007 of the analyzers says so.
            if (Called(name) is not { } called || model.GetSymbolInfo(called, ct).Symbol is not IMethodSymbol symbol) continue;
            if (symbol.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension)) continue;
            var method = (symbol.ReducedFrom ?? symbol).OriginalDefinition;
            if (!kernels.TryGetValue(method, out var kernel)) kernels.Add(method, kernel = Kernel(method, compilation));
            if (kernel is null) continue;
            if (Obstacle(method, called, compilation) is { } obstacle)
            {
                missed.Add(new(kernel, LocationInfo.From(name), obstacle));
            }
            else if (model.GetInterceptableLocation(called, ct) is { } location)
            {
                if (!calls.TryGetValue(method, out var group)) calls.Add(method, group = (kernel, []));
                var line = called.GetLocation().GetLineSpan();
                group.Locations.Add(new(location.Version, location.Data, $"{Path.GetFileName(file.Path)}({line.StartLinePosition.Line + 1},{line.StartLinePosition.Character + 1})"));
            }
        }

        return new(file.Path, file.HintName,
            new([.. calls.Select(c => new CallGroup(c.Value.Kernel, InterceptorSignature.Of(c.Key), new([.. c.Value.Locations])))]), new([.. missed]));
    }

    /// <summary>The invocation whose method this name is.</summary>
    public static InvocationExpressionSyntax? Called(SimpleNameSyntax name)
    {
        ExpressionSyntax expression = name;
        if (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression) expression = access;
        else if (expression.Parent is MemberBindingExpressionSyntax binding && binding.Name == expression) expression = binding;
        return expression.Parent is InvocationExpressionSyntax invocation && invocation.Expression == expression ? invocation : null;
    }

    private static CalledKernel? Kernel(IMethodSymbol method, Compilation compilation)
    {
        if (!method.GetAttributes().Any(a => a.AttributeClass is { Name: "JitAttribute", ContainingNamespace: { Name: "Kernels", ContainingNamespace.IsGlobalNamespace: true } })) return null;
        var id = method.GetDocumentationCommentId();
        if (id is null) return null;
        var name = $"{method.ContainingType.Name}.{method.Name}";
        if (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)) return new(id, name, LibraryCompanion: null);
        var companion = method.ContainingType.GetMembers(method.Name + "Jit").OfType<IMethodSymbol>().FirstOrDefault(c => HasSameParameters(c, method));
        return companion is null ? null : new(id, name, companion.Name);
    }

    private static bool HasSameParameters(IMethodSymbol companion, IMethodSymbol method)
    {
        if (companion.Parameters.Length != method.Parameters.Length || companion.Arity != method.Arity || companion.IsStatic != method.IsStatic) return false;
        for (var i = 0; i < method.Parameters.Length; i++)
            if (companion.Parameters[i].Type.ToDisplayString() != method.Parameters[i].Type.ToDisplayString()) return false;
        return true;
    }

    private static string? Obstacle(IMethodSymbol method, InvocationExpressionSyntax call, Compilation compilation)
    {
        if (call.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax }) return "a call through 'base' cannot be intercepted";
        if (!CompanionAccess.IsReachable(method, compilation)) return "the method's type or a type in its signature is private; make it internal";
        return null;
    }
}
