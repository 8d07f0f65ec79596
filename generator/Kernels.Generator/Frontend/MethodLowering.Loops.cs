using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

internal sealed partial class MethodLowering
{
    // for (int i = a; i < b; i++) with a bound and a counter that the body leaves alone, and no way out but the bound, is a `for`; any other a `while`.
    private void For(IForLoopOperation loop)
    {
        if (Counted(loop) is { } known && Turns(known) is { } turns && ReadsList(loop.Body))
        {
            Unrolled(loop, known.Counter, turns);
            return;
        }

        if (!Leaves(loop.Body, loop.ExitLabel) && Counted(loop) is { } counted)
        {
            var first = Single(counted.First);
            // An inclusive bound is a constant.
            var bound = counted.Inclusive || counted.InclusiveDown
                ? _block.Constant(first.DType, ((int)counted.Bound.ConstantValue.Value! + (counted.Inclusive ? 1 : -1)).ToString(System.Globalization.CultureInfo.InvariantCulture))
                : Single(counted.Bound);
            var step = _block.Constant(first.DType, counted.Step.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var counter = new Value(new ScalarType(first.DType), counted.Counter.Name);
            Counted(loop, [first, bound, step], counter, counted.Counter, () => _variables[counted.Counter] = counter);
            _variables.Remove(counted.Counter);
            return;
        }

        Statements(loop.Before);
        var (top, bottom) = (loop.Condition, loop.AtLoopBottom);
        While(loop, new LoopParts(Top: top is null ? null : () => Truth(top), Bottom: () => Statements(bottom)) { Test = top?.Syntax, Operations = top is null ? bottom : bottom.Add(top) });
    }

    // The counts of a short loop whose bounds are known while compiling.
    private ImmutableArray<int>? Turns(CountedLoop loop)
    {
        if (loop.Counter.Type.SpecialType != SpecialType.System_Int32 || Constant(loop.First) is not int first || Constant(loop.Bound) is not int bound) return null;
        var turns = ImmutableArray.CreateBuilder<int>();
        for (long k = first; loop.Step > 0 ? k < bound || (loop.Inclusive && k == bound) : k > bound || (loop.InclusiveDown && k == bound); k += loop.Step)
        {
            if (turns.Count == LongestUnrolled || k is < int.MinValue or > int.MaxValue) return null;
            turns.Add((int)k);
        }

        return turns.ToImmutable();
    }

    // Whether a body indexes an array whose elements are written in the kernel: turn by turn, each element is known.
    private bool ReadsList(IOperation body) => body.Descendants().Any(o => (o switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference,
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Instance,
        _ => Extended(o),
    }) is { } list && VariableOf(list) is { } variable && _variables.TryGetValue(variable, out var operand) && operand.Kind == OperandKind.List);

    private void Unrolled(IForLoopOperation loop, ILocalSymbol counter, ImmutableArray<int> turns)
    {
        Turn(0);
        Arrive(loop.ExitLabel, loop.Syntax);

        void Turn(int k)
        {
            if (k == turns.Length) return;
            _variables[counter] = Number(DType.I32, turns[k]);
            Statements([loop.Body]);
            Arrive(loop.ContinueLabel, loop.Syntax);
            Guarded(() => Turn(k + 1), loop.Syntax);
        }
    }

    // A loop of known bounds that nothing leaves early.
    private void Counted(ILoopOperation loop, Value[] bounds, Value counter, ISymbol? variable, Action begin) =>
        Carry([loop.Body], variable, null, loop.Syntax, (carried, arguments) =>
        {
            var (block, yields) = Region(() =>
            {
                begin();
                Statements([loop.Body]);
                RejectThrown(loop.Syntax);
                Arrive(loop.ContinueLabel, loop.Syntax);
                return Current(carried);
            });
            return new Turn(OpTable.For, bounds, [block.Build([counter, .. arguments], yields)], yields, yields, []);
        });

    /// <summary>What there is of a loop besides its body.</summary>
    /// <param name="Top">The condition before each turn.</param>
    /// <param name="Begin">What a turn begins with.</param>
    /// <param name="Bottom">What it ends with.</param>
    /// <param name="Below">The condition after each turn.</param>
    private sealed record LoopParts(Func<Value>? Top = null, Action? Begin = null, Action? Bottom = null, Func<Value>? Below = null)
    {
        /// <summary>The condition.</summary>
        public SyntaxNode? Test { get; init; }

        /// <summary>The operations in these.</summary>
        public ImmutableArray<IOperation> Operations { get; init; } = [];

        /// <summary>A variable besides those that the operations change.</summary>
        public ISymbol? Carried { get; init; }
    }

    // Region 0 is the loop up to the last statement with a way out, region 1 the rest. A loop with its condition below has all in region 0.
    private void While(ILoopOperation loop, LoopParts parts)
    {
        var (exit, next) = (loop.ExitLabel, loop.ContinueLabel);
        var body = loop.Body is IBlockOperation block ? block.Operations : [loop.Body];
        var (top, below, test) = (parts.Top, parts.Below, parts.Test ?? loop.Syntax);
        var split = below is not null ? body.Length : body.ToList().FindLastIndex(s => Leaves(s, exit)) + 1;
        var (head, tail) = (body.RemoveRange(split, body.Length - split), body.RemoveRange(0, split));
        Carry(parts.Operations.Add(loop.Body), null, parts.Carried, loop.Syntax, (carried, arguments) =>
        {
            var before = new Dictionary<ISymbol, Operand>(_variables, SymbolEqualityComparer.Default);
            var (first, go) = Region(() =>
            {
                void Head()
                {
                    parts.Begin?.Invoke();
                    Statements(head);
                }

                if (top is null) Head();
                else Fork(top(), Head, () => Leave(exit), test);
                if (below is not null)
                {
                    Arrive(next, test);
                    void Test() => Fork(below(), () => { }, () => Leave(exit), test);
                    if (_alive is { } alive && !IsDead) Fork(alive, Test, () => _alive = Known(false), test);
                    else if (!IsDead) Test();
                }

                // On its way to the next turn, control has not left.
                var leaving = On(next) is { } skips ? WithoutFlag(next, () => Here(loop.Syntax)) : _alive;
                return leaving ?? Known(true);
            });

            // What the first region found out goes on to the second, and out of the loop.
            var neverEnds = !_variables.ContainsKey(exit);
            _variables.Remove(exit);
            var found = _variables.Where(v => !(before.TryGetValue(v.Key, out var old) && old == v.Value)).Select(v => v.Key).ToList();
            foreach (var variable in carried.Where(v => !found.Contains(v, SymbolEqualityComparer.Default))) found.Add(variable);
            var (exits, forms) = (Current(found), found.Select(v => _variables[v]).ToList());
            var inner = exits.Select(e => new Value(e.Type, e.Name)).ToImmutableArray();
            var (second, yields) = Region(() =>
            {
                Rebuild(found, inner);
                foreach (var left in found.Where(v => v is IMethodSymbol)) _variables.Remove(left);
                _alive = On(next) is { } skips ? Not(skips, loop.Syntax) : null;
                Guarded(tail);
                RejectThrown(loop.Syntax);
                Arrive(next, loop.Syntax);
                _alive = null;
                parts.Bottom?.Invoke();
                return Current(carried);
            });
            return new Turn(OpTable.While, [], [first.Build(arguments, [go, .. exits]), second.Build(inner, yields)], yields, exits, inner)
            {
                Found = found,
                Forms = forms,
                NeverEnds = neverEnds,
            };
        });
    }

    private Value? WithoutFlag(ISymbol label, Func<Value?> build)
    {
        var flag = _variables[label];
        _variables.Remove(label);
        var result = build();
        _variables[label] = flag;
        return result;
    }

    private ImmutableArray<Value> Current(IEnumerable<ISymbol> variables) => [.. variables.SelectMany(v => _variables[v].Flatten())];

    private void Rebuild(IEnumerable<ISymbol> variables, IEnumerable<Value> values)
    {
        var queue = new Queue<Value>(values);
        foreach (var variable in variables) _variables[variable] = _variables[variable].Rebuild(queue);
    }

    // The regions of a loop, built once for given types of what it carries.
    private sealed record Turn(OpDef Op, Value[] Before, ImmutableArray<Block> Regions, ImmutableArray<Value> Next, ImmutableArray<Value> Exits, ImmutableArray<Value> Inner)
    {
        public List<ISymbol>? Found { get; init; }

        public List<Operand>? Forms { get; init; }

        public bool NeverEnds { get; init; }
    }

    // Finds the variables that a loop changes, and builds the loop until their shapes do not change any more.
    private void Carry(IEnumerable<IOperation> parts, ISymbol? counter, ISymbol? also, SyntaxNode syntax, Func<List<ISymbol>, ImmutableArray<Value>, Turn> build)
    {
        var carried = parts.SelectMany(Assigned).Distinct(SymbolEqualityComparer.Default)
            .Where(v => _variables.ContainsKey(v!) && !SymbolEqualityComparer.Default.Equals(v, counter)).Select(v => v!).ToList();
        if (also is not null) carried.Add(also);
        var before = _variables;
        CheckAlone(carried, before, _ => true, syntax);
        var initial = Current(carried);
        var types = initial.Select(v => v.Type).ToArray();
        var names = carried.SelectMany(v => before[v].Flatten().Select(_ => v.Name)).ToArray();
        var changing = new bool[types.Length];
        while (true)
        {
            (_variables, _alive) = (new(before, SymbolEqualityComparer.Default), null);
            var arguments = types.Select((t, k) => new Value(t, names[k])).ToImmutableArray();
            Rebuild(carried, arguments);
            var turn = build(carried, arguments);
            CheckAlone(carried, _variables, before.ContainsKey, syntax);
            if (carried.FirstOrDefault(v => !_variables[v].HasFormOf(before[v])) is { } other)
                throw Unsupported(syntax, $"'{other.Name}' is another kind of range or list at the next turn, and which is not known while compiling");

            // A shape that a turn changes is one of its own, of which nothing is known.
            var changed = false;
            for (var k = 0; k < types.Length; k++)
            {
                if (changing[k] || turn.Next[k].Type.Equals(types[k])) continue;
                if (turn.Next[k].DType != types[k].DType || turn.Next[k].IsArray != types[k] is ArrayType)
                    throw Unsupported(syntax, $"'{names[k]}' is {types[k]} before the loop and {turn.Next[k].Type} in it");
                types[k] = new ArrayType(types[k].DType, SymShape.Fresh(names[k]));
                changed = changing[k] = true;
            }

            if (changed) continue;
            IrType Result(Value exit, int k)
            {
                k = turn.Op is For ? k : arguments.IndexOf(exit);
                return k >= 0 ? changing[k] ? new ArrayType(exit.DType, SymShape.Fresh(names[k])) : types[k]
                    : exit.IsArray ? new ArrayType(exit.DType, SymShape.Fresh(exit.Name ?? "s")) : exit.Type;
            }

            var results = turn.Exits.Select((e, k) => new Value(Result(e, k), turn.Op is For ? names[k] : e.Name)).ToImmutableArray();
            var found = turn.Found ?? carried;
            if (turn.NeverEnds && !found.Any(v => v is IMethodSymbol)) throw Unsupported(syntax, "a loop without a condition and without break or return never ends");
            var after = new Queue<Value>(results);
            var operands = (turn.Forms ?? [.. found.Select(v => _variables[v])]).Select(f => f.Rebuild(after)).ToList();
            (_variables, _alive) = (before, null);
            _block.AddRegions(turn.Op, [.. turn.Before, .. initial], turn.Regions, results, source: Sources.Of(syntax));
            for (var k = 0; k < found.Count; k++)
            {
                // What the loop declares is not seen after it.
                if (IsExit(found[k])) _variables[found[k]] = turn.NeverEnds && found[k] is IMethodSymbol ? Left(operands[k]) : operands[k];
                else if (before.ContainsKey(found[k])) _variables[found[k]] = operands[k];
            }

            if (turn.Op is While) _alive = turn.NeverEnds ? Known(false) : Here(syntax);
            return;
        }
    }

    private Operand Left(Operand result) => result.IsTuple ? Operand.Tuple([Known(true), result.Items[1]]) : Known(true);

    // The variables that an operation changes, by itself or in local functions that it calls.
    private IEnumerable<ISymbol> Assigned(IOperation operation)
    {
        HashSet<IMethodSymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<IOperation> bodies = new([operation]);
        while (bodies.Count > 0)
        {
            foreach (var o in bodies.Dequeue().DescendantsAndSelf())
            {
                if (o is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } && seen.Add(function.OriginalDefinition) && BodyOf(function.OriginalDefinition) is { } body)
                    bodies.Enqueue(body);
                if (o is IArgumentOperation { Value: var given } && VariableOf(Underlying(given)) is { } array && _variables.TryGetValue(array, out var operand) && operand.Identity is not null) yield return array;
                if (Target(o) is not { } whole) continue;
                foreach (var target in Parts(whole))
                {
                    // Of an element, its array.
                    if (ListOf(target) is { } list)
                    {
                        if (VariableOf(Underlying(list)) is { } written) yield return written;
                        continue;
                    }

                    foreach (var part in target.DescendantsAndSelf())
                        if (VariableOf(part) is { } variable) yield return variable;
                }
            }
        }
    }

    private static IOperation? Target(IOperation operation) => operation switch
    {
        IAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation } => null,
        IAssignmentOperation assignment => assignment.Target,
        IIncrementOrDecrementOperation increment => increment.Target,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
        IInvocationOperation => Extended(operation),
        _ => null,
    };

    private sealed record CountedLoop(ILocalSymbol Counter, IOperation First, IOperation Bound, int Step, bool Inclusive, bool InclusiveDown);

    private CountedLoop? Counted(IForLoopOperation loop)
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
        if (bound.DescendantsAndSelf().Any(o => o is IInvocationOperation || (VariableOf(o) is { } variable && (SymbolEqualityComparer.Default.Equals(variable, counter)
            || (assigned.Contains(variable) && !IsLengthOf(o, loop.Body) && !IsShapeOf(o, loop.Body)))))) return null;
        var inclusive = condition.OperatorKind is BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual;
        if (inclusive && !(bound.ConstantValue.HasValue && bound.ConstantValue.Value is int and > int.MinValue and < int.MaxValue)) return null;
        return new CountedLoop(counter, first.Value, bound, step, inclusive && up, inclusive && down);
    }

    // The length of an array whose elements alone are written.
    private static bool IsLengthOf(IOperation array, IOperation body) => array.Parent is IPropertyReferenceOperation { Property.Name: "Length" }
        && VariableOf(array) is { } variable && !body.DescendantsAndSelf().Select(Target).OfType<IOperation>().SelectMany(Parts).Any(t => SymbolEqualityComparer.Default.Equals(VariableOf(t), variable));

    // The shape of an array that only updates replace, by what has the same: x = x.At[...].Set(value).
    private static bool IsShapeOf(IOperation array, IOperation body)
    {
        if (array.Parent is not IPropertyReferenceOperation { Property.Name: "Shape" or "Rank" or "Size" } || VariableOf(array) is not { } variable) return false;
        return body.DescendantsAndSelf().All(o => o is ISimpleAssignmentOperation assignment && Is(assignment.Target) ? KeepsShape(assignment.Value)
            : o is not IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } && (Target(o) is not { } target || !Parts(target).Any(p => p.DescendantsAndSelf().Any(Is))));

        bool Is(IOperation operation) => SymbolEqualityComparer.Default.Equals(VariableOf(operation), variable);

        bool KeepsShape(IOperation value) => Is(value) || (value is IInvocationOperation { TargetMethod.Name: not "Get" } update
            && IsAtUpdate(update) is { Instance: IPropertyReferenceOperation { Instance: { } updated } } && KeepsShape(updated));
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
}
