namespace Kernels.Generator.Ops;

/// <summary>The remainder of the truncated quotient, with the sign of the dividend, as C# has it.</summary>
internal sealed class Remainder() : DivisionOp("remainder", "%", "Remainder")
{
    protected override bool HasOperator(IR.DType dtype) => false;
}
