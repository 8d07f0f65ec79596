using Kernels.CompilerServices;
using Kernels.Drivers;

namespace Kernels.Tests.Drivers;

public class MatMulTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 4)]
    [InlineData(6, 16, 8)]
    [InlineData(7, 17, 9)]
    [InlineData(1, 100, 50)]
    [InlineData(100, 1, 50)]
    [InlineData(50, 60, 1)]
    [InlineData(33, 47, 300)]
    [InlineData(200, 31, 257)]
    [InlineData(201, 50, 1024)]
    [InlineData(13, 1030, 20)]
    [InlineData(1, 1, 5000)]
    [InlineData(3, 5, 1111)]
    [InlineData(8, 300, 900)]
    [InlineData(5, 259, 70)]
    [InlineData(1, 1000, 30)]
    [InlineData(1, 1003, 29)]
    public void Any_sizes_and_strides_give_the_products_of_a_loop(int m, int n, int k)
    {
        var random = new Random(m * 31 + n * 7 + k);
        for (var round = 0; round < 2; round++)
        {
            // Small integers: every order of summation is exact.
            Check(Views.Random(random, [m, k], i => (float)(i % 7 - 3)), Views.Random(random, [k, n], i => (float)(i % 5 - 2)));
            Check(Views.Random(random, [m, k], i => (double)(i % 7 - 3)), Views.Random(random, [k, n], i => (double)(i % 5 - 2)));
            Check(Views.Random(random, [m, k], i => i % 100_003), Views.Random(random, [k, n], i => i * 7));
            Check(Views.Random(random, [m, k], i => (long)i << 20), Views.Random(random, [k, n], i => (long)i * 7));
            Check(Views.Random(random, [m, k], i => (byte)i), Views.Random(random, [k, n], i => (byte)(i * 7)));
        }
    }

    [Fact]
    public void A_row_by_a_vector_is_the_same_whichever_rows_stand_beside_it()
    {
        var random = new Random(5);
        for (var round = 0; round < 60; round++)
        {
            int rows = random.Next(2, 12), k = random.Next(1, 400);
            var x = NDArray.FromArray(Enumerable.Range(0, rows * k).Select(_ => random.NextSingle() - 0.5f).ToArray()).Reshape(rows, k);
            var v = NDArray.FromArray(Enumerable.Range(0, k).Select(_ => random.NextSingle() - 0.5f).ToArray());
            float[] whole = NDArray.MatMul(x, v).ToArray(), doubles = [.. NDArray.MatMul(x.As<double>(), v.As<double>()).ToArray().Select(d => (float)d)];
            for (var i = 0; i < rows; i++)
            {
                Assert.Equal(NDArray.MatMul(x[i..(i + 1)], v).ToArray()[0], whole[i]);
                Assert.Equal((float)NDArray.MatMul(x[i..(i + 1)].As<double>(), v.As<double>()).ToArray()[0], doubles[i]);
            }
        }
    }

    [Fact]
    public void Random_small_sizes_give_the_products_of_a_loop()
    {
        var random = new Random(99);
        for (var round = 0; round < 150; round++)
        {
            int m = random.Next(1, 40), n = random.Next(1, 40), k = random.Next(1, 40);
            Check(Views.Random(random, [m, k], i => (float)(i % 7 - 3)), Views.Random(random, [k, n], i => (float)(i % 5 - 2)));
        }
    }

    [Theory]
    [InlineData(5, 4110, 70)]
    [InlineData(2, 2049, 2200)]
    [InlineData(400, 20, 200)]
    [InlineData(61, 300, 390)]
    [InlineData(3, 4500, 600)]
    public void Slabs_blocks_and_parts_of_rows_meet_at_their_edges(int m, int n, int k)
    {
        var random = new Random(m);
        var a = Views.Random(random, [m, k], i => (float)(i % 7 - 3));
        var b = Views.Random(random, [k, n], i => (float)(i % 5 - 2));
        var expected = Reference(a, b, [m, n]);
        foreach (var threads in new[] { 1, 2, 3 })
        {
            var storage = new HostStorage<float>(new float[m * n]);
            MatMulDriver.Run(a, b, ShapeGuard.MatMul(a.Shape, b.Shape, "MatMul", ""), storage, threads);
            Assert.Equal(expected, storage.Data);
        }
    }

    [Fact]
    public void Vectors_lose_their_axis_and_batches_broadcast()
    {
        var random = new Random(3);
        foreach (var (left, right, result) in new (int[], int[], int[])[]
        {
            ([5], [5], []), ([5], [5, 3], [3]), ([4, 5], [5], [4]), ([2, 4, 5], [5], [2, 4]), ([5], [2, 5, 3], [2, 3]),
            ([2, 4, 5], [5, 3], [2, 4, 3]), ([2, 1, 4, 5], [3, 5, 6], [2, 3, 4, 6]), ([7, 30, 40], [7, 40, 35], [7, 30, 35]),
            ([0, 3], [3, 2], [0, 2]), ([2, 0], [0, 3], [2, 3]), ([0, 2, 3], [3, 4], [0, 2, 4]),
        })
        {
            var a = Views.Random(random, left, i => (double)(i % 11));
            var b = Views.Random(random, right, i => (double)(i % 13));
            var actual = NDArray.MatMul(a, b);
            Assert.Equal(result, actual.Shape.AsSpan().ToArray());
            Assert.Equal(Reference(a, b, result), Views.Elements(actual));
        }
    }

    [Fact]
    public void The_number_of_threads_has_no_say()
    {
        var random = new Random(4);
        var a = Views.Random(random, [700, 300], i => MathF.Sin(i));
        var b = Views.Random(random, [300, 500], i => MathF.Cos(i));
        var spec = ShapeGuard.MatMul(a.Shape, b.Shape, "MatMul", "");
        var results = new[] { 1, 2, 3, 5 }.Select(threads =>
        {
            var storage = new HostStorage<float>(new float[700 * 500]);
            MatMulDriver.Run(a, b, spec, storage, threads);
            return storage.Data;
        }).ToArray();
        foreach (var other in results) Assert.Equal(results[0], other);
        var (u, v) = (Views.Elements(a), Views.Elements(b));
        for (var i = 0; i < 700; i += 99)
        {
            for (var j = 0; j < 500; j += 77)
                Assert.Equal(Enumerable.Range(0, 300).Sum(q => (double)u[i * 300 + q] * v[q * 500 + j]), results[0][i * 500 + j], 1e-4);
        }
    }

    [Fact]
    public void Operands_that_do_not_fit_are_named()
    {
        Equal("MatMul: shapes (3, 4) and (5, 6) do not fit: 4 columns against 5 rows.", [3, 4], [5, 6]);
        Equal("MatMul: shapes (3,) and (5, 6) do not fit: 3 elements against 5 rows.", [3], [5, 6]);
        Equal("MatMul: shapes (3, 4) and (3,) do not fit: 4 columns against 3 elements.", [3, 4], [3]);
        Equal("MatMul: shapes () and (3,) do not fit: each operand needs at least one axis, use * for a scalar.", [], [3]);
        Equal("MatMul: shapes (2, 3, 4) and (3, 4, 5) do not fit: the leading axes (2,) and (3,) do not broadcast.", [2, 3, 4], [3, 4, 5]);
        var error = Assert.Throws<ShapeException>(() => NDArray.Dot(Zeros([2, 3, 4]), Zeros([4, 5])));
        Assert.Equal("Dot: shapes (2, 3, 4) and (4, 5) have more than two axes; MatMul multiplies stacks of matrices.", error.Message);

        static void Equal(string message, int[] left, int[] right) =>
            Assert.Equal(message, Assert.Throws<ShapeException>(() => NDArray.MatMul(Zeros(left), Zeros(right))).Message);

        static NDArray<float> Zeros(int[] dims) => Views.Random(new Random(1), dims, _ => 0f);
    }

    private static void Check<T>(NDArray<T> a, NDArray<T> b) where T : System.Numerics.INumber<T>
    {
        int[] shape = [a.Shape[0], b.Shape[1]];
        var actual = NDArray.MatMul(a, b);
        Assert.Equal(shape, actual.Shape.AsSpan().ToArray());
        Assert.Equal(Reference(a, b, shape), Views.Elements(actual));
    }

    private static T[] Reference<T>(NDArray<T> a, NDArray<T> b, int[] result) where T : System.Numerics.INumber<T>
    {
        int m = a.Rank == 1 ? 1 : a.Shape[a.Rank - 2], n = b.Rank == 1 ? 1 : b.Shape[b.Rank - 1], k = a.Shape[a.Rank - 1];
        int[] batch = [.. result[..(result.Length - (a.Rank > 1 ? 1 : 0) - (b.Rank > 1 ? 1 : 0))]];
        var u = Views.Elements(a, a.Rank == 1 ? [k] : [.. batch, m, k]);
        var v = Views.Elements(b, b.Rank == 1 ? [k] : [.. batch, k, n]);
        var count = batch.Aggregate(1, (x, y) => x * y);
        var elements = new T[count * m * n];
        for (var at = 0; at < elements.Length; at++)
        {
            var (g, i, j) = (at / (m * n), at / n % m, at % n);
            for (var q = 0; q < k; q++)
                elements[at] = unchecked(elements[at] + u[a.Rank == 1 ? q : (g * m + i) * k + q] * v[b.Rank == 1 ? q : (g * k + q) * n + j]);
        }
        return elements;
    }
}
