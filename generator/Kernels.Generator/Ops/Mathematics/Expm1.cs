namespace Kernels.Generator.Ops;

/// <summary>e to the power x, less one: exact for small x.</summary>
internal sealed class Expm1() : MathOp("expm1", "Expm1")
{
    protected override string ScalarMethod => "ExpM1";
}
