using Kernels.CompilerServices;

namespace Kernels.Tests.Drivers;

public class DeviceTests
{
    [Fact]
    public void Operands_on_two_devices_are_an_error_that_names_both()
    {
        var here = Views.Random(new Random(1), [4], i => (float)i);
        var there = new NDArray<float>(new ElsewhereStorage(), here.Shape);
        const string Expected = "Tests.Axpy: one operand is on Elsewhere, another on CPU; move one with To(device).";
        Assert.Equal(Expected, Assert.Throws<InvalidOperationException>(() => Nest(there, here)).Message);
        Assert.Contains("one operand is on CPU, another on Elsewhere", Assert.Throws<InvalidOperationException>(() => Nest(here, there)).Message, StringComparison.Ordinal);
        Assert.Equal("MatMul: one operand is on CPU, another on Elsewhere; move one with To(device).",
            Assert.Throws<InvalidOperationException>(() => NDArray.MatMul(here, there)).Message);

        static void Nest(NDArray<float> x, NDArray<float> y)
        {
            var nest = new LoopNest(Bodies.Axpy, x.Shape);
            nest.In(x);
            nest.In(y);
        }
    }

    [Fact]
    public void A_device_sees_the_operands_of_a_nest()
    {
        var x = new NDArray<float>(new HostStorage<float>(new float[20]), [4, 1], [5, 1], 2);
        var nest = new LoopNest(Bodies.Axpy, [3, 4, 2]);
        nest.In(x);
        nest.Scalar(2.5f);
        nest.Scalar(true);
        var result = nest.Out<double>();
        Assert.Equal((2, 1, 1, 2), (nest.OperandCount, nest.InputCount, nest.OutputCount, nest.ScalarCount));
        var operand = nest.Operand(0);
        Assert.Equal([0, 5, 0], operand.BroadcastStrides());
        Assert.Equal((2, typeof(float), 4, false, false), (operand.Offset, operand.ElementType, operand.ElementSize, operand.IsOutput, operand.IsContiguous));
        Assert.Same(x.Storage, operand.Storage);
        operand = nest.Operand(1);
        Assert.Equal([8, 2, 1], operand.BroadcastStrides());
        Assert.True(operand.IsOutput && operand.IsContiguous && ReferenceEquals(result.Storage, operand.Storage));
        Assert.Equal((typeof(float), typeof(bool)), (nest.ScalarType(0), nest.ScalarType(1)));
        Assert.Equal(2.5f, BitConverter.Int32BitsToSingle((int)nest.ScalarBits(0)));
    }

    [Fact]
    public async Task An_array_on_the_CPU_is_ready()
    {
        NDArray<int> x = 3;
        Assert.Same(x, x.Ready());
        Assert.Same(x, await x.ReadyAsync());
    }

    private sealed class Elsewhere : Device
    {
        public override string Name => "Elsewhere";

        internal override Storage<T> Allocate<T>(int length) => throw new InvalidOperationException("Nothing runs here.");

        internal override void Run(ref LoopNest nest) => throw new InvalidOperationException("Nothing runs here.");

        internal override NDArray<TOut> Reduce<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec) => throw new InvalidOperationException("Nothing runs here.");

        internal override NDArray<TOut> Reduce<TIn, TOut>(NDArray<TIn> x, in ReductionSpec spec) => throw new InvalidOperationException("Nothing runs here.");

        internal override NDArray<T> MatMul<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec) => throw new InvalidOperationException("Nothing runs here.");

        internal override void Copy<T>(NDArray<T> source, Storage<T> target, int start) => throw new InvalidOperationException("Nothing runs here.");

        internal override HostStorage<T> ToHost<T>(Storage<T> storage) => throw new InvalidOperationException("Nothing runs here.");

        internal override Storage<T> FromHost<T>(ReadOnlySpan<T> elements) => throw new InvalidOperationException("Nothing runs here.");
    }

    private sealed class ElsewhereStorage : Storage<float>
    {
        private static readonly Elsewhere s_device = new();

        public override Device Device => s_device;

        public override int Length => 4;

        internal override bool IsReleased => false;

        internal override void Release()
        {
        }
    }
}
