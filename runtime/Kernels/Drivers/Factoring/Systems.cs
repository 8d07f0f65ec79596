namespace Kernels.Drivers.Factoring;

/// <summary>What is computed of each matrix of a stack.</summary>
internal enum FactorTask
{
    /// <summary>The solution of a x = b.</summary>
    Solve,

    /// <summary>The inverse.</summary>
    Invert,

    /// <summary>The determinant.</summary>
    Determinant,

    /// <summary>The determinant over its absolute value, and this one's logarithm.</summary>
    LogDeterminant,

    /// <summary>The lower triangular matrix which, times its adjoint, is the matrix.</summary>
    Cholesky,
}

/// <summary>A stack of square matrices and, to solve, of right sides: contiguous in memory, complex numbers as pairs of T.</summary>
/// <remarks>Bounds: <see cref="Matrices"/> and <see cref="RightSides"/> name matrices within the operands, whose sizes the caller has checked.</remarks>
internal readonly unsafe struct Systems<T> where T : unmanaged
{
    public required FactorTask Task { get; init; }

    public required bool IsComplex { get; init; }

    /// <summary>Rows and columns of a matrix.</summary>
    public required int Size { get; init; }

    /// <summary>Columns of a right side, or of what becomes of a matrix.</summary>
    public required int Columns { get; init; }

    public required T* A { get; init; }

    public T* B { get; init; }

    public required T* Result { get; init; }

    /// <summary>The logarithms of determinants.</summary>
    public T* Logarithms { get; init; }

    /// <summary>For each result the matrix.</summary>
    public required int[] Matrices { get; init; }

    /// <summary>For each result the right side.</summary>
    public int[] RightSides { get; init; }

    public int Planes => IsComplex ? 2 : 1;
}
