namespace Kernels.Generator.Ops;

/// <summary>The products summed over the last axes of both operands.</summary>
internal sealed class Inner() : HostOp("inner", "Inner")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;
}
