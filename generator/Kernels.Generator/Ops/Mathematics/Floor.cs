namespace Kernels.Generator.Ops;

/// <summary>The largest integer that is not above x.</summary>
internal sealed class Floor() : MathOp("floor", "Floor")
{
    public override int Instructions => 1;
}
