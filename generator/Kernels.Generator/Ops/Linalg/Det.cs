namespace Kernels.Generator.Ops;

/// <summary>The determinant of a matrix.</summary>
internal sealed class Det() : LinalgOp("det", "Det");
