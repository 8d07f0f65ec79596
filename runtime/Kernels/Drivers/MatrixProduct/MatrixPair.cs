namespace Kernels.Drivers.MatrixProduct;

/// <summary>What becomes of the elements that a product gives.</summary>
internal enum ProductUse
{
    /// <summary>They are the result.</summary>
    Store,

    /// <summary>They are added to what is there.</summary>
    Add,

    /// <summary>They are taken from what is there.</summary>
    Subtract,
}

/// <summary>An (M, K) by a (K, N) matrix of any strides, and the (M, N) result, whose rows are contiguous. Strides are in elements.</summary>
internal readonly unsafe struct MatrixPair<T>(
    T* a, long aRow, long aColumn, T* b, long bRow, long bColumn, T* c, int m, int n, int k, long? cRow = null, ProductUse use = ProductUse.Store) where T : unmanaged
{
    public readonly T* A = a;
    public readonly T* B = b;
    public readonly T* C = c;
    public readonly long ARow = aRow;
    public readonly long AColumn = aColumn;
    public readonly long BRow = bRow;
    public readonly long BColumn = bColumn;
    public readonly long CRow = cRow ?? n;
    public readonly ProductUse Use = use;
    public readonly int M = m;
    public readonly int N = n;
    public readonly int K = k;

    /// <summary>Whether the one operand is the other one's transpose: then so is the result, to the bit, since both of two elements are sums of the same products in
    /// the same order.</summary>
    public bool IsSymmetric => A == B && M == N && ARow == BColumn && AColumn == BRow && Use == ProductUse.Store;

    /// <summary>Whether rows of the result have gaps, or the product changes what is there: only <see cref="PackedProduct{T, TTile}"/> computes that.</summary>
    public bool IsPackedOnly => Use != ProductUse.Store || CRow != N;
}
