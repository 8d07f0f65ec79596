using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Analyzers;

/// <summary>Follows, through the control flow of a body, which variables hold an array that was given up, and reports reads of its elements.</summary>
/// <remarks>A must-analysis: what every path has given up. An assignment ends it; so does a look at <c>IsDeleted</c>, since a call that runs the method's own body gives
/// nothing up. Variables that a lambda or local function captures, or that go by reference, are left alone, as are calls of what is neither of the runtime nor a kernel.</remarks>
internal sealed class DonationFlow(KernelsSymbols symbols, Action<IOperation, IParameterSymbol> report) : VariableFlow<IParameterSymbol>
{
    private readonly HashSet<ISymbol> _ignored = new(SymbolEqualityComparer.Default);

    private static readonly ImmutableDictionary<ISymbol, IParameterSymbol> Nothing =
        ImmutableDictionary.Create<ISymbol, IParameterSymbol>(SymbolEqualityComparer.Default);

    /// <summary>Whether a variable is given up in the body at all; most bodies end here.</summary>
    public bool Concerns(IOperation body)
    {
        var gives = false;
        foreach (var operation in body.Descendants())
        {
            gives |= Given(operation) is not null;
            if (Variable(operation) is { } variable && (IsInFunction(operation, body) || IsByReference(operation)))
                _ignored.Add(variable);
        }
        return gives;
    }

    /// <summary>Analyzes the body.</summary>
    public void Analyze(ControlFlowGraph graph)
    {
        Follow(graph, Nothing);
    }

    protected override bool JoinHandler(ImmutableDictionary<ISymbol, IParameterSymbol>?[] before, int ordinal) => Join(ref before[ordinal], Nothing);

    protected override bool Join(ref ImmutableDictionary<ISymbol, IParameterSymbol>? target, ImmutableDictionary<ISymbol, IParameterSymbol> state)
    {
        if (target is null)
        {
            target = state;
            return true;
        }
        var joined = target;
        foreach (var variable in target.Keys)
            if (!state.ContainsKey(variable))
                joined = joined.Remove(variable);
        var changed = joined.Count < target.Count;
        target = joined;
        return changed;
    }

    // Operands first, as they are evaluated.
    protected override void Visit(IOperation operation)
    {
        if (operation is IAnonymousFunctionOperation or IFlowAnonymousFunctionOperation or INameOfOperation)
            return;
        foreach (var child in operation.ChildOperations)
            Visit(child);
        if (Variable(operation) is { } read && State.TryGetValue(read, out var gift) && IsRead(operation))
        {
            if (IsReporting)
                report(operation, gift);
            State = State.Remove(read);
        }

        switch (operation)
        {
            case IPropertyReferenceOperation { Property.Name: "IsDeleted", Instance: { } instance } when Variable(instance) is { } asked:
                State = State.Remove(asked);
                break;
            case IAssignmentOperation assignment:
                Forget(assignment.Target);
                break;
            case IInvocationOperation call:
                foreach (var argument in call.Arguments)
                    if (Given(argument) is { } variable && !_ignored.Contains(variable))
                        State = State.SetItem(variable, argument.Parameter!);
                break;
        }
    }

    // Of a deconstruction, all that is assigned.
    private void Forget(IOperation target)
    {
        if (Variable(target) is { } variable)
            State = State.Remove(variable);
        else if (target is ITupleOperation or IDeclarationExpressionOperation)
            foreach (var child in target.ChildOperations)
                Forget(child);
    }

    /// <summary>The variable whose array an argument gives up, or null.</summary>
    private ISymbol? Given(IOperation operation)
        => operation is IArgumentOperation { Parameter: { } parameter, Value: var value, Parent: IInvocationOperation }
            && symbols.IsArray(parameter.Type) && symbols.Donation(parameter.OriginalDefinition) is not null && symbols.IsKernelMethod((IMethodSymbol)parameter.OriginalDefinition.ContainingSymbol)
            ? Variable(value) : null;

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    // What throws where the array is deleted: not a look at its shape, and not a copy of the reference.
    private bool IsRead(IOperation variable) => variable.Parent switch
    {
        IBinaryOperation { OperatorMethod: not null } or IUnaryOperation { OperatorMethod: not null } or ICompoundAssignmentOperation { OperatorMethod: not null } => true,
        IConversionOperation { OperatorMethod: not null } => true,
        IInvocationOperation call when ReferenceEquals(call.Instance, variable) => call.TargetMethod.Name is not ("Delete" or "GetType" or "GetHashCode" or "Equals"),
        IPropertyReferenceOperation { Property.IsIndexer: true } property => ReferenceEquals(property.Instance, variable),
        IArgumentOperation { Parent: IInvocationOperation call } => IsOfRuntime(call.TargetMethod) || symbols.IsKernelMethod(call.TargetMethod.OriginalDefinition),
        _ => false,
    };

    private bool IsOfRuntime(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, symbols.Array.ContainingAssembly);

    private static bool IsInFunction(IOperation operation, IOperation body)
    {
        for (var parent = operation.Parent; parent is not null && !ReferenceEquals(parent, body); parent = parent.Parent)
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        return false;
    }

    private static bool IsByReference(IOperation operation) => operation.Parent switch
    {
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        ISimpleAssignmentOperation assignment => assignment.IsRef,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol.RefKind != RefKind.None,
        IReturnOperation => operation.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax,
        _ => false,
    };
}
