namespace Kernels.Drivers.Factoring;

/// <summary>A part of a matrix whose rows are contiguous. A complex one lies in two planes of one layout, its real and its imaginary parts.</summary>
/// <param name="real">The first element's real part.</param>
/// <param name="imaginary">Its imaginary part; null if the matrix is real.</param>
/// <param name="row">The elements from one row to the next.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="columns">The number of columns.</param>
internal readonly unsafe struct Block<T>(T* real, T* imaginary, long row, int rows, int columns) where T : unmanaged
{
    public readonly T* Real = real;
    public readonly T* Imaginary = imaginary;
    public readonly long Row = row;
    public readonly int Rows = rows;
    public readonly int Columns = columns;

    public bool IsComplex => Imaginary is not null;

    /// <summary>The part of so many rows and columns that begins at element (i, j).</summary>
    public Block<T> Part(int i, int j, int rows, int columns)
    {
        var at = i * Row + j;
        return new(Real + at, IsComplex ? Imaginary + at : null, Row, rows, columns);
    }
}
