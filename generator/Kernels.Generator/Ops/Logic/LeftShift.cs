namespace Kernels.Generator.Ops;

/// <summary>The bits of x moved left; the count is taken modulo the width as in C#.</summary>
internal sealed class LeftShift() : ShiftOp("left_shift", "<<", "ShiftLeft");
