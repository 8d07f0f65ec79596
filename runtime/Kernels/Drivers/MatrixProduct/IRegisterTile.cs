using System.Numerics;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>A tile of the result that is kept in registers while it is summed, and the order in which it reads its operands.</summary>
/// <remarks>What a tile has no say in is the value of an element: the fused sum over k in order, added to what was there or taken from it.</remarks>
internal unsafe interface IRegisterTile<T> where T : unmanaged, INumber<T>
{
    /// <summary>The most rows of a part of the result.</summary>
    static abstract int Rows { get; }

    /// <summary>The most columns, which are those of a panel of the right operand.</summary>
    static abstract int Columns { get; }

    /// <summary>The columns that a panel has in memory, of which so many are the operand's.</summary>
    static abstract int PanelColumns(int columns);

    /// <summary>Whether the left operand is read where it lies, if its rows and columns are so many elements apart.</summary>
    static abstract bool ReadsInPlace(long row, long column);

    /// <summary>The elements that a copied row of the left operand takes, on average over <see cref="Rows"/>.</summary>
    static abstract int BlockRow(int depth);

    /// <summary>Copies rows of the left operand: those of a tile, from row r on, to r * <see cref="BlockRow"/>.</summary>
    static abstract void PackLeft(T* a, long row, long column, T* block, int rows, int depth);

    /// <summary>Copies up to <see cref="Columns"/> columns of the right operand: element (k, s) to k * PanelColumns + s.</summary>
    static abstract void PackRight(T* b, long row, long column, T* panel, int depth, int columns);

    /// <summary>Stores rows of A by a panel of B as a part of the result, or changes this by them.</summary>
    /// <param name="a">Rows of the left operand, copied or in place.</param>
    /// <param name="row">The elements from one row to the next, if in place.</param>
    /// <param name="b">A panel of the right operand, at a multiple of 64 bytes.</param>
    /// <param name="depth">The columns of A and the rows of B.</param>
    /// <param name="c">The part's first element.</param>
    /// <param name="stride">The elements from one row of the result to the next.</param>
    /// <param name="rows">The part's rows; nothing else is touched.</param>
    /// <param name="columns">The part's columns.</param>
    /// <param name="use">What becomes of the sums.</param>
    /// <param name="next">What to ask for meanwhile.</param>
    static abstract void Run(T* a, long row, T* b, int depth, T* c, long stride, int rows, int columns, ProductUse use, PanelAhead next);
}
