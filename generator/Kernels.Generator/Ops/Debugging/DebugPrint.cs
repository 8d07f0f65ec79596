namespace Kernels.Generator.Ops;

/// <summary>Prints an array with a label, and gives it back.</summary>
internal sealed class DebugPrint() : EffectOp("debug_print", "DebugPrint");
