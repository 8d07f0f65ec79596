using System.Numerics;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>The products of a batch: threads take whole ones if there are enough, else they share each.</summary>
/// <param name="first">The operands of the first product, were all indices 0.</param>
/// <param name="extents">The extents of the batch's axes.</param>
/// <param name="left">The left operand's strides over them, in elements.</param>
/// <param name="right">The right operand's.</param>
/// <param name="rank">The number of axes.</param>
/// <param name="count">The number of products.</param>
internal readonly unsafe struct ProductBatch<T>(MatrixPair<T> first, int* extents, int* left, int* right, int rank, long count)
    where T : unmanaged, INumber<T>
{
    private const int ProductsPerThread = 4;

    // Multiplications in a nanosecond, roughly: it only says when threads are worth it.
    private const double Rate = 10;

    private readonly MatrixPair<T> _first = first;
    private readonly int* _extents = extents;
    private readonly int* _left = left;
    private readonly int* _right = right;
    private readonly int _rank = rank;
    private readonly long _count = count;

    public void Run(int threads)
    {
        var chunks = _count < (long)threads * ProductsPerThread
            ? 1
            : Split.Chunks(_count * (double)_first.M * _first.N * _first.K / Rate, threads, _count);
        if (chunks == 1)
        {
            for (long index = 0; index < _count; index++) MatMulDriver.One(At(index), threads);
            return;
        }
        var work = new Work { Batch = this, Chunks = chunks };
        ForkJoin.Run(&Chunk, &work, chunks, threads);
    }

    private static void Chunk(void* context, int chunk)
    {
        ref readonly var work = ref *(Work*)context;
        ref readonly var batch = ref work.Batch;
        var end = batch._count * (chunk + 1) / work.Chunks;
        for (var index = batch._count * chunk / work.Chunks; index < end; index++) MatMulDriver.One(batch.At(index), threads: 1);
    }

    private MatrixPair<T> At(long index)
    {
        T* a = _first.A, b = _first.B;
        var rest = index;
        for (var axis = _rank - 1; axis >= 0; axis--)
        {
            var i = rest % _extents[axis];
            rest /= _extents[axis];
            a += i * _left[axis];
            b += i * _right[axis];
        }
        return new(a, _first.ARow, _first.AColumn, b, _first.BRow, _first.BColumn, _first.C + index * _first.M * _first.N, _first.M, _first.N, _first.K);
    }

    private struct Work
    {
        public ProductBatch<T> Batch;
        public int Chunks;
    }
}
