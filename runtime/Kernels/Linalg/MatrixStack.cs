using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kernels.CompilerServices;
using Kernels.Drivers.Factoring;
using Kernels.Drivers.Threads;

namespace Kernels;

/// <summary>The functions of <see cref="Linalg"/> for arrays on any device: shapes, stacks, and what is said of a matrix that has no result.</summary>
internal static class MatrixStack
{
    /// <summary>The solutions; right sides are vectors if they have one axis, or as <paramref name="vectors"/> says.</summary>
    public static NDArray<T> Solve<T>(NDArray<T> a, NDArray<T> b, bool? vectors)
    {
        const string Operation = nameof(Linalg.Solve);
        ArgumentNullException.ThrowIfNull(b);
        var (size, left) = Square(a, Operation);
        if (!ReferenceEquals(a.Device, b.Device)) throw Device.Mixed(Operation, a.Device, b.Device);
        var isVector = vectors ?? b.Rank == 1;
        var axes = isVector ? 1 : 2;
        if (b.Rank < axes || b.Shape[b.Rank - axes] != size)
            throw new ShapeException($"{Operation}: right sides of shape {b.Shape} for matrices of shape {a.Shape}; " + (b.Rank == 1 ? $"a vector has {size} elements here." : $"they have shape (..., {size}, K), or are one vector."));
        var columns = isVector ? 1 : b.Shape[^1];
        var right = new Shape(b.Shape.AsSpan()[..^axes].ToArray());
        var stack = ShapeGuard.Broadcast(left, right, $"{Operation}: the stacks of matrices of shape {a.Shape} and right sides of shape {b.Shape}", "");
        var result = NDArray.Uninitialized<T>(new Shape([.. stack.AsSpan(), size, .. isVector ? [] : (ReadOnlySpan<int>)[columns]]), Operation, out var data);
        Run(FactorTask.Solve, a, b, Positions(left, stack), Positions(right, stack), stack, size, columns, data, default(Span<T>), Operation);
        return result.To(a.Device);
    }

    /// <summary>What becomes of each matrix is a matrix of its shape.</summary>
    public static NDArray<T> Matrix<T>(NDArray<T> a, FactorTask task, string operation)
    {
        var (size, stack) = Square(a, operation);
        var result = NDArray.Uninitialized<T>(a.Shape, operation, out var data);
        Run(task, a, null, Positions(stack, stack), [], stack, size, size, data, default(Span<T>), operation);
        return result.To(a.Device);
    }

    /// <summary>A number for each matrix.</summary>
    public static NDArray<T> Determinant<T>(NDArray<T> a, string operation)
    {
        var (size, stack) = Square(a, operation);
        var result = NDArray.Uninitialized<T>(stack, operation, out var data);
        Run(FactorTask.Determinant, a, null, Positions(stack, stack), [], stack, size, 0, data, default(Span<T>), operation);
        return result.To(a.Device);
    }

    /// <summary>Two numbers for each matrix.</summary>
    public static (NDArray<T> Sign, NDArray<TReal> LogAbsDet) LogDeterminant<T, TReal>(NDArray<T> a, string operation)
    {
        var (size, stack) = Square(a, operation);
        var signs = NDArray.Uninitialized<T>(stack, operation, out var data);
        var logarithms = NDArray.Uninitialized<TReal>(stack, operation, out var second);
        Run(FactorTask.LogDeterminant, a, null, Positions(stack, stack), [], stack, size, 0, data, second, operation);
        return (signs.To(a.Device), logarithms.To(a.Device));
    }

    private static void Run<T, TReal>(
        FactorTask task, NDArray<T> a, NDArray<T>? b, int[] matrices, int[] rightSides, Shape stack, int size, int columns, Span<T> result, Span<TReal> logarithms, string operation)
    {
        if (result.Length == 0) return;
        KernelCounters.Launched();
        var (left, right) = (a.OnHost().Contiguous(), b?.OnHost().Contiguous());
        var failure = typeof(T) == typeof(float) ? Run<T, TReal, float>(task, left, right, matrices, rightSides, size, columns, result, logarithms)
            : typeof(T) == typeof(double) || typeof(T) == typeof(Complex) ? Run<T, TReal, double>(task, left, right, matrices, rightSides, size, columns, result, logarithms)
            : throw new NotSupportedException($"{operation} has no form for {typeof(T).Name}; it takes float, double or Complex.");
        if (failure.Index < 0) return;
        var which = stack.Rank == 0 ? "the matrix" : $"matrix [{string.Join(", ", stack.IndexAt(failure.Index))}] of the stack {stack}";
        throw new LinAlgException(task == FactorTask.Cholesky ? $"{operation}: {which} is not positive definite: pivot {failure.Pivot} of {size} is not positive."
            : $"{operation}: {which} is singular: pivot {failure.Pivot} of {size} is zero.");
    }

    // Pins all: operands are contiguous, and hold as many matrices as the positions name; complex numbers are two T each.
    private static unsafe (int Index, int Pivot) Run<TElement, TReal, T>(
        FactorTask task, NDArray<TElement> a, NDArray<TElement>? b, int[] matrices, int[] rightSides, int size, int columns, Span<TElement> result, Span<TReal> logarithms)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var own = a.HostSpan;
        var given = b is null ? default : b.HostSpan;
        fixed (byte* pa = &Bytes(own), pb = &Bytes(given), to = &Bytes((ReadOnlySpan<TElement>)result), second = &Bytes((ReadOnlySpan<TReal>)logarithms))
        {
            var failure = FactorDriver.Run(new Systems<T>
            {
                Task = task,
                IsComplex = Unsafe.SizeOf<TElement>() == 2 * sizeof(T),
                Size = size,
                Columns = columns,
                A = (T*)pa,
                B = (T*)pb,
                Result = (T*)to,
                Logarithms = (T*)second,
                Matrices = matrices,
                RightSides = rightSides,
            }, Chunks.MaxThreads);
            GC.KeepAlive(a);
            GC.KeepAlive(b);
            return failure;
        }
    }

    private static ref byte Bytes<T>(ReadOnlySpan<T> span) => ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span));

    private static (int Size, Shape Stack) Square<T>(NDArray<T> a, string operation)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Rank < 2) throw new ShapeException($"{operation}: an array of shape {a.Shape} is no matrix; it has two axes at least.");
        if (a.Shape[^1] != a.Shape[^2]) throw new ShapeException($"{operation}: matrices of shape {a.Shape} are not square.");
        return (a.Shape[^1], new Shape(a.Shape.AsSpan()[..^2].ToArray()));
    }

    // For each index of the stack that a shape broadcasts to, the position in its own order.
    private static int[] Positions(Shape own, Shape stack)
    {
        var positions = new int[stack.Size];
        if (own.Equals(stack))
        {
            for (var i = 0; i < positions.Length; i++) positions[i] = i;
            return positions;
        }
        var index = new int[stack.Rank];
        var skip = stack.Rank - own.Rank;
        for (var i = 0; i < positions.Length; i++)
        {
            var at = 0;
            for (var axis = 0; axis < own.Rank; axis++) at = at * own[axis] + (own[axis] == 1 ? 0 : index[skip + axis]);
            positions[i] = at;
            for (var axis = stack.Rank - 1; axis >= 0 && ++index[axis] == stack[axis]; axis--) index[axis] = 0;
        }
        return positions;
    }
}
