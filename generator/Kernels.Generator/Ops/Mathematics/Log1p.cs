namespace Kernels.Generator.Ops;

/// <summary>The natural logarithm of 1 + x: exact for small x.</summary>
internal sealed class Log1p() : MathOp("log1p", "Log1p")
{
    protected override string ScalarMethod => "LogP1";
}
