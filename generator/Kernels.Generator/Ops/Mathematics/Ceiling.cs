namespace Kernels.Generator.Ops;

/// <summary>The smallest integer that is not below x.</summary>
internal sealed class Ceiling() : MathOp("ceiling", "Ceiling")
{
    public override int Instructions => 1;
}
