using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Kernels.Analyzers;

/// <summary>Follows what is known of a body's variables through its control flow, to a fixed point, and then once more to report.</summary>
/// <typeparam name="T">What is known of a variable.</typeparam>
internal abstract class VariableFlow<T>
{
    /// <summary>What is known where the operation that is visited stands.</summary>
    protected ImmutableDictionary<ISymbol, T> State { get; set; } = ImmutableDictionary.Create<ISymbol, T>(SymbolEqualityComparer.Default);

    /// <summary>Whether all is known: only then is anything reported.</summary>
    protected bool IsReporting { get; private set; }

    /// <summary>Takes an operation's effect into <see cref="State"/>, after that of its operands.</summary>
    protected abstract void Visit(IOperation operation);

    /// <summary>Joins what two ways into a block know; gives whether the target changed. A target without a state has not been reached before.</summary>
    protected abstract bool Join(ref ImmutableDictionary<ISymbol, T>? target, ImmutableDictionary<ISymbol, T> state);

    /// <summary>Joins what is known where a handler starts, which may be entered from anywhere before it.</summary>
    protected abstract bool JoinHandler(ImmutableDictionary<ISymbol, T>?[] before, int ordinal);

    /// <summary>Runs through the body.</summary>
    protected void Follow(ControlFlowGraph graph, ImmutableDictionary<ISymbol, T> entry)
    {
        var before = new ImmutableDictionary<ISymbol, T>?[graph.Blocks.Length];
        before[0] = entry;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var block in graph.Blocks)
            {
                if (block.Predecessors.IsEmpty && block.Ordinal > 0 && block.IsReachable)
                    changed |= JoinHandler(before, block.Ordinal);
                if (before[block.Ordinal] is not { } state)
                    continue;
                State = state;
                Run(block);
                if (block.FallThroughSuccessor?.Destination is { } next)
                    changed |= Join(ref before[next.Ordinal], State);
                if (block.ConditionalSuccessor?.Destination is { } branch)
                    changed |= Join(ref before[branch.Ordinal], State);
            }
        }

        IsReporting = true;
        foreach (var block in graph.Blocks)
            if (before[block.Ordinal] is { } state)
            {
                State = state;
                Run(block);
            }
    }

    private void Run(BasicBlock block)
    {
        foreach (var operation in block.Operations)
            Visit(operation);
        if (block.BranchValue is { } value)
            Visit(value);
    }
}
