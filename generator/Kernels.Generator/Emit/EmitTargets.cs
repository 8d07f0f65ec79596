namespace Kernels.Generator.Emit;

/// <summary>What to print: the vector widths, and whether GPU kernels too.</summary>
internal sealed record EmitTargets(int[] Widths, bool Gpu);
