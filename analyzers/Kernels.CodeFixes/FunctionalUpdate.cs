using Kernels.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Kernels.CodeFixes;

/// <summary>Rewrites a mutation of an array into the functional update that means the same.</summary>
internal static class FunctionalUpdate
{
    /// <summary>The mutation of which <paramref name="target"/> is the target, and the assignment to put in its place;
    /// null where there is none: the array is not a variable, or the mutation's value is used.</summary>
    public static (ExpressionSyntax Mutation, ExpressionSyntax Update)? TryCreate(
        ElementAccessExpressionSyntax target, SemanticModel model, KernelsSymbols symbols, CancellationToken cancellation)
    {
        if (Mutation(target) is not { } mutation || !Discarded.Is(mutation, model, cancellation))
            return null;

        // a[i][j] is the variable a under a chain of indices.
        ExpressionSyntax array = target;
        var indices = new List<BracketedArgumentListSyntax>();
        while (array is ElementAccessExpressionSyntax access && ElementAccess.Array(access, model, symbols, cancellation) is { } inner)
        {
            indices.Insert(0, access.ArgumentList);
            array = inner;
        }
        if (!Assignable.CanRebind(array, model, cancellation)
            || ElementTypeOf(array, model, cancellation) is not { } elementType)
            return null;

        var chain = Merge(indices, model, cancellation);
        if (Change(mutation, elementType, model, symbols, cancellation) is not var (method, value, readsElement))
            return null;
        if ((readsElement || chain.Count > 1) && !indices.TrueForAll(Assignable.IsRepeatable))
            return null;

        array = array.WithoutTrivia();
        var argument = readsElement ? ((BinaryExpressionSyntax)value).WithLeft(Index(array, chain, chain.Count)) : value;
        var update = Call(At(Index(array, chain, chain.Count - 1), chain[chain.Count - 1]), method, argument);
        for (var level = chain.Count - 2; level >= 0; level--)
            update = Call(At(Index(array, chain, level), chain[level]), "Set", update);

        ExpressionSyntax result = AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            Assignable.Strip(array).WithoutTrivia(),
            Token(TriviaList(Space), SyntaxKind.EqualsToken, TriviaList(Space)),
            update);
        return (mutation, result.WithTriviaFrom(mutation));
    }

    private static ExpressionSyntax? Mutation(ExpressionSyntax target) => target.Parent switch
    {
        ParenthesizedExpressionSyntax parenthesized => Mutation(parenthesized),
        AssignmentExpressionSyntax assignment when assignment.Left == target => assignment,
        PrefixUnaryExpressionSyntax prefix when prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression => prefix,
        PostfixUnaryExpressionSyntax postfix when postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression => postfix,
        _ => null,
    };

    private static ITypeSymbol? ElementTypeOf(ExpressionSyntax array, SemanticModel model, CancellationToken cancellation)
        => model.GetTypeInfo(array, cancellation).Type is INamedTypeSymbol { TypeArguments.Length: 1 } type ? type.TypeArguments[0] : null;

    // What the mutation does to the element: the method of At, and its argument. Where no method says it, the argument is
    // `_ op value`, whose left side stands for the element.
    private static (string Method, ExpressionSyntax Value, bool ReadsElement)? Change(
        ExpressionSyntax mutation, ITypeSymbol elementType, SemanticModel model, KernelsSymbols symbols, CancellationToken cancellation)
    {
        switch (mutation.Kind())
        {
            case SyntaxKind.PreIncrementExpression:
            case SyntaxKind.PostIncrementExpression:
                return ("Add", One(), false);
            case SyntaxKind.PreDecrementExpression:
            case SyntaxKind.PostDecrementExpression:
                return IsSigned(elementType)
                    ? ("Add", PrefixUnaryExpression(SyntaxKind.UnaryMinusExpression, One()), false)
                    : ("Set", Combined(SyntaxKind.SubtractExpression, One()), true);
        }

        var assignment = (AssignmentExpressionSyntax)mutation;
        var value = Value(assignment);
        // `a[0] = a[1] = 4`: the inner mutation has to go first, or this one would become a value of it.
        if (Assignable.Strip(value) is AssignmentExpressionSyntax)
            return null;
        return assignment.Kind() switch
        {
            SyntaxKind.SimpleAssignmentExpression => ("Set", value, false),
            SyntaxKind.AddAssignmentExpression => ("Add", value, false),
            SyntaxKind.MultiplyAssignmentExpression => ("Multiply", value, false),
            SyntaxKind.SubtractAssignmentExpression when IsSigned(elementType) && CanNegate(assignment.Right, model, symbols, cancellation)
                => ("Add", Negated(value), false),
            SyntaxKind.SubtractAssignmentExpression => ("Set", Combined(SyntaxKind.SubtractExpression, value), true),
            SyntaxKind.DivideAssignmentExpression => ("Set", Combined(SyntaxKind.DivideExpression, value), true),
            SyntaxKind.ModuloAssignmentExpression => ("Set", Combined(SyntaxKind.ModuloExpression, value), true),
            SyntaxKind.AndAssignmentExpression => ("Set", Combined(SyntaxKind.BitwiseAndExpression, value), true),
            SyntaxKind.OrAssignmentExpression => ("Set", Combined(SyntaxKind.BitwiseOrExpression, value), true),
            SyntaxKind.ExclusiveOrAssignmentExpression => ("Set", Combined(SyntaxKind.ExclusiveOrExpression, value), true),
            SyntaxKind.LeftShiftAssignmentExpression => ("Set", Combined(SyntaxKind.LeftShiftExpression, value), true),
            SyntaxKind.RightShiftAssignmentExpression => ("Set", Combined(SyntaxKind.RightShiftExpression, value), true),
            SyntaxKind.UnsignedRightShiftAssignmentExpression => ("Set", Combined(SyntaxKind.UnsignedRightShiftExpression, value), true),
            _ => null,
        };
    }

    // The right side with the comments around the operator, and without mere line breaks and spaces.
    private static ExpressionSyntax Value(AssignmentExpressionSyntax assignment)
    {
        var before = assignment.Left.GetTrailingTrivia()
            .AddRange(assignment.OperatorToken.LeadingTrivia)
            .AddRange(assignment.OperatorToken.TrailingTrivia)
            .AddRange(assignment.Right.GetLeadingTrivia());
        if (!before.Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            return assignment.Right.WithoutTrivia();
        while (before.Count > 0 && before[0].IsKind(SyntaxKind.WhitespaceTrivia))
            before = before.RemoveAt(0);
        return assignment.Right.WithLeadingTrivia(before).WithoutTrailingTrivia();
    }

    // Subtraction as the addition of the negative: only where the negative has the same type, which that of a byte has not.
    private static bool CanNegate(ExpressionSyntax value, SemanticModel model, KernelsSymbols symbols, CancellationToken cancellation)
    {
        var type = model.GetTypeInfo(value, cancellation).Type;
        return symbols.IsArray(type)
            || type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Single or SpecialType.System_Double;
    }

    private static bool IsSigned(ITypeSymbol type) => type.SpecialType is not (SpecialType.System_Byte or SpecialType.System_UInt16
        or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UIntPtr or SpecialType.System_Boolean);

    private static LiteralExpressionSyntax One() => LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(1));

    private static ExpressionSyntax Negated(ExpressionSyntax value)
        => value is PrefixUnaryExpressionSyntax minus && minus.IsKind(SyntaxKind.UnaryMinusExpression)
            ? minus.Operand.WithTriviaFrom(value)
            : PrefixUnaryExpression(SyntaxKind.UnaryMinusExpression, Operand(value, unary: false)).WithLeadingTrivia(value.GetLeadingTrivia());

    private static BinaryExpressionSyntax Combined(SyntaxKind kind, ExpressionSyntax value)
    {
        var operation = BinaryExpression(kind, IdentifierName("_"), Operand(value, unary: true).WithLeadingTrivia(value.GetLeadingTrivia()));
        return operation.WithOperatorToken(operation.OperatorToken.WithLeadingTrivia(Space).WithTrailingTrivia(Space));
    }

    // The value as an operand: in parentheses unless it binds tighter than any operator.
    private static ExpressionSyntax Operand(ExpressionSyntax value, bool unary)
        => value is LiteralExpressionSyntax or IdentifierNameSyntax or GenericNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
            or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax or CollectionExpressionSyntax
            || unary && value is PrefixUnaryExpressionSyntax or CastExpressionSyntax
            ? value.WithoutLeadingTrivia()
            : ParenthesizedExpression(value.WithoutLeadingTrivia());

    // a[i][j] is a[i, j] when i only picks: a whole number takes one axis away. After a range, j would mean another axis.
    private static List<BracketedArgumentListSyntax> Merge(List<BracketedArgumentListSyntax> indices, SemanticModel model, CancellationToken cancellation)
    {
        for (var i = 0; i < indices.Count - 1; i++)
            foreach (var argument in indices[i].Arguments)
                if (!IsWholeNumber(argument.Expression, model, cancellation))
                    return indices;

        var merged = SeparatedList(
            indices.SelectMany(list => list.Arguments).Select(argument => argument.WithoutTrivia()),
            Enumerable.Repeat(Token(TriviaList(), SyntaxKind.CommaToken, TriviaList(Space)), indices.Sum(list => list.Arguments.Count) - 1));
        return indices.Count == 1 ? indices : [BracketedArgumentList(merged)];
    }

    private static bool IsWholeNumber(ExpressionSyntax index, SemanticModel model, CancellationToken cancellation)
        => model.GetTypeInfo(index, cancellation).Type is { } type
            && (type.SpecialType == SpecialType.System_Int32 || type is { Name: "Index", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private static ExpressionSyntax Index(ExpressionSyntax array, List<BracketedArgumentListSyntax> chain, int levels)
    {
        for (var i = 0; i < levels; i++)
            array = ElementAccessExpression(array, chain[i].WithoutTrivia());
        return array;
    }

    private static ElementAccessExpressionSyntax At(ExpressionSyntax array, BracketedArgumentListSyntax indices)
        => ElementAccessExpression(
            MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, array, IdentifierName("At")),
            indices.WithoutTrivia());

    private static InvocationExpressionSyntax Call(ExpressionSyntax updater, string method, ExpressionSyntax argument)
        => InvocationExpression(
            MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, updater, IdentifierName(method)),
            // Parentheses of our own: the factory's are elastic, and the formatter breaks the line between them and a comment.
            ArgumentList(
                Token(TriviaList(), SyntaxKind.OpenParenToken, TriviaList()),
                SingletonSeparatedList(Argument(argument)),
                Token(TriviaList(), SyntaxKind.CloseParenToken, TriviaList())));
}
