namespace Kernels.Generator.IR;

/// <summary>The type of a value: a scalar of the host program, or an array.</summary>
internal abstract record IrType(DType DType);

/// <summary>A scalar that the host method holds in a C# local.</summary>
internal sealed record ScalarType(DType DType) : IrType(DType)
{
    public override string ToString() => DType.Text();
}

/// <summary>An array, or the lanes of one inside a fused loop.</summary>
internal sealed record ArrayType(DType DType, SymShape Shape) : IrType(DType)
{
    public override string ToString() => $"{DType.Text()}{Shape}";
}
