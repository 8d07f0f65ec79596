namespace Kernels.Drivers.MatrixProduct;

/// <summary>An (M, K) by a (K, N) matrix of any strides, and the contiguous (M, N) result. Strides are in elements.</summary>
internal readonly unsafe struct MatrixPair<T>(T* a, long aRow, long aColumn, T* b, long bRow, long bColumn, T* c, int m, int n, int k) where T : unmanaged
{
    public readonly T* A = a;
    public readonly T* B = b;
    public readonly T* C = c;
    public readonly long ARow = aRow;
    public readonly long AColumn = aColumn;
    public readonly long BRow = bRow;
    public readonly long BColumn = bColumn;
    public readonly int M = m;
    public readonly int N = n;
    public readonly int K = k;
}
