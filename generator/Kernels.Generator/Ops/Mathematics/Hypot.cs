namespace Kernels.Generator.Ops;

/// <summary>The length of (x, y), without undue overflow.</summary>
internal sealed class Hypot() : MathOp("hypot", "Hypot", arity: 2)
{
    public override int Instructions => 20;
}
