namespace Kernels.Generator.Ops;

/// <summary>The sum.</summary>
internal sealed class Add() : ArithmeticOp("add", "+");
