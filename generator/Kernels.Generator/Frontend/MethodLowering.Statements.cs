using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

internal sealed partial class MethodLowering
{
    /// <summary>Lowers statements in order; the operand returned if every path through them returns, else null.</summary>
    private Operand? Statements(ImmutableArray<IOperation> statements, int start = 0)
    {
        for (var k = start; k < statements.Length; k++)
        {
            _ct.ThrowIfCancellationRequested();
            var statement = statements[k];
            switch (statement)
            {
                case IReturnOperation { ReturnedValue: { } value }:
                    return Lower(value);
                case IBlockOperation block:
                    if (Statements(block.Operations.AddRange(statements.Skip(k + 1))) is { } returned) return returned;
                    return null;
                case IConditionalOperation condition when Returns(condition):
                    return EarlyReturn(condition, statements, k + 1);
                case ISwitchOperation:
                    throw Unsupported(statement.Syntax, "switch statements are not compiled; write a conditional expression or if");
                default:
                    Statement(statement);
                    break;
            }
        }

        return null;
    }

    private void Statement(IOperation statement)
    {
        switch (statement)
        {
            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(d => d.Declarators)) Declare(declarator);
                break;
            case IExpressionStatementOperation expression:
                Lower(expression.Operation);
                break;
            case IConditionalOperation condition:
                If(condition);
                break;
            case IForLoopOperation loop:
                For(loop);
                break;
            case IWhileLoopOperation { ConditionIsTop: true, ConditionIsUntil: false } loop:
                While(loop.Condition!, loop.Body, [], loop.Syntax);
                break;
            case IBlockOperation block:
                if (Statements(block.Operations) is not null) throw Unsupported(block.Syntax, "a loop cannot return; leave its result in a local");
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            case IThrowOperation:
                throw Unsupported(statement.Syntax, "kernels cannot throw; check arguments in the method that calls the kernel");
            case IForEachLoopOperation:
                throw Unsupported(statement.Syntax, "foreach is not compiled; write a for loop, or an operation on the whole array");
            case IBranchOperation:
                throw Unsupported(statement.Syntax, "break, continue and goto are not compiled; put the condition into the loop's header");
            default:
                throw Unsupported(statement.Syntax, "this kind of statement is not compiled");
        }
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        var initializer = declarator.GetVariableInitializer();
        if (initializer is null) return;            // assigned later, or on both branches
        Assign(declarator.Symbol, Lower(initializer.Value));
    }

    private void Assign(ISymbol variable, Operand value)
    {
        // The last name that a value goes under is the one that a reader expects.
        if (value.Value is { Name: null } plain) plain.Name = variable.Name;
        _variables[variable] = value;
    }

    private static bool Returns(IOperation operation) => operation.DescendantsAndSelf().Any(o => o is IReturnOperation { ReturnedValue: not null } && !IsInNestedFunction(o, operation));

    private static bool IsInNestedFunction(IOperation operation, IOperation root)
    {
        for (var o = operation.Parent; o is not null && o != root; o = o.Parent)
            if (o is IAnonymousFunctionOperation or ILocalFunctionOperation) return true;
        return false;
    }

    // if (c) return a; rest  becomes  if (c) { a } else { rest }: what follows belongs to every branch that goes on.
    private Operand EarlyReturn(IConditionalOperation condition, ImmutableArray<IOperation> statements, int next)
    {
        var test = Truth(condition.Condition);
        var rest = statements.RemoveRange(0, next);
        var before = _variables;
        var (whenTrue, first) = Region(() => Branch(condition.WhenTrue, rest));
        _variables = before;
        var (whenFalse, second) = Region(() => Branch(condition.WhenFalse, rest));
        _variables = before;
        if (first is null || second is null) throw Unsupported(condition.Syntax, "some path does not return a value");
        return Join(test, whenTrue, first, whenFalse, second, condition.Syntax);
    }

    private Operand? Branch(IOperation? branch, ImmutableArray<IOperation> rest)
    {
        _variables = new(_variables, SymbolEqualityComparer.Default);
        return Statements(branch is null ? rest : branch is IBlockOperation block ? block.Operations.AddRange(rest) : rest.Insert(0, branch));
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

    // An `if` whose branches each yield an operand of the same form.
    private Operand Join(Value test, BlockBuilder whenTrue, Operand first, BlockBuilder whenFalse, Operand second, SyntaxNode syntax)
    {
        var (a, b) = (first.Flatten().ToImmutableArray(), second.Flatten().ToImmutableArray());
        var results = a.Zip(b, (x, y) => new Value(Common(x, y, syntax), x.Name ?? y.Name)).ToImmutableArray();
        _block.AddRegions(OpTable.If, [test], [whenTrue.Build([], a), whenFalse.Build([], b)], results, source: Sources.Of(syntax));
        return first.Rebuild(new Queue<Value>(results));
    }

    // One type for a value that comes from either of two places.
    private static IrType Common(Value x, Value y, SyntaxNode syntax)
    {
        if (x.DType != y.DType || x.IsArray != y.IsArray) throw Unsupported(syntax, $"the branches give {x.Type} and {y.Type}");
        return x.Type.Equals(y.Type) ? x.Type : new ArrayType(x.DType, SymShape.Fresh("s"));
    }

    private void If(IConditionalOperation condition)
    {
        var test = Truth(condition.Condition);
        var before = _variables;
        Dictionary<ISymbol, Operand> Run(IOperation? branch, out BlockBuilder block)
        {
            _variables = new(before, SymbolEqualityComparer.Default);
            (block, _) = Region(() =>
            {
                if (branch is not null) Statement(branch);
                return 0;
            });
            return _variables;
        }

        var afterTrue = Run(condition.WhenTrue, out var whenTrue);
        var afterFalse = Run(condition.WhenFalse, out var whenFalse);
        _variables = before;
        var changed = afterTrue.Keys.Union(afterFalse.Keys, SymbolEqualityComparer.Default)
            .Where(v => afterTrue.ContainsKey(v!) && afterFalse.ContainsKey(v!) && !(before.TryGetValue(v!, out var old) && afterTrue[v!] == old && afterFalse[v!] == old))
            .Select(v => v!).ToList();
        var joined = Join(test, whenTrue, Operand.Tuple(changed.Select(v => afterTrue[v])), whenFalse, Operand.Tuple(changed.Select(v => afterFalse[v])), condition.Syntax);
        for (var k = 0; k < changed.Count; k++) Rebind(changed[k], joined.Items[k]);
    }

    private void Rebind(ISymbol variable, Operand operand)
    {
        if (operand.Value is { } value) value.Name = variable.Name;
        _variables[variable] = operand;
    }
}
