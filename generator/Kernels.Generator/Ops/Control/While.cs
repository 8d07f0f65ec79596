namespace Kernels.Generator.Ops;

/// <summary>The operands are carried values. Region 0 takes them and yields the condition, then what region 1 takes if the loop goes on; the
/// first of these are the loop's results if it ends. Region 1 yields the next carried values. So there is room for code before the exit and after.</summary>
internal sealed class While() : RegionOp("while")
{
    public override (int Min, int Max) OperandCount => (0, int.MaxValue);
}
