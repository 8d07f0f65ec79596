namespace Kernels.Generator.Ops;

/// <summary>The bits of x moved right, zeros filling in; the count is taken modulo the width as in C#.</summary>
internal sealed class UnsignedRightShift() : ShiftOp("unsigned_right_shift", ">>>", "ShiftRightLogical");
