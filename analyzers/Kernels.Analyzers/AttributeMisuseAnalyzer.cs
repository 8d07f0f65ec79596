using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kernels.Analyzers;

/// <summary>KRN1006: [Jit], [Vmap] or [Grad] on something that can't be a kernel, or [Vmap] with arguments that don't fit its method.</summary>
/// <remarks>What a signature says. What a body says is the generator's affair.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttributeMisuseAnalyzer : KernelsAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        DiagnosticIds.AttributeMisuse,
        "The method can't be a kernel",
        "[{0}] on '{1}': {2}",
        Rule.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A kernel is an ordinary method with a body that takes its arguments by value and returns its result.",
        Rule.HelpLink(DiagnosticIds.AttributeMisuse));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptor);

    private protected override void Register(CompilationStartAnalysisContext context, KernelsSymbols symbols)
    {
        context.RegisterSymbolAction(symbol => Method(symbol, symbols), SymbolKind.Method);
        context.RegisterSyntaxNodeAction(
            node => Local(node, symbols),
            SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression);
    }

    private static void Method(SymbolAnalysisContext context, KernelsSymbols symbols)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (KernelsSymbols.Attribute(method, symbols.IsKernelAttribute) is null)
            return;
        foreach (var attribute in method.GetAttributes())
        {
            if (!symbols.IsKernelAttribute(attribute))
                continue;
            var name = ShortName(attribute);
            void Report(Location? location, string what) => context.ReportDiagnostic(
                Diagnostic.Create(Descriptor, location ?? method.Locations[0], name, method.Name, what));

            if (!IsOrdinary(method, context, out var problem))
            {
                Report(LocationOf(attribute, context.CancellationToken), problem);
                continue;
            }
            Signature(method, Report, context.CancellationToken);
            if (symbols.IsVmap(attribute))
                new VmapArguments(method, attribute, symbols, Report, context.CancellationToken).Check();
            else if (symbols.IsJit(attribute) && IsScalar(method))
                Report(LocationOf(attribute, context.CancellationToken), "it takes and returns no arrays; [Vmap] maps a scalar method over arrays");
        }
    }

    // An attribute on a local function or a lambda: allowed by AttributeTargets.Method, but no companion can be emitted beside it.
    private static void Local(SyntaxNodeAnalysisContext context, KernelsSymbols symbols)
    {
        var attributes = context.Node switch
        {
            LocalFunctionStatementSyntax function => function.AttributeLists,
            LambdaExpressionSyntax lambda => lambda.AttributeLists,
            _ => default,
        };
        if (attributes.Count == 0)
            return;
        var symbol = context.Node is LocalFunctionStatementSyntax
            ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is not IMethodSymbol method)
            return;
        foreach (var attribute in method.GetAttributes())
            if (symbols.IsKernelAttribute(attribute))
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor,
                    LocationOf(attribute, context.CancellationToken) ?? context.Node.GetLocation(),
                    ShortName(attribute),
                    method.MethodKind == MethodKind.LocalFunction ? method.Name : "lambda",
                    method.MethodKind == MethodKind.LocalFunction
                        ? "a local function can't be a kernel; make it a method of a partial type"
                        : "a lambda is compiled by Kernel.Jit(...) and Kernel.Vmap(...), not by an attribute"));
    }

    private static bool IsOrdinary(IMethodSymbol method, SymbolAnalysisContext context, out string problem)
    {
        problem = method switch
        {
            { MethodKind: not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation) } => "only an ordinary method can be a kernel",
            { MethodKind: MethodKind.ExplicitInterfaceImplementation } => "an explicit interface implementation can't be called by name",
            { IsAsync: true } => "an async method can't be a kernel; arrays are computed asynchronously by their device",
            { IsAbstract: true } => "an abstract method has no body to compile",
            { IsExtern: true } => "an extern method has no body to compile",
            { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => "a kernel returns its result by value",
            { ReturnsVoid: true } => "it returns nothing; a kernel has no effect but its result",
            _ => Body((method.PartialImplementationPart ?? method).DeclaringSyntaxReferences, context.CancellationToken),
        };
        return problem.Length == 0;
    }

    private static string Body(ImmutableArray<SyntaxReference> references, CancellationToken cancellation)
    {
        foreach (var reference in references)
            if (reference.GetSyntax(cancellation) is MethodDeclarationSyntax declaration)
            {
                if (declaration.ExpressionBody is not null)
                    return "";
                if (declaration.Body is not { } body)
                    continue;
                foreach (var node in body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
                    if (node is YieldStatementSyntax)
                        return "an iterator can't be a kernel; return one array";
                return "";
            }
        return "it has no body to compile";
    }

    private static void Signature(IMethodSymbol method, Action<Location?, string> report, CancellationToken cancellation)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.RefKind != RefKind.None)
                report(LocationOf(parameter, cancellation), $"the parameter '{parameter.Name}' is passed by reference; a kernel takes its arguments by value");
    }

    private static bool IsScalar(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.Type.SpecialType == SpecialType.None)
                return false;
        return method.ReturnType.SpecialType != SpecialType.None;
    }

    private static string ShortName(AttributeData attribute)
        => attribute.AttributeClass!.Name.Replace("Attribute", "");

    private static Location? LocationOf(AttributeData attribute, CancellationToken cancellation)
        => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();

    private static Location? LocationOf(IParameterSymbol parameter, CancellationToken cancellation)
        => parameter.DeclaringSyntaxReferences.Length > 0 ? parameter.DeclaringSyntaxReferences[0].GetSyntax(cancellation).GetLocation() : null;
}
