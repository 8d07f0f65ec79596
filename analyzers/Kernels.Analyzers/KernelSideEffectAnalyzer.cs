using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Analyzers;

/// <summary>KRN1004: the body of a kernel changes something that outlives the call: fields, captured variables, arrays, collections.</summary>
/// <remarks>The compiled kernel runs once for all elements, on any thread or device, so such a change would be lost or happen otherwise.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelSideEffectAnalyzer : KernelsAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        DiagnosticIds.KernelSideEffect,
        "A kernel changes state outside it",
        "{0}: a kernel has no effect but its result; return the new value instead",
        Rule.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Kernels are compiled into fused loops that run in any order, on any thread or device: they may read their arguments and return results.",
        Rule.HelpLink(DiagnosticIds.KernelSideEffect));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptor);

    private protected override void Register(CompilationStartAnalysisContext context, KernelsSymbols symbols)
    {
        context.RegisterOperationBlockAction(block =>
        {
            if (block.OwningSymbol is IMethodSymbol method && symbols.IsKernelMethod(method))
                // An attribute's arguments are operations, too: [Vmap(Name = "...")] assigns a property.
                foreach (var body in block.OperationBlocks.Where(o => o is not IAttributeOperation))
                    Analyze(body, method, symbols, block.ReportDiagnostic);
        });
        context.RegisterOperationAction(
            operation =>
            {
                var lambda = (IAnonymousFunctionOperation)operation.Operation;
                if (IsKernel(lambda, symbols))
                    Analyze(lambda.Body, lambda.Symbol, symbols, operation.ReportDiagnostic);
            },
            OperationKind.AnonymousFunction);
    }

    // The lambda of Kernel.Jit(x => ...), Kernel.Vmap, Kernel.Grad.
    private static bool IsKernel(IAnonymousFunctionOperation lambda, KernelsSymbols symbols)
    {
        var parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent is IArgumentOperation { Parent: IInvocationOperation call } && symbols.IsKernel(call.TargetMethod.ContainingType);
    }

    private static void Analyze(IOperation body, IMethodSymbol kernel, KernelsSymbols symbols, Action<Diagnostic> report)
    {
        foreach (var (place, what) in Writes.In(body, nested => !(nested is IAnonymousFunctionOperation lambda && IsKernel(lambda, symbols))))
            if (Effect(place, what, kernel, body, symbols) is { } effect)
                report(Diagnostic.Create(Descriptor, place.Syntax.GetLocation(), effect));
    }

    private static string? Effect(IOperation place, string? mutator, IMethodSymbol kernel, IOperation body, KernelsSymbols symbols)
    {
        if (ListOf(place, mutator) is { } list && IsMade(list, body, 0))
            return null;
        if (mutator is not null)
            return $"'{mutator}' changes '{place.Syntax}'";
        switch (place)
        {
            case ILocalReferenceOperation { Local: var local } when !IsDeclaredIn(local, body):
                return $"the captured variable '{local.Name}' is assigned";
            case ILocalReferenceOperation { Local: { RefKind: RefKind.Ref } local }:
                return $"what '{local.Name}' refers to is written";
            case IParameterReferenceOperation { Parameter: var parameter }:
                if (parameter.RefKind is RefKind.Ref or RefKind.Out)
                    return $"the parameter '{parameter.Name}' is assigned by reference";
                return SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, kernel) || IsDeclaredIn(parameter, body)
                    ? null
                    : $"the captured parameter '{parameter.Name}' is assigned";
            case IFieldReferenceOperation { Field: var field, Instance: var instance }:
                return IsNewOrOwn(instance, body) ? null : $"the field '{field.Name}' is assigned";
            case IPropertyReferenceOperation { Property: var property, Instance: var instance }:
                // Elements of NDArray are KRN1001.
                if (symbols.IsArray(property.ContainingType) || IsNewOrOwn(instance, body))
                    return null;
                return property.IsIndexer ? $"an element of '{instance?.Syntax}' is written" : $"the property '{property.Name}' is assigned";
            case IEventReferenceOperation { Event: var declared }:
                return $"the event '{declared.Name}' is changed";
            case IArrayElementReferenceOperation element:
                return $"an element of '{element.ArrayReference.Syntax}' is written";
            case IInvocationOperation { TargetMethod: { ReturnsByRef: true } method }:
                return $"what '{method.Name}' refers to is written";
            default:
                return null;
        }
    }

    private static bool IsDeclaredIn(ISymbol variable, IOperation body)
        => variable.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == body.Syntax.SyntaxTree && body.Syntax.FullSpan.Contains(reference.Span));

    // The array, span or list of which an element is written, or which grows.
    private static IOperation? ListOf(IOperation place, string? mutator) => mutator is not null ? mutator is "Add" ? place : null : place switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference,
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType.Name: "Span" }, Instance: { } span } => span,
        IImplicitIndexerReferenceOperation { Instance: { } of } => of,
        _ => null,
    };

    // Whether the body itself makes it, so that nobody else sees it; what a helper writes is its caller's affair.
    private static bool IsMade(IOperation list, IOperation body, int depth) => list switch
    {
        IConversionOperation conversion => IsMade(conversion.Operand, body, depth),
        IArrayCreationOperation or ICollectionExpressionOperation => true,
        IObjectCreationOperation { Type.Name: "List" } => true,
        { Kind: OperationKind.None, Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.ImplicitStackAllocArrayCreationExpressionSyntax } => true,
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => depth < 4 && IsDeclaredIn(local, body) && body.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))?.GetVariableInitializer()?.Value is { } value && IsMade(value, body, depth + 1),
        _ => false,
    };

    // A member of an object that is being initialised, or of a struct in a variable of the kernel's own.
    private static bool IsNewOrOwn(IOperation? instance, IOperation body) => instance switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } => true,
        ILocalReferenceOperation { Local: { RefKind: RefKind.None, Type: { IsValueType: true, IsRefLikeType: false } } local } => IsDeclaredIn(local, body),
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None, Type: { IsValueType: true, IsRefLikeType: false } } } => true,
        IFieldReferenceOperation { Field.ContainingType.IsValueType: true } field => IsNewOrOwn(field.Instance, body),
        _ => false,
    };
}
