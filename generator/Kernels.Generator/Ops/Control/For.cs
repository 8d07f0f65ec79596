namespace Kernels.Generator.Ops;

/// <summary>Operands: first, bound, step, then carried values. The region takes the counter and the carried ones and yields the next;
/// it runs while counter &lt; bound (&gt; if the step is negative).</summary>
internal sealed class For() : RegionOp("for")
{
    public override (int Min, int Max) OperandCount => (3, int.MaxValue);
}
