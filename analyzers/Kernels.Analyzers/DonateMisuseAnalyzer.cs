using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kernels.Analyzers;

/// <summary>KRN1008: [Donate] where there is no array to give up, or no kernel that could take it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DonateMisuseAnalyzer : KernelsAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        DiagnosticIds.DonateMisuse,
        "[Donate] has no effect",
        "[Donate] on '{0}' has no effect: {1}",
        Rule.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The argument of a [Donate] parameter is an NDArray whose memory a kernel may take for its result.",
        Rule.HelpLink(DiagnosticIds.DonateMisuse));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptor);

    private protected override void Register(CompilationStartAnalysisContext context, KernelsSymbols symbols)
    {
        context.RegisterSymbolAction(symbol => Method((IMethodSymbol)symbol.Symbol, symbols, symbol.ReportDiagnostic, symbol.CancellationToken), SymbolKind.Method);
        context.RegisterSyntaxNodeAction(
            node => Local(node, symbols),
            SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression);
    }

    private static void Local(SyntaxNodeAnalysisContext context, KernelsSymbols symbols)
    {
        var symbol = context.Node is LocalFunctionStatementSyntax
            ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is IMethodSymbol method)
            Method(method, symbols, context.ReportDiagnostic, context.CancellationToken);
    }

    private static void Method(IMethodSymbol method, KernelsSymbols symbols, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var parameter in method.Parameters)
        {
            if (symbols.Donation(parameter) is not { } attribute)
                continue;
            var location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? parameter.Locations[0];
            if (!symbols.IsArray(parameter.Type))
                report(Diagnostic.Create(Descriptor, location, parameter.Name, "it is no NDArray, so there is no memory to give up"));
            // Of a lambda Kernel.Jit makes a kernel, wherever it is held until then.
            else if (method.MethodKind != MethodKind.AnonymousFunction && !symbols.IsKernelMethod(method))
                report(Diagnostic.Create(Descriptor, location, parameter.Name, $"'{method.Name}' is no kernel; mark it [Jit], or [Vmap]"));
        }
    }
}
