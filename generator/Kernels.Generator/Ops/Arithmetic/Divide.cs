namespace Kernels.Generator.Ops;

/// <summary>The quotient; of integers, truncated towards zero.</summary>
internal sealed class Divide() : DivisionOp("divide", "/", "Divide")
{
    protected override bool HasOperator(IR.DType dtype) => dtype is IR.DType.F32 or IR.DType.F64;
}
