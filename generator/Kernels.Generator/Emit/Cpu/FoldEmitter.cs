using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Schedule;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.Emit.Cpu;

/// <summary>Prints the body that folds a loop's values in the runtime's virtual lanes, inside the loop that computes them.</summary>
/// <remarks>It runs whole turns: as many elements as the lanes of the widest dtype. Where the plan says so, lanes are registers and a turn is
/// unrolled over them; else they are combined in memory, a vector at a time.</remarks>
internal static class FoldEmitter
{
    /// <summary>The arguments of a body.</summary>
    public static string Arguments(LoopStep step)
    {
        var arguments = step.Inputs.Select((v, k) => $"ref args.At<{v.DType.Keyword()}>({Text(k)}), args.Step({Text(k)})")
            .Concat(step.Reductions.Select((r, k) => $"ref args.At<{r.Operands[0].DType.Keyword()}>({Text(step.Inputs.Length + k)})"))
            .Concat(step.Scalars.Select((s, k) => $"args.Scalar<{s.DType.Keyword()}>({Text(k)})"));
        return string.Join(", ", arguments.Append("n"));
    }

    /// <summary>The body of one width.</summary>
    public static void Body(SourceWriter writer, LoopStep step, LaneNames lanes, IReadOnlyDictionary<Value, string> constants)
    {
        List<string> reserved = ["i", "k", "n", "end", "Unsafe", "Ahead"];
        var names = new Names([.. reserved]);
        string Reserve(string wish)
        {
            reserved.Add(names.Fresh(wish));
            return reserved[reserved.Count - 1];
        }

        var inputs = step.Inputs.Select(v => (Value: v, Data: Reserve((v.Name ?? "a") + "Data"), Step: Reserve((v.Name ?? "a") + "Step"))).ToList();
        var folds = step.Reductions.Select(r => (Reduction: r, Operand: r.Operands[0], Lanes: Reserve((r.Result.Name ?? ((ReductionOp)r.Op).Name) + "Lanes"))).ToList();
        var scalars = step.Scalars.Select(s => (Value: s, Name: Reserve(s.Name ?? "s"))).ToList();
        var parameters = inputs.Select(p => $"ref {p.Value.DType.Keyword()} {p.Data}, nint {p.Step}")
            .Concat(folds.Select(f => $"ref {f.Operand.DType.Keyword()} {f.Lanes}"))
            .Concat(scalars.Select(s => $"{s.Value.DType.Keyword()} {s.Name}")).Append("nint n");

        var turn = LaneFolds.LaneBytes / lanes.ElementSize;
        var vectors = turn / lanes.Count;
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Block($"internal static void Fold({string.Join(", ", parameters)})"))
        {
            using (writer.Block("for (nint i = 0; i < n;)"))
            {
                writer.Line($"nint end = nint.Min(n, i + {Text(LaneFolds.Block)});");
                if (LaneFolds.InRegisters(step, vectors)) InRegisters();
                else InMemory();
                writer.Line();
                foreach (var fold in folds) writer.Line($"{fold.Lanes} = ref Unsafe.Add(ref {fold.Lanes}, {Text(LaneFolds.LaneBytes / fold.Operand.DType.Size())});");
            }
        }

        void InRegisters()
        {
            var sums = folds.Select(f => Enumerable.Range(0, vectors).Select(k => Reserve("acc" + Text(k))).ToArray()).ToList();
            for (var f = 0; f < folds.Count; f++)
                for (var k = 0; k < vectors; k++) writer.Line($"{LaneNames.Type(folds[f].Operand.DType)} {sums[f][k]} = {LoopEmitter.Load(lanes, folds[f].Operand.DType, folds[f].Lanes, At(k))};");
            using (writer.Block($"for (; i < end; i += {Text(turn)})"))
            {
                // Of the others a turn is less than the lines that would be asked for.
                foreach (var (value, data, stride) in inputs.Where(p => p.Value.DType.Size() == lanes.ElementSize))
                    writer.Line($"Ahead.Turn(ref {data}, i & {stride});");
                for (var k = 0; k < vectors; k++)
                {
                    using (writer.Block(""))
                    {
                        var emitter = Vector(k == 0 ? "" : $" + {At(k)}");
                        for (var f = 0; f < folds.Count; f++)
                            writer.Line($"{sums[f][k]} = {Folding.Combine(folds[f].Reduction, sums[f][k], Expression.Primary(emitter.Vector(folds[f].Operand)))};");
                    }
                }
            }

            writer.Line();
            for (var f = 0; f < folds.Count; f++)
                for (var k = 0; k < vectors; k++) writer.Line($"{LoopEmitter.Store(lanes, folds[f].Operand.DType, sums[f][k], folds[f].Lanes, At(k))};");
        }

        void InMemory()
        {
            using (writer.Block($"for (; i < end; i += {Text(turn)})"))
            using (writer.Block($"for (nint k = 0; k < {Text(turn)}; k += {Text(lanes.Count)})"))
            {
                var emitter = Vector(" + k");
                foreach (var (reduction, operand, data) in folds)
                {
                    var combined = Folding.Combine(reduction, LoopEmitter.Load(lanes, operand.DType, data, "k"), Expression.Primary(emitter.Vector(operand)));
                    writer.Line($"{LoopEmitter.Store(lanes, operand.DType, combined, data, "k")};");
                }
            }
        }

        string At(int vector) => Text(vector * lanes.Count);

        // What one vector of elements comes to.
        LaneEmitter Vector(string offset)
        {
            var scope = new Names([.. reserved]);
            foreach (var (value, name) in scalars) scope.Alias(value, name);
            foreach (var (value, data, stride) in inputs)
                writer.Line($"{LaneNames.Type(value.DType)} {scope.Declare(value, "a")} = {LoopEmitter.Load(lanes, value.DType, data, offset.Length == 0 ? $"i & {stride}" : $"(i & {stride}){offset}")};");
            var emitter = new LaneEmitter(writer, lanes, scope, constants);
            emitter.Nodes(step.Nodes, folds.Select(f => f.Operand));
            return emitter;
        }
    }
}
