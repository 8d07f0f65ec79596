using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Kernels.CompilerServices;
using Kernels.Drivers.MatrixProduct;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers;

/// <summary>Matrix products on the CPU, of operands of any strides.</summary>
internal static unsafe class MatMulDriver
{
    // Up to so many multiplications packing costs more than it gains.
    private const long Small = 24 * 24 * 24;

    // From so many multiplications an element on, half of a product takes longer than going over its elements once more.
    private const int WorthHalf = 64;

    // Rows of so many elements are worth streaming.
    private const int Wide = 256;

    /// <summary>The product for each index of the batch.</summary>
    /// <exception cref="NotSupportedException">The dtype is not numeric.</exception>
    public static NDArray<T> Run<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec)
    {
        var result = HostMemory.Allocate<T>(checked((int)spec.Result.Size));
        var threads = ForkJoin.Threads;
        if (a is NDArray<float> f) Run(f, (NDArray<float>)(object)b, spec, (HostStorage<float>)(object)result, threads);
        else if (a is NDArray<double> d) Run(d, (NDArray<double>)(object)b, spec, (HostStorage<double>)(object)result, threads);
        else if (a is NDArray<int> i) Run(i, (NDArray<int>)(object)b, spec, (HostStorage<int>)(object)result, threads);
        else if (a is NDArray<long> l) Run(l, (NDArray<long>)(object)b, spec, (HostStorage<long>)(object)result, threads);
        else if (a is NDArray<byte> u) Run(u, (NDArray<byte>)(object)b, spec, (HostStorage<byte>)(object)result, threads);
        else throw new NotSupportedException($"MatMul of {typeof(T).Name} is not supported.");
        return new NDArray<T>(result, spec.Result);
    }

    /// <summary>The same for a number of threads, which has no say in the result.</summary>
    internal static void Run<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec, HostStorage<T> result, int threads) where T : unmanaged, INumber<T>
    {
        var batch = spec.Batch.AsSpan();
        var size = (long)spec.M * spec.N;
        if (size == 0 || spec.Batch.Size == 0) return;
        if (spec.K == 0)
        {
            result.Elements.Clear();
            return;
        }
        // The operands' strides over the whole of what they broadcast to; a vector's missing axis has extent 1 and any stride.
        Span<int> left = stackalloc int[batch.Length + 2];
        Span<int> right = stackalloc int[batch.Length + 2];
        Strides(a, batch, a.Rank == 1 ? [spec.K] : [spec.M, spec.K], left);
        Strides(b, batch, b.Rank == 1 ? [spec.K] : [spec.K, spec.N], right);
        long aRow = a.Rank == 1 ? 0 : left[^2], aColumn = left[^1];
        long bRow = b.Rank == 1 ? right[^1] : right[^2], bColumn = b.Rank == 1 ? 0 : right[^1];
        CheckReach(a, left);
        CheckReach(b, right);
        fixed (T* pa = a.HostData, pb = b.HostData, pc = result.Elements)
        fixed (int* extents = batch, aStrides = left, bStrides = right)
        {
            var job = new ProductBatch<T>(new MatrixPair<T>(pa + a.Offset, aRow, aColumn, pb + b.Offset, bRow, bColumn, pc, spec.M, spec.N, spec.K),
                extents, aStrides, bStrides, batch.Length, spec.Batch.Size);
            job.Run(threads);
        }
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(result);
    }

    /// <summary>Whether a loop over the product's shape can take its rows as they are done: a matrix of long rows, and enough of them for
    /// all threads. A symmetric product, of which only half is computed, is worth an array of its own, unless it is soon done.</summary>
    internal static bool Feeds<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec)
    {
        if ((typeof(T) != typeof(float) && typeof(T) != typeof(double)) || spec.Batch.Rank != 0 || spec.M < 2 || spec.K == 0) return false;
        if ((long)spec.M * spec.N * spec.K <= Small || spec.N < Hardware.MaxVectorBytes) return false;
        if (spec.K >= WorthHalf && ProductPlan.HasHalf(spec.N, Unsafe.SizeOf<T>()) && IsTransposed(a, b)) return false;
        return ProductPlan.Feeds(spec, Unsafe.SizeOf<T>(), ForkJoin.Threads);
    }

    private static bool IsTransposed<T>(NDArray<T> a, NDArray<T> b)
    {
        if (!ReferenceEquals(a.Storage, b.Storage) || a.Offset != b.Offset || a.Shape[0] != b.Shape[1] || a.Shape[1] != b.Shape[0]) return false;
        Span<int> left = stackalloc int[2], right = stackalloc int[2];
        Strides(a, [], a.Shape.AsSpan(), left);
        Strides(b, [], b.Shape.AsSpan(), right);
        return left[0] == right[1] && left[1] == right[0];
    }

    /// <summary>Computes the product in blocks of rows, and runs a nest over each.</summary>
    internal static void Run<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec, ref LoopNest nest, byte** origins, int operand)
    {
        var loop = new ProductLoop(Unsafe.AsPointer(ref nest), origins, operand);
        if (a is NDArray<float> f) Run(f, (NDArray<float>)(object)b, spec, loop);
        else if (a is NDArray<double> d) Run(d, (NDArray<double>)(object)b, spec, loop);
        else throw new NotSupportedException($"MatMul of {typeof(T).Name} is not supported.");
        GC.KeepAlive(a);
        GC.KeepAlive(b);
    }

    private static void Run<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec, in ProductLoop loop) where T : unmanaged, INumber<T>
    {
        Span<int> left = stackalloc int[2], right = stackalloc int[2];
        Strides(a, [], [spec.M, spec.K], left);
        Strides(b, [], [spec.K, spec.N], right);
        CheckReach(a, left);
        CheckReach(b, right);
        fixed (T* pa = a.HostData, pb = b.HostData)
            One(new MatrixPair<T>(pa + a.Offset, left[0], left[1], pb + b.Offset, right[0], right[1], null, spec.M, spec.N, spec.K), ForkJoin.Threads, loop);
    }

    /// <summary>One product.</summary>
    internal static void One<T>(MatrixPair<T> pair, int threads, ProductLoop loop = default) where T : unmanaged, INumber<T>
    {
        if (pair.N == 1 && pair.M > 1 && !pair.IsPackedOnly)
        {
            // A x is x A-transposed.
            pair = new MatrixPair<T>(pair.B, 0, pair.BRow, pair.A, pair.AColumn, pair.ARow, pair.C, 1, pair.M, pair.K);
        }
        if (Vector512.IsHardwareAccelerated) One<T, Wide512<T>, Vector512<T>>(pair, threads, loop);
        else if (Vector256.IsHardwareAccelerated) One<T, Wide256<T>, Vector256<T>>(pair, threads, loop);
        else One<T, Wide128<T>, Vector128<T>>(pair, threads, loop);
    }

    private static void One<T, TWide, TVector>(in MatrixPair<T> pair, int threads, in ProductLoop loop)
        where T : unmanaged, INumber<T>
        where TWide : struct, IWide<T, TVector>
    {
        var large = (long)pair.M * pair.N * pair.K > Small;
        if (pair.IsPackedOnly) Packed<T, TWide, TVector>(pair, threads, loop);
        else if (large && pair.M <= SkinnyProduct<T, TWide, TVector>.MostRows && pair.BColumn == 1 && pair.N >= Wide && !loop.Exists)
            SkinnyProduct<T, TWide, TVector>.Run(pair, threads);
        else if (large && pair.M > 1) Packed<T, TWide, TVector>(pair, threads, loop);
        else if (pair.AColumn == 1 && pair.BRow == 1 && pair.K >= 8) RowProduct<T, TWide, TVector>.Dots(pair, threads);
        else if (pair.BColumn == 1) RowProduct<T, TWide, TVector>.Rows(pair);
        else RowProduct<T, TWide, TVector>.Elements(pair);
    }

    private static void Packed<T, TWide, TVector>(in MatrixPair<T> pair, int threads, in ProductLoop loop)
        where T : unmanaged, INumber<T>
        where TWide : struct, IWide<T, TVector>
    {
        if (typeof(TVector) == typeof(Vector512<T>) && (typeof(T) == typeof(float) || typeof(T) == typeof(double)))
            PackedProduct<T, RegisterTile512<T>>.Run(pair, threads, loop);
        else
            PackedProduct<T, RegisterTile<T, TWide, TVector>>.Run(pair, threads, loop);
    }

    private static void Strides<T>(NDArray<T> x, ReadOnlySpan<int> batch, ReadOnlySpan<int> matrix, Span<int> strides)
    {
        int[] target = [.. batch, .. matrix];
        if (matrix.Length == 1)
        {
            strides.Clear();
            strides[^1] = x.StridesOrNull is { } own ? own[0] : 1;
            return;
        }
        NestStrides.Fill(x.Shape.AsSpan(), x.StridesOrNull, target, strides);
    }

    private static void CheckReach<T>(NDArray<T> x, ReadOnlySpan<int> strides)
    {
        var (low, high) = NestStrides.Reach(x.Offset, x.Shape.AsSpan(), strides[^x.Rank..]);
        if (low < 0 || high >= x.Storage.Length)
            throw new InvalidOperationException($"MatMul: an operand of shape {x.Shape} reaches outside of its buffer of {x.Storage.Length} elements.");
    }
}
