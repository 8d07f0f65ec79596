using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An op with regions, whose result types are those that the regions yield.</summary>
internal abstract class RegionOp(string name) : OpDef(name)
{
    public sealed override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) =>
        throw new IrException($"'{Name}' takes its result types from its regions");
}

/// <summary>Operand 0 is a host truth value; region 0 or region 1 runs, and yields the results. Neither has arguments.</summary>
internal sealed class If() : RegionOp("if")
{
    public override (int Min, int Max) OperandCount => (1, 1);
}

/// <summary>The operands are carried values. Region 0 takes them and yields the condition; region 1 takes them and yields the next ones.</summary>
internal sealed class While() : RegionOp("while")
{
    public override (int Min, int Max) OperandCount => (0, int.MaxValue);
}

/// <summary>Operands: first, bound, step, then carried values. The region takes the counter and the carried ones and yields the next;
/// it runs while counter &lt; bound (&gt; if the step is negative).</summary>
internal sealed class For() : RegionOp("for")
{
    public override (int Min, int Max) OperandCount => (3, int.MaxValue);
}
