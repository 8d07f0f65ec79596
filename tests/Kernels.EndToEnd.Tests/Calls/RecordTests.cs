namespace Kernels.EndToEnd.Tests.Calls;

/// <summary>Records, structs and tuples of arrays and numbers, which JAX calls pytrees: as parameters, results, locals and members.</summary>
public partial class RecordTests
{
    public readonly record struct State(NDArray<double> X, NDArray<double> V)
    {
        public double Mass { get; init; } = 1;

        public NDArray<double> Energy => 0.5 * Mass * V * V + Potential(2.0);

        private NDArray<double> Potential(double k) => 0.5 * k * X * X;
    }

    public readonly partial record struct Decay(NDArray<double> X, double Rate)
    {
        [Jit] public Decay Next(double dt) => this with { X = X * Factor(dt) };

        private double Factor(double dt) => Math.Exp(-Rate * dt);
    }

    public record Layer(NDArray<double> W, NDArray<double> B);

    public sealed record Special(NDArray<double> W, NDArray<double> B, double Rate) : Layer(W, B);

    public record Net(Layer First, Layer Second, int Repeats);

    /// <summary>What is only read may hold what has no form in a kernel.</summary>
    public sealed class Model(string name)
    {
        public string Name => name;

        public required NDArray<double> Weights { get; init; }

        public double Scale { get; set; } = 2;
    }

    public struct Parameters
    {
        internal double A;
        public double B { get; init; }
    }

    private static State Step(State s, double dt)
    {
        var v = s.V - s.X * (dt / s.Mass);
        return s with { X = s.X + v * dt, V = v };
    }

    [Jit]
    public static State Run(State s, double dt, int n)
    {
        for (var k = 0; k < n; k++) s = Step(s, dt);
        return n > 3 ? s : new State(s.X, -s.V) { Mass = 3 };
    }

    [Jit] public static NDArray<double> Energy(State s) => s.Energy + new State(s.V, s.X).Energy;

    [Jit]
    public static (State State, NDArray<double> Sum) Pair(State s, (NDArray<double> A, double B) pair)
    {
        var (x, v) = (s.X, s.V);
        return (s with { X = v }, x + pair.A * pair.B);
    }

    private static NDArray<double> Applied(Layer layer, NDArray<double> x) => Tanh(MatMul(x, layer.W) + layer.B);

    [Jit]
    public static NDArray<double> Forward(Net net, NDArray<double> x)
    {
        for (var k = 0; k < net.Repeats; k++) x = Applied(net.First, x);
        return Applied(net.Second, x);
    }

    [Jit]
    public static Layer Descend(Layer layer, Layer gradient, double rate)
    {
        var (w, b) = layer;
        return layer with { W = w - rate * gradient.W, B = b - rate * gradient.B };
    }

    [Jit] public static NDArray<double> Scaled(Model model, NDArray<double> x) => x * model.Weights * model.Scale;

    [Vmap] public static double Line(double x, Parameters p) => p.A * x + p.B;

    [Jit]
    public static Parameters Fitted(NDArray<double> x) => new() { A = (double)Sum(x), B = (double)Max(x) };

    private static State Made() => new(Arrays.Moderate<double>(1, 40), Arrays.Moderate<double>(2, 40)) { Mass = 2 };

    private static void Same(State expected, State actual)
    {
        Check.Bits(expected.X, actual.X);
        Check.Bits(expected.V, actual.V);
        Assert.Equal(expected.Mass, actual.Mass);
    }

    [Fact]
    public void States()
    {
        Func<State, double, int, State> run = Run;
        foreach (var n in (int[])[0, 2, 9]) Same(run(Made(), 0.01, n), RunJit(Made(), 0.01, n));
        Func<State, NDArray<double>> energy = Energy;
        Check.Bits(energy(Made()), EnergyJit(Made()));
        var pair = PairJit(Made(), (Made().X, 2.5));
        Same(Made() with { X = Made().V }, pair.State);
        Check.Bits(Made().X + Made().X * 2.5, pair.Sum);
    }

    [Fact]
    public void Objects_that_give_their_successors()
    {
        var decay = new Decay(Arrays.Moderate<double>(1, 40), 0.5);
        Func<double, Decay> next = decay.Next;
        Check.Bits(next(0.1).X, decay.NextJit(0.1).X);
        Assert.Equal(0.5, decay.NextJit(0.1).Rate);
    }

    [Fact]
    public void Layers()
    {
        var layer = new Layer(Arrays.Moderate<double>(1, 6, 6), Arrays.Moderate<double>(2, 6));
        var net = new Net(layer, new Layer(layer.B.Reshape(6, 1), layer.B[..1]), 3);
        var x = Arrays.Moderate<double>(3, 5, 6);
        Func<Net, NDArray<double>, NDArray<double>> forward = Forward;
        Check.Close(forward(net, x), ForwardJit(net, x));
        var next = DescendJit(layer, layer, 0.5);
        Check.Bits(layer.W - 0.5 * layer.W, next.W);
        var special = Assert.IsType<Special>(DescendJit(new Special(layer.W, layer.B, 0.25), layer, 0.5));
        Check.Bits(next.B, special.B);
        Assert.Equal(0.25, special.Rate);
    }

    [Fact]
    public void Objects_that_are_read()
    {
        var x = Arrays.Moderate<double>(3, 40);
        Func<Model, NDArray<double>, NDArray<double>> scaled = Scaled;
        var model = new Model("m") { Weights = x, Scale = 3 };
        Check.Bits(scaled(model, x), ScaledJit(model, x));
        var p = new Parameters { A = 2.5, B = -1 };
        Check.Bits(FromArray([.. x.ToArray().Select(v => Line(v, p))]), Line(x, p));
        Assert.Equal((double)Max(x), FittedJit(x).B);
    }
}
