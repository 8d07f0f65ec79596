namespace Kernels.Generator.Ops;

/// <summary>Gives an array back if it holds no NaN, and throws otherwise.</summary>
internal sealed class CheckNaN() : EffectOp("check_nan", "CheckNaN");
