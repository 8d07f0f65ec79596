using System.Numerics;
using Kernels.Drivers.MatrixProduct;

namespace Kernels.Drivers.Factoring;

/// <summary>What factoring and solving spend their time in: a block less a product of two others.</summary>
internal static unsafe class BlockProduct
{
    /// <summary>Takes a b, or a times the adjoint of b, from c.</summary>
    /// <remarks>The blocks may lie in one matrix, but not overlap. Bounds: the product touches only what lies within the extents of the blocks.</remarks>
    public static void Subtract<T>(in Block<T> c, in Block<T> a, in Block<T> b, int threads, bool adjoint = false) where T : unmanaged, INumber<T>
    {
        if (c.Rows == 0 || c.Columns == 0 || a.Columns == 0) return;
        One(c, c.Real, a, a.Real, b, b.Real, ProductUse.Subtract, threads, adjoint);
        if (!c.IsComplex) return;
        One(c, c.Real, a, a.Imaginary, b, b.Imaginary, adjoint ? ProductUse.Subtract : ProductUse.Add, threads, adjoint);
        One(c, c.Imaginary, a, a.Real, b, b.Imaginary, adjoint ? ProductUse.Add : ProductUse.Subtract, threads, adjoint);
        One(c, c.Imaginary, a, a.Imaginary, b, b.Real, ProductUse.Subtract, threads, adjoint);
    }

    private static void One<T>(in Block<T> c, T* toC, in Block<T> a, T* ofA, in Block<T> b, T* ofB, ProductUse use, int threads, bool adjoint) where T : unmanaged, INumber<T> =>
        MatMulDriver.One<T>(new(ofA, a.Row, 1, ofB, adjoint ? 1 : b.Row, adjoint ? b.Row : 1, toC, c.Rows, c.Columns, a.Columns, c.Row, use), threads);
}
