using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// A foreach over what is counted at run time is a loop over positions; over elements that are written in the kernel, their turns one after the other.
internal sealed partial class MethodLowering
{
    private const int LongestUnrolled = 32;

    private void Foreach(IForEachLoopOperation loop)
    {
        var collection = Underlying(loop.Collection);
        if (loop.IsAsynchronous) throw Unsupported(loop.Syntax, "await has no form in a kernel");
        if (collection is IInvocationOperation { TargetMethod: { Name: "Range" } method } range && IsQuery(method))
        {
            var all = Arguments(range);
            var (start, count) = (Single(all[0].Value), Single(all[1].Value));
            Positions(loop, start, Emit(OpTable.Add, [start, count], collection.Syntax), position => Iterate(loop, position));
            return;
        }

        // The loop would go over the elements as they were before it.
        foreach (var part in loop.Collection.DescendantsAndSelf())
        {
            if (VariableOf(part) is { } list && _variables.TryGetValue(list, out var elements) && elements.Identity is not null && Assigned(loop.Body).Contains(list, SymbolEqualityComparer.Default))
                throw Unsupported(part.Syntax, $"the loop over '{list.Name}' writes into it; count over its indices instead");
        }

        var items = Lower(collection);
        if (items.Kind == OperandKind.Query && items.Code is QueryElements { Items: null } query)
        {
            if (query.Where is not null) throw Unsupported(loop.Collection.Syntax, "write what Where asks as an if statement in the loop");
            Through((query.Length, position => query.Then(query.At(position))));
            return;
        }

        if (items.Code is QueryElements { Items: { } listed }) items = Operand.List(listed);
        if (Sequence(items, collection) is { } sequence)
        {
            Through(sequence);
        }
        else if (items.Kind == OperandKind.List)
        {
            Turn(0);
            Arrive(loop.ExitLabel, loop.Syntax);
        }
        else
        {
            throw Unsupported(loop.Collection.Syntax, "a kernel iterates over an NDArray, over lists of arrays or numbers, over Enumerable.Range, and over what Select and Zip make of these");
        }

        void Through((Value Length, Func<Value, Operand> At) elements) =>
            Positions(loop, _block.Constant(DType.I32, "0"), elements.Length, position => Iterate(loop, elements.At(position)));

        void Turn(int k)
        {
            if (k == items.Items.Length) return;
            Iterate(loop, items.Items[k]);
            Statements([loop.Body]);
            Arrive(loop.ContinueLabel, loop.Syntax);
            Guarded(() => Turn(k + 1), loop.Syntax);
        }
    }

    private void Positions(IForEachLoopOperation loop, Value first, Value bound, Action<Value> begin)
    {
        if (!Leaves(loop.Body, loop.ExitLabel))
        {
            var step = _block.Constant(DType.I32, "1");
            var counter = new Value(new ScalarType(DType.I32));
            Counted(loop, [first, bound, step], counter, null, () => begin(counter));
            return;
        }

        // The program has no name for the position.
        var position = _compilation.CreateErrorTypeSymbol(null, $"position{_hidden++}", 0);
        _variables[position] = first;
        Value At() => _variables[position].Value!;
        void Next() => _variables[position] = Emit(OpTable.Add, [At(), _block.Constant(DType.I32, "1")], loop.Syntax);
        While(loop, new LoopParts(() => Emit(OpTable.Less, [At(), bound], loop.Syntax), () => begin(At()), Next) { Carried = position });
        _variables.Remove(position);
    }

    // Gives the variable of a turn its value, converted to its type if it has another.
    private void Iterate(IForEachLoopOperation loop, Operand item)
    {
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var variable })
        {
            Deconstruct(loop.LoopControlVariable, item);
            return;
        }

        if (item.Value is { } value && Symbols.DTypeOf(variable.Type, _types) is { } dtype)
            item = _block.Cast(value.IsArray ? Emit(OpTable.Item, [value], loop.LoopControlVariable.Syntax) : value, dtype, Sources.Of(loop.LoopControlVariable.Syntax));
        else if (item.Value is { IsArray: false } scalar && Symbols.IsArray(variable.Type, out _))
            item = Emit(OpTable.AsArray, [scalar], loop.LoopControlVariable.Syntax);
        if (item.Kind == OperandKind.Complex && IsComplexNumber(variable.Type)) item = item.Select(part => part.IsArray ? Emit(OpTable.Item, [part], loop.LoopControlVariable.Syntax) : part);
        Assign(variable, item);
    }
}
