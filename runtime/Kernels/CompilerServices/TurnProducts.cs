using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kernels.CompilerServices;

/// <summary>The products of the turns of a loop, of one row of a matrix each with another matrix: computed for a number of turns at once, so that the other
/// matrix is read from memory once for all of them.</summary>
/// <typeparam name="T">The dtype.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TurnProducts<T> where T : INumber<T>
{
    // The other matrix is read and packed once for so many turns, whose products are to lie in a cache beside what else the turns need.
    private const int MostTurns = 96;
    private const int MostBytes = 1 << 20;

    // With fewer turns, or with a matrix that is in L1 at every turn, nothing is gained.
    private const int FewestTurns = 8;
    private const int SmallMatrix = 4096;

    private readonly NDArray<T> _rows;
    private readonly NDArray<T> _matrix;
    private readonly int _end;
    private readonly bool _columns;
    private readonly bool _tails;
    private readonly bool _direct;
    private NDArray<T>? _products;
    private int _from;
    private int _count;

    internal TurnProducts(NDArray<T> rows, NDArray<T> matrix, int end, bool columns, bool tails)
    {
        (_rows, _matrix, _columns, _tails) = (rows, matrix, columns, tails);
        // What has other ranks, does not fit or is on a device is multiplied turn by turn: errors are those of the products.
        _direct = rows.Rank != 2 || matrix.Rank != 2 || rows.Shape[columns ? 0 : 1] != matrix.Shape[0] || matrix.Size < SmallMatrix
            || !ReferenceEquals(rows.Device, Device.Cpu) || !ReferenceEquals(matrix.Device, Device.Cpu);
        _end = _direct ? 0 : Math.Min(end, rows.Shape[columns ? 1 : 0]);
    }

    /// <summary>The product of turn <paramref name="i"/>; turns come one after the other.</summary>
    /// <param name="i">The turn.</param>
    /// <param name="row">Its row.</param>
    /// <param name="matrix">The other matrix, or its columns from <paramref name="i"/> on.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public NDArray<T> Next(int i, NDArray<T> row, NDArray<T> matrix)
    {
        if (_direct) return NDArray.MatMul(row, matrix);
        if (_products is null || i < _from || i >= _from + _count)
        {
            var rowBytes = (long)matrix.Shape[1] * Unsafe.SizeOf<T>();
            var count = (int)Math.Min(Math.Min(MostTurns, MostBytes / Math.Max(rowBytes, 1)), _end - i);
            if (count < FewestTurns || (_tails && count > matrix.Shape[1])) return NDArray.MatMul(row, matrix);
            _products = NDArray.MatMul(_columns ? NDArray.Transpose(_rows[.., i..(i + count)]) : _rows[i..(i + count)], matrix);
            (_from, _count) = (i, count);
        }
        var k = i - _from;
        return _tails ? _products[k, k..] : _products[k];
    }
}
