namespace Kernels.Generator.Ops;

/// <summary>The operands are carried values. Region 0 takes them and yields the condition; region 1 takes them and yields the next ones.</summary>
internal sealed class While() : RegionOp("while")
{
    public override (int Min, int Max) OperandCount => (0, int.MaxValue);
}
