namespace Kernels.Generator.Ops;

/// <summary>Operand 1 once for each element of operand 0, times that element.</summary>
internal sealed class Kron() : HostOp("kron", "Kron")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;
}
