namespace Kernels.Generator.Ops;

/// <summary>Operand 0 is a truth value; region 0 or region 1 runs, and yields the results. Neither has arguments.</summary>
internal sealed class If() : RegionOp("if")
{
    public override (int Min, int Max) OperandCount => (1, 1);
}
