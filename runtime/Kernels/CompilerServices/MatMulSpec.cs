namespace Kernels.CompilerServices;

/// <summary>A matrix product whose shapes were checked: for each batch, an (M, K) by a (K, N) matrix.</summary>
/// <param name="Batch">The extents that the batch axes of both operands broadcast to.</param>
/// <param name="M">Rows of the left matrix; 1 for a vector.</param>
/// <param name="N">Columns of the right matrix; 1 for a vector.</param>
/// <param name="K">Columns of the left matrix and rows of the right one.</param>
/// <param name="Result">The shape of the result: a vector's axis of extent 1 is dropped.</param>
internal readonly record struct MatMulSpec(Shape Batch, int M, int N, int K, Shape Result);
