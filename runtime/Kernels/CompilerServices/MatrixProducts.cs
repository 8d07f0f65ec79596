using System.ComponentModel;
using System.Numerics;
using Kernels.Drivers;

namespace Kernels.CompilerServices;

/// <summary>Matrix products of which only one loop reads the elements, called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MatrixProducts
{
    /// <summary>The product of two arrays, computed when the loop runs that takes it.</summary>
    /// <param name="a">As <see cref="NDArray.MatMul{T}(NDArray{T}, NDArray{T})"/> takes it.</param>
    /// <param name="b">As <see cref="NDArray.MatMul{T}(NDArray{T}, NDArray{T})"/> takes it.</param>
    /// <exception cref="ShapeException">The shapes do not fit, or an operand has rank 0.</exception>
    public static PendingProduct<T> Start<T>(NDArray<T> a, NDArray<T> b) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        const string Expression = nameof(NDArray.MatMul);
        if (!ReferenceEquals(a.Device, b.Device)) throw Device.Mixed(Expression, a.Device, b.Device);
        return new PendingProduct<T>(a, b, ShapeGuard.MatMul(a.Shape, b.Shape, Expression, ""));
    }

    /// <summary>The products of a loop's turns, each of a row of one matrix with another matrix.</summary>
    /// <param name="rows">Whose row or column each turn multiplies.</param>
    /// <param name="matrix">The other matrix.</param>
    /// <param name="end">Where the turns end at the latest.</param>
    /// <param name="columns">Whether turn i takes column i and not row i.</param>
    /// <param name="tails">Whether turn i takes the other matrix's columns from i on and not all.</param>
    public static TurnProducts<T> OfTurns<T>(NDArray<T> rows, NDArray<T> matrix, int end, bool columns, bool tails) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(matrix);
        return new TurnProducts<T>(rows, matrix, end, columns, tails);
    }
}

/// <summary>A matrix product that a loop computes as it goes: rows of it are in cache when the loop takes them, and no array of it exists.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PendingProduct
{
    private protected PendingProduct()
    {
    }

    /// <summary>Computes blocks of rows and runs the nest over each: all of its outputs are written.</summary>
    /// <param name="nest">A nest over the product's shape.</param>
    /// <param name="origins">The addresses of its operands' buffers.</param>
    /// <param name="operand">Which of the inputs is the product.</param>
    internal abstract unsafe void Run(ref LoopNest nest, byte** origins, int operand);
}

/// <inheritdoc cref="PendingProduct"/>
/// <typeparam name="T">The dtype.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PendingProduct<T> : PendingProduct
{
    private readonly NDArray<T> _a;
    private readonly NDArray<T> _b;
    private readonly MatMulSpec _spec;

    internal PendingProduct(NDArray<T> a, NDArray<T> b, in MatMulSpec spec)
    {
        _a = a;
        _b = b;
        _spec = spec;
    }

    /// <summary>The product's shape.</summary>
    public Shape Shape => _spec.Result;

    /// <summary>Whether a loop over <paramref name="shape"/> can take the rows as they are done.</summary>
    internal bool Feeds(Shape shape) =>
        ReferenceEquals(_a.Device, Device.Cpu) && _a.Rank == 2 && _b.Rank == 2 && _spec.Result.Equals(shape) && MatMulDriver.Feeds(_a, _b, _spec);

    /// <summary>The product as an array.</summary>
    internal NDArray<T> Compute()
    {
        KernelCounters.Launched();
        return _a.Device.MatMul(_a, _b, _spec);
    }

    internal override unsafe void Run(ref LoopNest nest, byte** origins, int operand) => MatMulDriver.Run(_a, _b, _spec, ref nest, origins, operand);
}
