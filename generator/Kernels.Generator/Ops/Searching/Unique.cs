namespace Kernels.Generator.Ops;

/// <summary>The elements in ascending order, each once.</summary>
internal sealed class Unique() : HostOp("unique", "Unique")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;
}
