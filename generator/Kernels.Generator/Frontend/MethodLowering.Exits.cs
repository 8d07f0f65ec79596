using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// How break, continue and return become regions. Each target, the label of a loop or switch, or the method itself, has a truth value among the
// variables: whether control is on its way there. A method's goes with the value that it returns. `_alive` says whether control is here; what
// follows a statement after which it may not be runs under it. One that is absent is false, or for `_alive` true.
internal sealed partial class MethodLowering
{
    private readonly Dictionary<Value, bool> _truths = [];
    private readonly Dictionary<Value, Value> _negations = [];
    private Value? _alive;

    // Whether the statements so far certainly threw. Nothing comes after them, so where paths meet the other one's values hold.
    private bool _gone;

    private bool IsDead => _alive is { } alive && _truths.TryGetValue(alive, out var known) && !known;

    private Value Known(bool truth)
    {
        var value = _block.Constant(DType.Bool, truth ? "true" : "false");
        _truths[value] = truth;
        return value;
    }

    private Value Not(Value value, SyntaxNode syntax)
    {
        if (_truths.TryGetValue(value, out var known)) return Known(!known);
        if (_negations.TryGetValue(value, out var original)) return original;
        var negated = Emit(OpTable.LogicalNot, [value], syntax);
        _negations[negated] = value;
        return negated;
    }

    private void Leave(ISymbol target, Operand? result = null)
    {
        var flag = Known(true);
        _variables[target] = result is null ? flag : Operand.Tuple([flag, result]);
        _alive = Known(false);
    }

    private static bool IsExit(ISymbol symbol) => symbol is ILabelSymbol or IMethodSymbol;

    // Whether control is on its way to a target; null if it certainly is not.
    private Value? On(ISymbol target)
    {
        if (!_variables.TryGetValue(target, out var operand)) return null;
        var flag = operand.Value ?? operand.Items[0].Value!;
        return _truths.TryGetValue(flag, out var known) && !known ? null : flag;
    }

    // Control that was on its way to a label is there.
    private void Arrive(ISymbol label, SyntaxNode syntax)
    {
        if (!_variables.ContainsKey(label)) return;
        _variables.Remove(label);
        _alive = Here(syntax);
    }

    // Whether control is on its way to none of the targets; null if certainly so.
    private Value? Here(SyntaxNode syntax)
    {
        Value? left = null;
        foreach (var exit in _variables.Keys.Where(IsExit).ToList())
        {
            if (On(exit) is not { } flag) continue;
            left = left is null ? flag : Emit(OpTable.LogicalOr, [left, flag], syntax);
        }

        return left is null ? null : Not(left, syntax);
    }

    /// <summary>Whether a statement holds one that leaves it, for one of the targets.</summary>
    private static bool Leaves(IOperation operation, params ISymbol[] targets) => operation.DescendantsAndSelf().Any(o =>
        (IsReturn(o) || (o is IBranchOperation branch && targets.Contains(branch.Target, SymbolEqualityComparer.Default)))
        && !IsInNestedFunction(o, operation));

    // A method that returns nothing ends with one that nobody wrote.
    private static bool IsReturn(IOperation operation) => operation is IReturnOperation { Kind: OperationKind.Return } @return && (@return.ReturnedValue is not null || !@return.IsImplicit);

    private static bool IsInNestedFunction(IOperation operation, IOperation root)
    {
        for (var o = operation; o is not null && o != root; o = o.Parent)
            if (o is IAnonymousFunctionOperation or ILocalFunctionOperation) return true;
        return false;
    }

    // Whether control certainly does not reach what follows.
    private static bool AlwaysLeaves(IOperation? operation) => operation switch
    {
        IReturnOperation => IsReturn(operation),
        IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } => true,
        IBlockOperation block => block.Operations.Any(AlwaysLeaves),
        IConditionalOperation condition => AlwaysLeaves(condition.WhenTrue) && AlwaysLeaves(condition.WhenFalse),
        _ => false,
    };

    // Something of the type, for a path on which nothing reads it.
    private Operand Undefined(Operand like, SyntaxNode syntax) => like.Select(v => Undefined(v, syntax));

    private Value Undefined(Value like, SyntaxNode syntax) => like.IsArray
        ? Emit(OpTable.Create, [], syntax, Attributes.None.With("dtype", like.DType.Text()).With("call", $"global::Kernels.NDArray.Zeros<{like.DType.Keyword()}>()").With("undefined", true))
        : _block.Undefined(like.DType);

    // Runs one of two pieces of code, and joins what they leave behind.
    private void Fork(Value test, Action whenTrue, Action whenFalse, SyntaxNode syntax)
    {
        if (_truths.TryGetValue(test, out var known))
        {
            (known ? whenTrue : whenFalse)();
            return;
        }

        var before = _variables;
        Branch Run(Action build)
        {
            (_variables, _alive, _gone) = (new(before, SymbolEqualityComparer.Default), null, false);
            var (block, _) = Region(() =>
            {
                build();
                return 0;
            });
            return _gone ? new Branch(block, before, null, true) : new Branch(block, _variables, _alive, false);
        }

        var (a, b) = (Run(whenTrue), Run(whenFalse));
        (_variables, _alive, _gone) = (before, null, a.Gone && b.Gone);

        // What only one path has is read only if the other does not come back here.
        var changed = a.Variables.Keys.Union(b.Variables.Keys, SymbolEqualityComparer.Default).Select(v => v!).Where(v =>
            a.Variables.TryGetValue(v, out var x) & b.Variables.TryGetValue(v, out var y)
                ? !(before.TryGetValue(v, out var old) && x == old && y == old)
                : IsExit(v) || (x is null ? a : b) is { Gone: true } or { Alive: not null }).ToList();
        foreach (var branch in new[] { a, b }.Where(x => !x.Gone)) CheckAlone(changed, branch.Variables, before.ContainsKey, syntax);
        var left = changed.Select(v => Of(a, b, v)).ToList();
        var right = changed.Select(v => Of(b, a, v)).ToList();
        if (a.Alive is not null || b.Alive is not null)
        {
            left.Add(a.Alive ?? In(a, () => a.Gone ? Mirrored(b.Alive!, syntax) : Known(true)));
            right.Add(b.Alive ?? In(b, () => b.Gone ? Mirrored(a.Alive!, syntax) : Known(true)));
        }

        var joined = Join(test, a.Block, Operand.Tuple(left), b.Block, Operand.Tuple(right), syntax);
        for (var k = 0; k < changed.Count; k++) Rebind(changed[k], joined.Items[k]);
        if (joined.Items.Length > changed.Count) _alive = joined.Items[changed.Count].Value;
        if (_alive is { } alive && _truths.TryGetValue(alive, out var always) && always) _alive = null;

        Operand Of(Branch own, Branch other, ISymbol variable)
        {
            if (own.Variables.TryGetValue(variable, out var operand)) return operand;
            var like = other.Variables[variable];
            if (own.Gone) return In(own, () => like.Select(v => Mirrored(v, syntax)));
            return In(own, () => !IsExit(variable) ? Undefined(like, syntax)
                : like.IsTuple ? Operand.Tuple([Known(false), Undefined(like.Items[1], syntax)]) : Known(false));
        }
    }

    private T In<T>(Branch branch, Func<T> build) => In(branch.Block, build);

    private T In<T>(BlockBuilder block, Func<T> build)
    {
        var outer = _block;
        _block = block;
        try
        {
            return build();
        }
        finally
        {
            _block = outer;
        }
    }

    // Something of the type for a path that threw: a truth value that is known on the other path stays known.
    private Value Mirrored(Value other, SyntaxNode syntax) => _truths.TryGetValue(other, out var known) ? Known(known) : Undefined(other, syntax);

    private sealed record Branch(BlockBuilder Block, Dictionary<ISymbol, Operand> Variables, Value? Alive, bool Gone);
}
