namespace Kernels.Generator.Ops;

/// <summary>The bits of x moved right, the sign filling in; the count is taken modulo the width as in C#.</summary>
internal sealed class RightShift() : ShiftOp("right_shift", ">>", "ShiftRight");
