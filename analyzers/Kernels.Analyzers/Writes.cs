using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Analyzers;

/// <summary>Finds what a body writes: targets of assignments and increments, arguments by reference, receivers of methods that change them.</summary>
internal static class Writes
{
    private static readonly HashSet<string> s_collectionMutators = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "AddBefore", "AddAfter", "Clear", "Dequeue", "Enqueue", "EnqueueDequeue", "EnqueueRange",
        "ExceptWith", "Insert", "InsertRange", "IntersectWith", "Pop", "Push", "PushRange", "Remove", "RemoveAll", "RemoveAt", "RemoveFirst",
        "RemoveLast", "RemoveRange", "RemoveWhere", "Reverse", "Sort", "SymmetricExceptWith", "TryAdd", "TryDequeue", "TryPop", "TryRemove",
        "TryTake", "TryUpdate", "UnionWith", "AddOrUpdate", "GetOrAdd",
    };

    /// <summary>Each place that is written, with the name of the method that changes it, if it is one.</summary>
    /// <param name="body">The body.</param>
    /// <param name="enter">Whether to look into an operation.</param>
    public static IEnumerable<(IOperation Place, string? Mutator)> In(IOperation body, Func<IOperation, bool> enter)
    {
        var pending = new Stack<IOperation>();
        pending.Push(body);
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            foreach (var write in Of(operation))
                yield return write;
            foreach (var child in operation.ChildOperations)
                if (enter(child))
                    pending.Push(child);
        }
    }

    /// <summary>What the operation itself writes, apart from its parts.</summary>
    public static IEnumerable<(IOperation Place, string? Mutator)> Of(IOperation operation)
    {
        switch (operation)
        {
            // `r = ref x` binds a reference and writes nothing.
            case ISimpleAssignmentOperation { IsRef: true }:
                return [];
            case IAssignmentOperation assignment:
                return Targets(assignment.Target);
            case IIncrementOrDecrementOperation increment:
                return Targets(increment.Target);
            case IEventAssignmentOperation assignment:
                return Targets(assignment.EventReference);
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                return Targets(argument.Value);
            case IInvocationOperation call when Mutated(call) is { } mutated:
                return [(mutated, call.TargetMethod.Name)];
            default:
                return [];
        }
    }

    private static IEnumerable<(IOperation, string?)> Targets(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple.Elements.SelectMany(Targets),
        IConversionOperation conversion => Targets(conversion.Operand),
        IParenthesizedOperation parenthesized => Targets(parenthesized.Operand),
        IDiscardOperation or IDeclarationExpressionOperation => [],
        _ => [(target, null)],
    };

    // The receiver, or the argument, whose contents a well-known method changes.
    private static IOperation? Mutated(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        var container = type?.ContainingNamespace?.ToDisplayString() ?? "";
        if (call.Instance is { } instance)
        {
            if (container is "System.Collections" or "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections.ObjectModel"
                && s_collectionMutators.Contains(method.Name))
                // An element of an initialiser, `new List<int> { 1 }`, is an implicit Add to what is being made.
                return instance is IInstanceReferenceOperation ? null : instance;
            if (type?.SpecialType == SpecialType.System_Array)
                return method.Name switch
                {
                    "CopyTo" => Value(call, 0),
                    "SetValue" => instance,
                    _ => null,
                };
            if (container != "System" || type!.Name is not ("Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory"))
                return null;
            return method.Name switch
            {
                "Clear" or "Fill" => instance,
                "CopyTo" or "TryCopyTo" => Value(call, 0),
                _ => null,
            };
        }
        if (type?.SpecialType == SpecialType.System_Array)
            return method.Name switch
            {
                "Clear" or "Fill" or "Reverse" or "Sort" => Value(call, 0),
                "Copy" or "ConstrainedCopy" => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "destinationArray")?.Value,
                _ => null,
            };
        if (container == "System" && type!.Name == "MemoryExtensions")
            return method.Name switch
            {
                "Reverse" or "Sort" => Value(call, 0),
                "CopyTo" => Value(call, 1),
                _ => null,
            };
        return container == "System" && type!.Name == "Buffer" && method.Name == "BlockCopy"
            ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "dst")?.Value
            : null;
    }

    private static IOperation? Value(IInvocationOperation call, int parameter)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Ordinal == parameter)
            {
                var value = argument.Value;
                while (value is IConversionOperation conversion)
                    value = conversion.Operand;
                return value;
            }
        return null;
    }
}
