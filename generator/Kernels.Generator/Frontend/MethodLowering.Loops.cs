using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

internal sealed partial class MethodLowering
{
    // for (int i = a; i < b; i++) with a bound and a counter that the body leaves alone is a `for`; any other a `while`.
    private void For(IForLoopOperation loop)
    {
        if (Counted(loop) is { } counted)
        {
            var first = Single(counted.First);
            // An inclusive bound is a constant.
            var bound = counted.Inclusive || counted.InclusiveDown
                ? _block.Constant(first.DType, ((int)counted.Bound.ConstantValue.Value! + (counted.Inclusive ? 1 : -1)).ToString(System.Globalization.CultureInfo.InvariantCulture))
                : Single(counted.Bound);
            var step = _block.Constant(first.DType, counted.Step.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var counter = new Value(new ScalarType(first.DType), counted.Counter.Name);
            Carry(loop.Body, [], counted.Counter, (carried, arguments, results) =>
            {
                var (block, yields) = Region(() =>
                {
                    _variables[counted.Counter] = counter;
                    Statement(loop.Body);
                    return carried.SelectMany(v => _variables[v].Flatten()).ToImmutableArray();
                });
                return (OpTable.For, new[] { first, bound, step }, new[] { block.Build([counter, .. arguments], yields) }, yields);
            }, loop.Syntax);
            _variables.Remove(counted.Counter);
            return;
        }

        foreach (var statement in loop.Before) Statement(statement);
        if (loop.Condition is null) throw Unsupported(loop.Syntax, "a loop without a condition never ends");
        While(loop.Condition, loop.Body, loop.AtLoopBottom, loop.Syntax);
    }

    private void While(IOperation condition, IOperation body, ImmutableArray<IOperation> bottom, SyntaxNode syntax) =>
        Carry(body, bottom.Add(condition), null, (carried, arguments, results) =>
        {
            var entry = new Dictionary<ISymbol, Operand>(_variables, SymbolEqualityComparer.Default);
            var (test, truth) = Region(() => Truth(condition));
            _variables = entry;

            // The condition's block has arguments of its own.
            var (again, yields) = Region(() =>
            {
                Statement(body);
                foreach (var statement in bottom) Statement(statement);
                return carried.SelectMany(v => _variables[v].Flatten()).ToImmutableArray();
            });
            var own = arguments.Select(a => new Value(a.Type, a.Name)).ToImmutableArray();
            var head = Substitute(test.Build(arguments, [truth]), arguments, own);
            return (OpTable.While, Array.Empty<Value>(), new[] { head, again.Build(arguments, yields) }, yields);
        }, syntax);

    private delegate (OpDef Op, Value[] Before, Block[] Regions, ImmutableArray<Value> Yields) LoopBuilder(
        List<ISymbol> carried, ImmutableArray<Value> arguments, ImmutableArray<Value> results);

    // Finds the variables that a loop changes, and builds the loop until their shapes do not change any more.
    private void Carry(IOperation body, ImmutableArray<IOperation> others, ISymbol? counter, LoopBuilder build, SyntaxNode syntax)
    {
        var carried = others.Insert(0, body).SelectMany(Assigned).Distinct(SymbolEqualityComparer.Default)
            .Where(v => _variables.ContainsKey(v!) && !SymbolEqualityComparer.Default.Equals(v, counter)).Select(v => v!).ToList();
        var before = _variables;
        var initial = carried.SelectMany(v => before[v].Flatten()).ToImmutableArray();
        var types = initial.Select(v => v.Type).ToArray();
        var changing = new bool[types.Length];
        while (true)
        {
            _variables = new(before, SymbolEqualityComparer.Default);
            var names = carried.SelectMany(v => before[v].Flatten().Select(_ => v.Name)).ToArray();
            var arguments = types.Select((t, k) => new Value(t, names[k])).ToImmutableArray();
            var queue = new Queue<Value>(arguments);
            foreach (var variable in carried) _variables[variable] = before[variable].Rebuild(queue);
            var (op, operands, regions, yields) = build(carried, arguments, []);

            // A shape that a turn changes is one of its own, of which nothing is known.
            var changed = false;
            for (var k = 0; k < types.Length; k++)
            {
                if (changing[k] || yields[k].Type.Equals(types[k])) continue;
                if (yields[k].DType != types[k].DType || yields[k].IsArray != types[k] is ArrayType)
                    throw Unsupported(syntax, $"'{names[k]}' is {types[k]} before the loop and {yields[k].Type} in it");
                types[k] = new ArrayType(types[k].DType, SymShape.Fresh(names[k]));
                changed = changing[k] = true;
            }

            if (changed) continue;
            var results = types.Select((t, k) => new Value(changing[k] ? new ArrayType(t.DType, SymShape.Fresh(names[k])) : t, names[k])).ToImmutableArray();
            _variables = before;
            _block.AddRegions(op, [.. operands, .. initial], [.. regions], results, source: Sources.Of(syntax));
            queue = new Queue<Value>(results);
            foreach (var variable in carried) _variables[variable] = before[variable].Rebuild(queue);
            return;
        }
    }

    private static IEnumerable<ISymbol> Assigned(IOperation operation)
    {
        foreach (var o in operation.DescendantsAndSelf())
        {
            var target = o switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                _ => null,
            };
            if (target is null) continue;
            foreach (var part in target.DescendantsAndSelf())
            {
                if (part is ILocalReferenceOperation local) yield return local.Local;
                else if (part is IParameterReferenceOperation parameter) yield return parameter.Parameter;
            }
        }
    }

    private sealed record CountedLoop(ILocalSymbol Counter, IOperation First, IOperation Bound, int Step, bool Inclusive, bool InclusiveDown);

    private static CountedLoop? Counted(IForLoopOperation loop)
    {
        if (loop.Before.Length != 1 || loop.Before[0] is not IVariableDeclarationGroupOperation group) return null;
        var declarators = group.Declarations.SelectMany(d => d.Declarators).ToList();
        if (declarators.Count != 1 || declarators[0].GetVariableInitializer() is not { } first) return null;
        var counter = declarators[0].Symbol;
        if (counter.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64)) return null;
        if (loop.Condition is not IBinaryOperation { LeftOperand: ILocalReferenceOperation left } condition || !SymbolEqualityComparer.Default.Equals(left.Local, counter)) return null;
        if (loop.AtLoopBottom.Length != 1 || Step(loop.AtLoopBottom[0], counter) is not { } step || step == 0) return null;
        var up = condition.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;
        var down = condition.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
        if (!(up && step > 0) && !(down && step < 0)) return null;

        // The bound is evaluated once, so it must not depend on what the loop changes, and <= must not overflow.
        var assigned = new HashSet<ISymbol>(Assigned(loop.Body), SymbolEqualityComparer.Default);
        if (assigned.Contains(counter)) return null;
        var bound = condition.RightOperand;
        if (bound.DescendantsAndSelf().Any(o => o is IInvocationOperation || (o is ILocalReferenceOperation l && (assigned.Contains(l.Local) || SymbolEqualityComparer.Default.Equals(l.Local, counter)))
            || (o is IParameterReferenceOperation p && assigned.Contains(p.Parameter)))) return null;
        var inclusive = condition.OperatorKind is BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual;
        if (inclusive && !(bound.ConstantValue.HasValue && bound.ConstantValue.Value is int and > int.MinValue and < int.MaxValue)) return null;
        return new CountedLoop(counter, first.Value, bound, step, inclusive && up, inclusive && down);
    }

    private static int? Step(IOperation statement, ILocalSymbol counter)
    {
        if (statement is not IExpressionStatementOperation { Operation: var operation }) return null;
        switch (operation)
        {
            case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation target } increment when SymbolEqualityComparer.Default.Equals(target.Local, counter):
                return increment.Kind == OperationKind.Increment ? 1 : -1;
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation target, Value.ConstantValue: { HasValue: true, Value: int by } } compound when SymbolEqualityComparer.Default.Equals(target.Local, counter):
                return compound.OperatorKind == BinaryOperatorKind.Add ? by : compound.OperatorKind == BinaryOperatorKind.Subtract ? -by : null;
            default:
                return null;
        }
    }

    private static Block Substitute(Block block, ImmutableArray<Value> from, ImmutableArray<Value> to)
    {
        var map = from.Zip(to, (f, t) => (f, t)).ToDictionary(p => p.f, p => p.t);
        Value Map(Value v) => map.TryGetValue(v, out var t) ? t : v;
        Block Visit(Block b) => new([.. b.Args.Select(Map)],
            [.. b.Nodes.Select(n => new Node(n.Op, [.. n.Operands.Select(Map)], n.Attributes, [.. n.Regions.Select(Visit)], n.Results, n.Source))],
            [.. b.Yields.Select(Map)]);
        return Visit(block);
    }
}
