using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Schedule;

/// <summary>What becomes of the arrays that the caller gives up. They are the method's own, so their buffers are written in place and go back like any that it
/// made; and where nothing else does so, the results of elementwise loops take them.</summary>
internal sealed partial class Ownership
{
    // Values that may be arrays from outside as they came, or views of them.
    private readonly HashSet<Value> _passed = [];

    private void Pass(IEnumerable<Value> from, IEnumerable<Value> to)
    {
        if (from.Any(_passed.Contains)) _passed.UnionWith(to.Where(v => v.IsArray));
    }

    private bool IsDonated(Value value) => _buffers[value].All(b => b.IsDonated);

    // An output takes the buffer of the first input that is not used any more, has its dtype and may have its shape: one that surely has it before others.
    private ImmutableArray<Spare> Spares(LoopStep loop, ImmutableHashSet<Value> live)
    {
        if (loop.Reduction is not null) return [];
        var spares = ImmutableArray.CreateBuilder<Spare>();
        var taken = ImmutableHashSet<Buffer>.Empty;
        var inputs = loop.Inputs.Where(v => !v.Shape.IsScalar && !_pieces.ContainsKey(v) && _buffers.ContainsKey(v) && IsDonated(v) && IsFree(v, live)).ToList();
        foreach (var output in loop.Arrays.Where(o => o.IsArray))
        {
            var fitting = inputs.Where(v => Verifier.Agree(v.Type, output.Type) && !_buffers[v].Overlaps(taken)).ToList();
            if ((fitting.FirstOrDefault(v => v.Shape.Equals(output.Shape)) ?? fitting.FirstOrDefault()) is not { } array) continue;
            taken = taken.Union(_buffers[array]);
            spares.Add(new Spare(output, array));
        }

        return spares.ToImmutable();
    }

    // Arrays of other dtypes have other buffers.
    private ImmutableArray<Donation> Donations(Plan plan)
    {
        var parameters = plan.Function.Parameters;
        return [.. plan.Function.Donated.Select(k => parameters[k]).Select(parameter =>
        {
            var results = plan.Body.Yields.Where(v => v.IsArray && v.DType == parameter.DType).Distinct().ToImmutableArray();
            return new Donation(parameter,
                [.. parameters.Where(p => p.IsArray && p.DType == parameter.DType && !ReferenceEquals(p, parameter))], [.. results.Where(_passed.Contains)], results);
        })];
    }
}
