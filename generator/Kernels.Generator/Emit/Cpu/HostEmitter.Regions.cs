using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;

namespace Kernels.Generator.Emit.Cpu;

/// <summary>Control flow, printed back as C#: what is carried is a local, and what loops write element by element goes through them under one name.</summary>
internal sealed partial class HostEmitter
{
    private void Region(RegionStep step)
    {
        if (!step.BeginsChain)
        {
            Control(step);
            return;
        }

        _chain = names.Fresh("chain");
        writer.Line($"var {_chain} = new {Services}LoopChain();");
        Control(step);
        writer.Line($"{_chain}.Run();");
        _chain = null;
    }

    private void Control(RegionStep step)
    {
        var node = step.Node;
        switch (node.Op)
        {
            case If:
                for (var k = 0; k < node.Results.Length; k++)
                    if (!Continues(step, k)) writer.Line($"{TypeOf(node.Results[k])} {Declare(node.Results[k])};");
                using (writer.Block($"if ({Use(node.Operands[0])})")) Branch(step.Blocks[0], node.Results);
                if (step.Blocks[1].Steps.Length == 0 && step.Continued.Count == step.Blocks[1].Yields.Length) break;
                using (writer.Block("else")) Branch(step.Blocks[1], node.Results);
                break;
            case For:
                Carry(step, step.Blocks[0].Args.RemoveAt(0), node.Operands.RemoveRange(0, 3));
                var i = names.Declare(step.Blocks[0].Args[0], "i");
                var down = constants.TryGetValue(node.Operands[2], out var by) && by.StartsWith("-", StringComparison.Ordinal);
                var increment = by is "1" ? $"{i}++" : by is "-1" ? $"{i}--" : $"{i} += {Use(node.Operands[2])}";
                using (writer.Block($"for (var {i} = {Use(node.Operands[0])}; {i} {(down ? ">" : "<")} {Use(node.Operands[1])}; {increment})"))
                    Branch(step.Blocks[0], node.Results);
                End(step, step.Blocks[0].Args.RemoveAt(0));
                break;
            case While:
                WhileLoop(step, step.Blocks[0], step.Blocks[1]);
                End(step, step.Blocks[0].Args);
                break;
            default:
                throw new InvalidOperationException($"No C# for '{node.Op.Name}'.");
        }
    }

    private void WhileLoop(RegionStep step, PlanBlock head, PlanBlock body)
    {
        var node = step.Node;
        var carried = new List<string>();
        for (var k = 0; k < node.Operands.Length; k++)
        {
            if (!Begin(step, k, head.Args[k], node.Operands[k])) writer.Line($"{TypeOf(head.Args[k])} {Declare(head.Args[k])} = {First(step, k, node.Operands[k])};");
            carried.Add(names[head.Args[k]]);
        }

        // A result that is carried stays in its local; any other gets one, set where the loop ends.
        var exits = head.Yields.RemoveAt(0);
        var ending = new List<int>();
        for (var k = 0; k < node.Results.Length; k++)
        {
            if (Continues(step, k)) continue;
            if (head.Args.IndexOf(exits[k]) is >= 0 and var own)
            {
                names.Alias(node.Results[k], carried[own]);
                continue;
            }

            writer.Line($"{TypeOf(node.Results[k])} {Declare(node.Results[k])};");
            ending.Add(k);
        }

        using (writer.Block("while (true)"))
        {
            Steps(head);
            var test = $"if (!{Expression.Primary(Use(head.Yields[0]))})";
            if (ending.Count == 0)
            {
                writer.Line($"{test} break;");
            }
            else
            {
                using (writer.Block(test))
                {
                    foreach (var k in ending) writer.Line($"{names[node.Results[k]]} = {Use(exits[k])};");
                    writer.Line("break;");
                }
            }

            for (var k = 0; k < exits.Length; k++) names.Alias(body.Args[k], Use(exits[k]));
            Steps(body);
            Assign(carried, body.Yields);
        }
    }

    // Carried values are locals under the names of the results.
    private void Carry(RegionStep step, ImmutableArray<Value> arguments, ImmutableArray<Value> initial)
    {
        for (var k = 0; k < step.Node.Results.Length; k++)
        {
            if (Begin(step, k, arguments[k], initial[k]) && Continues(step, k)) continue;
            var name = Declare(step.Node.Results[k]);
            names.Alias(arguments[k], name);
            writer.Line($"var {name} = {First(step, k, initial[k])};");
        }
    }

    private string First(RegionStep step, int position, Value initial) => step.Copied.Contains(position) ? $"{Services}InPlace.Copy({Use(initial)})" : Use(initial);

    // What is carried and written element by element needs no local of its own: what the outermost loop makes of it goes through all of them.
    private bool Begin(RegionStep step, int position, Value argument, Value initial)
    {
        if (step.Passed.Contains(position))
        {
            names.Alias(argument, Use(initial));
            return true;
        }

        if (!step.Written.TryGetValue(position, out var axes)) return false;
        var name = names.Fresh($"{argument.Name ?? "x"}Elements");
        writer.Line($"var {name} = {Elements.Own(axes, First(step, position, initial))};");
        names.Alias(argument, name);
        return true;
    }

    private bool Continues(RegionStep step, int result)
    {
        if (!step.Continued.TryGetValue(result, out var first)) return false;
        names.Alias(step.Node.Results[result], names[first]);
        return true;
    }

    private void End(RegionStep step, ImmutableArray<Value> arguments)
    {
        for (var k = 0; k < step.Node.Results.Length; k++)
            if (step.Continued.TryGetValue(k, out var first) && step.Written.ContainsKey(arguments.IndexOf(first)))
                writer.Line($"var {Declare(step.Node.Results[k])} = {names[first]}.ToArray();");
    }

    private void Branch(PlanBlock block, ImmutableArray<Value> results)
    {
        if (Steps(block)) Assign([.. results.Select(r => names[r])], block.Yields);
    }

    private void Assign(List<string> targets, ImmutableArray<Value> values)
    {
        // All are read before any is written: a swap is a swap.
        var pairs = targets.Select((t, k) => (Name: t, Text: Use(values[k]))).Where(p => p.Name != p.Text).ToList();
        if (pairs.Count == 1) writer.Line($"{pairs[0].Name} = {pairs[0].Text};");
        else if (pairs.Count > 1) writer.Line($"({string.Join(", ", pairs.Select(p => p.Name))}) = ({string.Join(", ", pairs.Select(p => p.Text))});");
    }
}
