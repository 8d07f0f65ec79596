using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

internal sealed partial class MethodLowering
{
    /// <summary>Lowers statements in order; control is here when they begin.</summary>
    private void Statements(ImmutableArray<IOperation> statements)
    {
        for (var k = 0; k < statements.Length; k++)
        {
            _ct.ThrowIfCancellationRequested();
            var statement = statements[k];
            if (statement is IBlockOperation block)
            {
                Statements(block.Operations.AddRange(statements.Skip(k + 1)));
                return;
            }

            // if (c) return a; rest  becomes  if (c) { a } else { rest }: what follows belongs to the branch that goes on, if only one does.
            if (statement is IConditionalOperation condition && (AlwaysLeaves(condition.WhenTrue) || AlwaysLeaves(condition.WhenFalse)))
            {
                var rest = statements.RemoveRange(0, k + 1);
                If(condition, AlwaysLeaves(condition.WhenTrue) ? [] : rest, AlwaysLeaves(condition.WhenFalse) ? [] : rest);
                return;
            }

            Statement(statement);
            if (_gone) return;
            if (_alive is null) continue;
            Guarded(statements.RemoveRange(0, k + 1));
            return;
        }
    }

    private void Guarded(ImmutableArray<IOperation> statements)
    {
        if (statements.Length != 0) Guarded(() => Statements(statements), statements[0].Syntax);
    }

    // What runs only if control is still here.
    private void Guarded(Action statements, SyntaxNode syntax)
    {
        if (_gone) return;
        if (_alive is not { } alive)
        {
            statements();
            return;
        }

        if (IsDead) return;
        Fork(alive, () =>
        {
            // Here control is on its way to no target; what it was on its way to before matters again where the paths meet.
            var exits = _variables.Where(v => IsExit(v.Key)).ToList();
            foreach (var exit in exits) _variables.Remove(exit.Key);
            statements();
            foreach (var exit in exits.Where(e => !_variables.ContainsKey(e.Key))) _variables[exit.Key] = exit.Value;
        }, () => _alive = Known(false), syntax);
    }

    private void Statement(IOperation statement)
    {
        switch (statement)
        {
            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(d => d.Declarators)) Declare(declarator);
                break;
            case IExpressionStatementOperation { Operation: var operation } when Thrown(operation) is { } @throw:
                Throw(@throw);
                break;
            case IExpressionStatementOperation expression:
                Lower(expression.Operation);
                break;
            case IConditionalOperation condition:
                If(condition, [], []);
                break;
            case IForLoopOperation loop:
                For(loop);
                break;
            case IWhileLoopOperation { ConditionIsUntil: false, Condition: { } test } loop:
                While(loop, (loop.ConditionIsTop ? new LoopParts(Top: () => Truth(test)) : new LoopParts(Below: () => Truth(test))) with { Test = test.Syntax, Operations = [test] });
                break;
            case IBlockOperation block:
                Statements(block.Operations);
                break;
            case ISwitchOperation @switch:
                Switch(@switch);
                break;
            case IReturnOperation { ReturnedValue: { } value } when Thrown(value) is { } @throw:
                Throw(@throw);
                break;
            case IReturnOperation { ReturnedValue: { } value }:
                Leave(_inlining[_inlining.Count - 1], Lower(value));
                break;
            case IReturnOperation when IsReturn(statement):
                Leave(_inlining[_inlining.Count - 1]);
                break;
            case IReturnOperation { Kind: OperationKind.Return }:
                break;
            case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } branch:
                Leave(branch.Target);
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            case IThrowOperation @throw:
                Throw(@throw);
                break;
            case IForEachLoopOperation loop:
                Foreach(loop);
                break;
            case IBranchOperation:
                throw Unsupported(statement.Syntax, "goto is not compiled; write a loop, or repeat the statements of the other case");
            default:
                throw Unsupported(statement.Syntax, "this kind of statement is not compiled");
        }
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        var initializer = declarator.GetVariableInitializer();
        if (initializer is null) return;            // assigned later, or on both branches
        Assign(declarator.Symbol, AsOwned(declarator.Symbol, Lower(initializer.Value), initializer.Syntax));
    }

    private void Assign(ISymbol variable, Operand value)
    {
        // The last name that a value goes under is the one that a reader expects.
        if (value.Value is { Name: null } plain) plain.Name = variable.Name;
        _variables[variable] = value;
    }

    // Builds nodes into a block of their own.
    private (BlockBuilder Block, T Result) Region<T>(Func<T> build)
    {
        var outer = _block;
        _block = new BlockBuilder();
        try
        {
            return (_block, build());
        }
        finally
        {
            _block = outer;
        }
    }

    // The branches, each with the statements that follow if control comes from there only.
    private void If(IConditionalOperation condition, ImmutableArray<IOperation> afterTrue, ImmutableArray<IOperation> afterFalse)
    {
        ImmutableArray<IOperation> List(IOperation? branch, ImmutableArray<IOperation> after) => branch is null ? after : after.Insert(0, branch);
        Fork(Constant(condition.Condition) is bool known ? Known(known) : Truth(condition.Condition), () => Statements(List(condition.WhenTrue, afterTrue)), () => Statements(List(condition.WhenFalse, afterFalse)), condition.Syntax);
    }

    // An `if` whose branches each yield an operand of the same form. What both yield alike, or as opposites, needs no choice.
    private Operand Join(Value test, BlockBuilder whenTrue, Operand first, BlockBuilder whenFalse, Operand second, SyntaxNode syntax)
    {
        if (!first.HasFormOf(second)) throw Unsupported(syntax, first.Kind == OperandKind.Function ? "which method the delegate calls is not known while compiling; call it in each branch" : "the branches give different kinds of ranges or lists, and which is not known while compiling");
        var (a, b) = (first.Flatten().ToImmutableArray(), second.Flatten().ToImmutableArray());
        var results = new Value[a.Length];
        var chosen = new List<int>();
        for (var k = 0; k < a.Length; k++)
        {
            if (ReferenceEquals(a[k], b[k])) results[k] = a[k];
            else if (!_truths.TryGetValue(a[k], out var x) || !_truths.TryGetValue(b[k], out var y)) chosen.Add(k);
            else results[k] = x == y ? Known(x) : x ? test : Not(test, syntax);
        }

        if (chosen.Count == 0 && whenTrue.HoldsOnlyConstants && whenFalse.HoldsOnlyConstants) return first.Rebuild(new Queue<Value>(results));
        foreach (var k in chosen) results[k] = new Value(Common(a[k], b[k], syntax), a[k].Name ?? b[k].Name);
        var (left, right) = (whenTrue.Build([], [.. chosen.Select(k => a[k])]), whenFalse.Build([], [.. chosen.Select(k => b[k])]));
        _block.AddRegions(OpTable.If, [test], [left, right], [.. chosen.Select(k => results[k])], source: Sources.Of(syntax));
        return first.Rebuild(new Queue<Value>(results));
    }

    // One type for a value that comes from either of two places.
    private static IrType Common(Value x, Value y, SyntaxNode syntax)
    {
        if (x.DType != y.DType || x.IsArray != y.IsArray) throw Unsupported(syntax, $"the branches give {x.Type} and {y.Type}");
        return x.Type.Equals(y.Type) ? x.Type : new ArrayType(x.DType, SymShape.Fresh("s"));
    }

    private void Rebind(ISymbol variable, Operand operand)
    {
        if (operand.Value is { } value && !IsExit(variable)) value.Name = variable.Name;
        _variables[variable] = operand;
    }
}
