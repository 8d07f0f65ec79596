using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

internal sealed partial class MethodLowering
{
    // Arms are tried in order.
    private Operand Switch(ISwitchExpressionOperation @switch)
    {
        if (@switch.Arms.IsEmpty) throw Unsupported(@switch.Syntax, "a switch without arms is not compiled");
        if (Constant(@switch.Value) is string text)
        {
            return ArmOf(@switch, text) is { } only ? LowerOrThrow(only.Value) ?? throw Unsupported(@switch.Syntax, "the arm that is taken throws")
                : throw Unsupported(@switch.Syntax, $"no arm matches \"{text}\"");
        }

        var value = Subject(@switch.Value, @switch.Syntax);
        foreach (var arm in @switch.Arms) RejectAssignment(arm);
        var isComplete = IsComplete(@switch);
        if (!isComplete) RejectOthers(@switch, value);
        return Arm(0) ?? throw Unsupported(@switch.Syntax, "all arms throw");

        Operand? Arm(int k)
        {
            var arm = @switch.Arms[k];

            // Whatever no arm matches has failed.
            if (k == @switch.Arms.Length - 1 && !isComplete) return LowerOrThrow(arm.Value);
            if (Matches(arm.Pattern, value, arm.Guard) is not { } test) return LowerOrThrow(arm.Value);
            if (_truths.TryGetValue(test, out var matches)) return matches ? LowerOrThrow(arm.Value) : k + 1 < @switch.Arms.Length ? Arm(k + 1) : throw Unsupported(@switch.Syntax, "no arm matches");
            var (whenTrue, first) = Region(() => LowerOrThrow(arm.Value));
            var (whenFalse, second) = Region(() => Arm(k + 1));
            return Choose(test, whenTrue, first, whenFalse, second, arm.Syntax);
        }
    }

    private static bool IsComplete(ISwitchExpressionOperation @switch) => @switch.Arms.Any(a => a.Guard is null
        && a.Pattern is IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } or IDeclarationPatternOperation { DeclaredSymbol: not null });

    // C# throws where no arm matches, before it evaluates any.
    private void RejectOthers(ISwitchExpressionOperation @switch, Value value)
    {
        Value? any = null;
        var variables = _variables;
        foreach (var arm in @switch.Arms)
        {
            _variables = new(variables, SymbolEqualityComparer.Default);
            if (Matches(arm.Pattern, value, arm.Guard) is not { } test) break;
            any = any is null ? test : Either(any, test, arm.Syntax);
        }

        // A number is named in the message, unless there is one for each element.
        _variables = variables;
        var isMapped = VmapAttribute.Of(_inlining[0]) is not null;
        Fork(Not(any!, @switch.Syntax), () =>
        {
            Emit(OpTable.Throw, isMapped ? [] : [value], @switch.Syntax, Attributes.None.With("always", true)
                .With("statement", $"throw new global::System.Runtime.CompilerServices.SwitchExpressionException({(isMapped ? "" : "(object)$0")})"));
            _gone = true;
        }, () => { }, @switch.Syntax);
    }

    private Value Either(Value a, Value b, SyntaxNode syntax) =>
        _truths.TryGetValue(a, out var first) ? first ? a : b : _truths.TryGetValue(b, out var second) ? second ? b : a : Emit(OpTable.LogicalOr, [a, b], syntax);

    private Value Both(Value a, Value b, SyntaxNode syntax) =>
        _truths.TryGetValue(a, out var first) ? first ? b : a : _truths.TryGetValue(b, out var second) ? second ? a : b : Emit(OpTable.LogicalAnd, [a, b], syntax);

    // Sections are tried in order, `default` last.
    private void Switch(ISwitchOperation @switch)
    {
        if (Constant(@switch.Value) is string text)
        {
            var taken = @switch.Cases.FirstOrDefault(c => c.Clauses.Any(l => l is ISingleValueCaseClauseOperation single && Equals(single.Value.ConstantValue.Value, text)
                    || l is IPatternCaseClauseOperation { Guard: null } pattern && Matches(pattern.Pattern, text)))
                ?? @switch.Cases.FirstOrDefault(c => c.Clauses.Any(l => l is IDefaultCaseClauseOperation));
            if (taken is not null) Statements(Body(taken));
            Arrive(@switch.ExitLabel, @switch.Syntax);
            return;
        }

        var value = Subject(@switch.Value, @switch.Syntax);
        var sections = @switch.Cases.Where(c => !c.Clauses.Any(l => l is IDefaultCaseClauseOperation)).ToList();
        var otherwise = @switch.Cases.FirstOrDefault(c => c.Clauses.Any(l => l is IDefaultCaseClauseOperation));
        Section(0);
        Arrive(@switch.ExitLabel, @switch.Syntax);

        void Section(int k)
        {
            if (k < sections.Count)
            {
                Value? test = null;
                foreach (var clause in sections[k].Clauses)
                {
                    var one = clause switch
                    {
                        ISingleValueCaseClauseOperation single => Equal(value, Single(single.Value), clause.Syntax),
                        IPatternCaseClauseOperation pattern => Matches(pattern.Pattern, value, pattern.Guard) ?? Known(true),
                        _ => throw Unsupported(clause.Syntax, "this kind of case is not compiled"),
                    };
                    test = test is null ? one : Either(test, one, clause.Syntax);
                }

                Fork(test!, () => Statements(Body(sections[k])), () => Section(k + 1), sections[k].Syntax);
            }
            else if (otherwise is not null)
            {
                Statements(Body(otherwise));
            }
        }

        // The break that ends a section says nothing.
        ImmutableArray<IOperation> Body(ISwitchCaseOperation section) =>
            section.Body.LastOrDefault() is IBranchOperation { BranchKind: BranchKind.Break } last && SymbolEqualityComparer.Default.Equals(last.Target, @switch.ExitLabel)
                ? section.Body.RemoveAt(section.Body.Length - 1) : section.Body;
    }

    private Value Subject(IOperation operation, SyntaxNode @switch)
    {
        var value = Single(operation);
        return value.IsArray ? throw Unsupported(@switch, "a switch over an array is not compiled; use Where") : value;
    }

    // Whether a value matches; null if it always does.
    private Value? Matches(IPatternOperation pattern, Value value, IOperation? guard)
    {
        var test = Matches(pattern, value);
        if (guard is null) return test;
        if (test is null) return Truth(guard);

        // The guard is evaluated only where the pattern matches.
        RejectAssignment(guard);
        var (whenTrue, truth) = Region(() => Truth(guard));
        var (whenFalse, otherwise) = Region(() => Known(false));
        if (!whenTrue.Build([], []).Nodes.All(IsSafe)) return Join(test, whenTrue, truth, whenFalse, otherwise, guard.Syntax).Value!;
        foreach (var node in whenTrue.Build([], []).Nodes) _block.Add(node);
        return Emit(OpTable.LogicalAnd, [test, truth], guard.Syntax);
    }

    private Value? Matches(IPatternOperation pattern, Value value)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return null;
            case IDeclarationPatternOperation { MatchesNull: true } or IDeclarationPatternOperation { DeclaredSymbol: not null } when Always((IDeclarationPatternOperation)pattern):
                if (((IDeclarationPatternOperation)pattern).DeclaredSymbol is { } name) _variables[name] = value;
                return null;
            case IConstantPatternOperation constant:
                return Equal(value, Single(constant.Value), pattern.Syntax);
            case IRelationalPatternOperation relation when ScalarOp(relation.OperatorKind, null, relation.Value.Type) is { } op:
                return _numbers.TryGetValue(value, out var left0) && relation.Value.ConstantValue.Value is { } right0 && Computed(relation.OperatorKind, left0, right0) is bool holds ? Known(holds)
                    : Emit(op, [value, Single(relation.Value)], pattern.Syntax);
            case INegatedPatternOperation negated when Matches(negated.Pattern, value) is { } test:
                return Not(test, pattern.Syntax);
            case IBinaryPatternOperation binary:
                var (left, right) = (Matches(binary.LeftPattern, value), Matches(binary.RightPattern, value));
                return binary.OperatorKind == BinaryOperatorKind.And
                    ? left is null ? right : right is null ? left : Both(left, right, pattern.Syntax)
                    : left is null || right is null ? null : Either(left, right, pattern.Syntax);
            default:
                throw Unsupported(pattern.Syntax, "this pattern is not compiled");
        }
    }

    private static bool Always(IDeclarationPatternOperation pattern) => pattern.MatchesNull || SymbolEqualityComparer.Default.Equals(pattern.InputType, pattern.NarrowedType);

    // A constant pattern matches NaN, which equals nothing.
    private Value Equal(Value value, Value constant, SyntaxNode syntax)
    {
        if (_numbers.TryGetValue(value, out var a) && _numbers.TryGetValue(constant, out var b) && a is int && b is int) return Known(a.Equals(b));
        if (_truths.TryGetValue(value, out var x) && _truths.TryGetValue(constant, out var y)) return Known(x == y);
        if (!value.DType.IsFloat()) return Emit(OpTable.Equal, [value, constant], syntax);
        var isNaN = _block.IsNaN(constant);
        return isNaN ? Emit(OpTable.IsNaN, [value], syntax) : Emit(OpTable.Equal, [value, constant], syntax);
    }
}
