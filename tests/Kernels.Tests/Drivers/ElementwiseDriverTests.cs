using Kernels.CompilerServices;

namespace Kernels.Tests.Drivers;

public class ElementwiseDriverTests
{
    private static NDArray<float> Axpy(float a, NDArray<float> x, NDArray<float> y)
    {
        var nest = new LoopNest(Bodies.Axpy, ShapeGuard.Broadcast(x.Shape, y.Shape, "a * x + y", ""));
        nest.In(x);
        nest.In(y);
        nest.Scalar(a);
        var result = nest.Out<float>();
        nest.Run();
        return result;
    }

    [Fact]
    public void Any_layout_gives_the_same_elements_float()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var dims = Views.RandomDims(random);
            var x = Views.Random(random, Views.Narrowed(random, dims), i => (float)(i % 1009));
            var y = Views.Random(random, dims, i => (float)(i % 733));
            var result = Axpy(2, x, y);
            Assert.Equal(dims, result.Shape.AsSpan().ToArray());
            var (u, v) = (Views.Elements(x, dims), Views.Elements(y, dims));
            Assert.Equal(u.Zip(v, (a, b) => 2 * a + b), Views.Elements(result));
        }
    }

    [Fact]
    public void Any_layout_gives_the_same_elements_double()
    {
        var random = new Random(2);
        for (var round = 0; round < 100; round++)
        {
            var dims = Views.RandomDims(random);
            var x = Views.Random(random, Views.Narrowed(random, dims), i => (double)i);
            var y = Views.Random(random, Views.Narrowed(random, dims), i => i * 3d);
            var z = Views.Random(random, Views.Narrowed(random, dims), i => i * 7d);
            var nest = new LoopNest(Bodies.Add3, new Shape(dims));
            nest.In(x);
            nest.In(y);
            nest.In(z);
            var result = nest.Out<double>();
            nest.Run();
            var (u, v, w) = (Views.Elements(x, dims), Views.Elements(y, dims), Views.Elements(z, dims));
            Assert.Equal(u.Select((a, i) => a + v[i] + w[i]), Views.Elements(result));
        }
    }

    [Fact]
    public void Bytes_and_mixed_sizes_are_packed_by_their_own_size()
    {
        var random = new Random(3);
        for (var round = 0; round < 100; round++)
        {
            var dims = Views.RandomDims(random);
            var x = Views.Random(random, Views.Narrowed(random, dims), i => (byte)i);
            var y = Views.Random(random, Views.Narrowed(random, dims), i => i);
            var z = Views.Random(random, Views.Narrowed(random, dims), i => i * 0.5);
            var nest = new LoopNest(Bodies.Widen, new Shape(dims));
            nest.In(x);
            nest.In(y);
            nest.In(z);
            var result = nest.Out<double>();
            nest.Run();
            var (u, v, w) = (Views.Elements(x, dims), Views.Elements(y, dims), Views.Elements(z, dims));
            Assert.Equal(u.Select((a, i) => a + v[i] + w[i]), Views.Elements(result));

            var t = Views.Random(random, Views.Narrowed(random, dims), i => (byte)(i * 31));
            nest = new LoopNest(Bodies.Xor, new Shape(dims));
            nest.In(x);
            nest.In(t);
            var xor = nest.Out<byte>();
            nest.Run();
            var s = Views.Elements(t, dims);
            Assert.Equal(u.Select((a, i) => (byte)(a ^ s[i])), Views.Elements(xor));
        }
    }

    [Fact]
    public void Padding_never_divides_by_a_made_up_zero_and_two_outputs_are_written()
    {
        var random = new Random(4);
        for (var round = 0; round < 100; round++)
        {
            var dims = Views.RandomDims(random);
            var x = Views.Random(random, Views.Narrowed(random, dims), i => i);
            var y = Views.Random(random, Views.Narrowed(random, dims), i => i % 7 + 1);
            var nest = new LoopNest(Bodies.DivMod, new Shape(dims));
            nest.In(x);
            nest.In(y);
            var quotient = nest.Out<int>();
            var rest = nest.Out<int>();
            nest.Run();
            var (u, v) = (Views.Elements(x, dims), Views.Elements(y, dims));
            Assert.Equal(u.Zip(v, (a, b) => a / b), Views.Elements(quotient));
            Assert.Equal(u.Zip(v, (a, b) => a % b), Views.Elements(rest));
        }
    }

    [Theory]
    [InlineData(100_000, 3)]
    [InlineData(3, 100_000)]
    [InlineData(1000, 256)]
    [InlineData(1, 5000)]
    [InlineData(5000, 1)]
    public void Rows_and_columns_broadcast(int rows, int columns)
    {
        var m = Matrix(rows, columns);
        var row = Matrix(1, columns);
        var column = Matrix(rows, 1);
        Assert.Equal(Reference(m, row), Views.Elements(Axpy(2, m, row)));
        Assert.Equal(Reference(column, m), Views.Elements(Axpy(2, column, m)));
        Assert.Equal(Reference(column, row), Views.Elements(Axpy(2, column, row)));

        NDArray<float> Matrix(int r, int c) => new(new HostStorage<float>([.. Enumerable.Range(0, r * c).Select(i => (float)(i % 511))]), [r, c]);
        float[] Reference(NDArray<float> x, NDArray<float> y) =>
            [.. Views.Elements(x, [rows, columns]).Zip(Views.Elements(y, [rows, columns]), (a, b) => 2 * a + b)];
    }

    [Fact]
    public void Every_short_length_is_padded()
    {
        for (var n = 0; n < 70; n++)
        {
            var x = Views.Random(new Random(n), [n], i => (byte)i);
            NDArray<byte> y = (byte)3;
            var nest = new LoopNest(Bodies.Xor, x.Shape);
            nest.In(x);
            nest.In(y);
            var result = nest.Out<byte>();
            nest.Run();
            Assert.Equal(Views.Elements(x).Select(b => (byte)(b ^ 3)), Views.Elements(result));
        }
    }

    [Fact]
    public void Sixteen_operands_and_sixteen_scalars_fit_and_more_do_not()
    {
        var shape = new Shape([3, 50]);
        var nest = new LoopNest(Bodies.Sum15, shape);
        var inputs = Enumerable.Range(0, 15).Select(k => Views.Random(new Random(k), k % 2 == 0 ? [3, 50] : [50], i => (double)(i * k))).ToArray();
        foreach (var x in inputs) nest.In(x);
        var result = nest.Out<double>();
        nest.Run();
        var expected = new double[150];
        foreach (var x in inputs)
        {
            var elements = Views.Elements(x, [3, 50]);
            for (var i = 0; i < expected.Length; i++) expected[i] += elements[i];
        }
        Assert.Equal(expected, Views.Elements(result));

        var fill = new LoopNest(Bodies.Fill, shape);
        for (var k = 0; k < 16; k++) fill.Scalar((double)k);
        result = fill.Out<double>();
        fill.Run();
        Assert.All(Views.Elements(result), v => Assert.Equal(120, v));

        Assert.Throws<InvalidOperationException>(() =>
        {
            var over = new LoopNest(Bodies.Sum15, [2]);
            for (var k = 0; k < 17; k++) over.In(inputs[0]);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            var over = new LoopNest(Bodies.Sum15, [2]);
            for (var k = 0; k < 17; k++) over.Scalar(1f);
        });
    }

    [Fact]
    public void An_operand_that_does_not_fit_is_an_exception()
    {
        var x = Views.Random(new Random(1), [4], i => (float)i);
        Assert.Throws<InvalidOperationException>(() =>
        {
            var nest = new LoopNest(Bodies.Axpy, [3]);
            nest.In(x);
            nest.In(x);
            nest.Scalar(1f);
            nest.Out<float>();
            nest.Run();
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            var nest = new LoopNest(Bodies.Axpy, [8]);
            nest.In(new NDArray<float>(new HostStorage<float>(new float[5]), [8]));
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            var nest = new LoopNest(Bodies.Axpy, [4, 4]);
            nest.In(new NDArray<float>(new HostStorage<float>(new float[15]), [4, 4], [1, 4], 0));
            nest.In(x);
            nest.Scalar(1f);
            nest.Out<float>();
            nest.Run();
        });
        Assert.Throws<ShapeException>(() => new LoopNest(Bodies.Axpy, [100_000, 100_000]));
    }

    [Fact]
    public void A_result_shares_the_operands_shape()
    {
        var x = Views.Random(new Random(1), [4], i => (float)i);
        Assert.Same(x.Shape.Dims, Axpy(1, x, x).Shape.Dims);
    }

    [Fact]
    public void An_empty_nest_does_not_call_its_body()
    {
        var never = new LoopKernel("Tests.Never", 4, (ref LoopArgs _, nint _) => Assert.Fail("called"));
        var nest = new LoopNest(never, [3, 0]);
        nest.In(Views.Random(new Random(1), [0], i => (float)i));
        var result = nest.Out<float>();
        nest.Run();
        Assert.Equal(0, result.Size);
    }
}
