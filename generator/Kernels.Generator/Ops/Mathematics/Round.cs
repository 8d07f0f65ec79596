namespace Kernels.Generator.Ops;

/// <summary>The nearest integer, halves to the even one.</summary>
internal sealed class Round() : MathOp("round", "Round")
{
    public override int Instructions => 1;
}
