namespace Kernels.Generator.Ops;

/// <summary>The integer part of x.</summary>
internal sealed class Truncate() : MathOp("truncate", "Truncate")
{
    public override int Instructions => 1;
}
