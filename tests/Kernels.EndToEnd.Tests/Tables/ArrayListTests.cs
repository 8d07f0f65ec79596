using System.Collections.Immutable;

namespace Kernels.EndToEnd.Tests.Tables;

/// <summary>Lists of arrays, of tuples and of records as parameters and members, whose lengths only the run knows.</summary>
public partial class ArrayListTests
{
    public record Layer(NDArray<float> W, NDArray<float> B, float Slope);

    public record Deep(NDArray<float> W, NDArray<float> B, float Slope, int More) : Layer(W, B, Slope);

    private static readonly NDArray<float>[] s_fixed = [Arrays.Moderate<float>(1, 5), Arrays.Moderate<float>(2, 5)];

    private static readonly Func<NDArray<float>, NDArray<float>[], NDArray<float>[], NDArray<float>> EagerNetwork = Network;
    private static readonly Func<NDArray<float>, IReadOnlyList<(NDArray<float> W, NDArray<float> B)>, NDArray<float>> EagerPairs = Pairs;
    private static readonly Func<NDArray<float>, Layer[], NDArray<float>> EagerRecords = Records;
    private static readonly Func<NDArray<float>, List<NDArray<float>>, ImmutableArray<NDArray<float>>, NDArray<float>> EagerLists = Lists;
    private static readonly Func<NDArray<float>[], NDArray<float>, (NDArray<float>, NDArray<float>, int)> EagerJoined = Joined;

    [Jit]
    public static NDArray<float> Network(NDArray<float> x, NDArray<float>[] weights, NDArray<float>[] biases)
    {
        for (var i = 0; i < weights.Length - 1; i++) x = Tanh(MatMul(x, weights[i]) + biases[i]);
        return MatMul(x, weights[^1]) + biases[^1];
    }

    [Jit]
    public static NDArray<float> Pairs(NDArray<float> x, IReadOnlyList<(NDArray<float> W, NDArray<float> B)> layers)
    {
        foreach (var (w, b) in layers) x = Maximum(MatMul(x, w) + b, 0f);
        return layers.Count > 1 ? x * layers[0].B[0] : x;
    }

    [Jit]
    public static NDArray<float> Records(NDArray<float> x, Layer[] layers)
    {
        foreach (var layer in layers) x = Apply(x, layer);
        return x;
    }

    private static NDArray<float> Apply(NDArray<float> x, Layer layer)
    {
        var y = MatMul(x, layer.W) + layer.B;
        return Where(y > 0f, y, layer.Slope * y);
    }

    [Jit]
    public static NDArray<float> Lists(NDArray<float> x, List<NDArray<float>> a, ImmutableArray<NDArray<float>> b)
    {
        foreach (var (p, q) in a.Zip(b)) x += p * q;
        for (var k = a.Count - 1; k >= 0; k--) x = x * a[k] + s_fixed[k % s_fixed.Length];
        return x;
    }

    [Jit]
    public static (NDArray<float>, NDArray<float>, int) Joined(NDArray<float>[] parts, NDArray<float> x)
    {
        NDArray<float>[] own = [x, x + 1f];
        return (Stack(parts, axis: 1) * 2f, Concatenate(own), parts.Length);
    }

    // A batch shares the list.
    [Vmap]
    public static NDArray<float> Predict(NDArray<float> x, NDArray<float>[] weights)
    {
        foreach (var w in weights) x = Tanh(MatMul(x, w));
        return x;
    }

    [Jit] public static NDArray<float> Updated(NDArray<float>[] ws, float v) => ws[0].At[1].Set(v);

    private static NDArray<float>[] Squares(int count) => [.. Enumerable.Range(0, count).Select(k => Arrays.Moderate<float>(k + 3, 5, 5))];

    private static NDArray<float>[] Vectors(int count) => [.. Enumerable.Range(0, count).Select(k => Arrays.Moderate<float>(k + 9, 5))];

    [Fact]
    public void The_layers_of_a_network()
    {
        var x = Arrays.Moderate<float>(1, 4, 5);
        for (var n = 1; n < 5; n++)
        {
            Check.Bits(EagerNetwork(x, Squares(n), Vectors(n)), Network(x, Squares(n), Vectors(n)), $"{n} layers");
            var pairs = Squares(n).Zip(Vectors(n)).ToArray();
            Check.Bits(EagerPairs(x, pairs), PairsJit(x, pairs), $"{n} pairs");
        }

        // Their shapes differ.
        NDArray<float>[] ws = [Arrays.Moderate<float>(1, 5, 3), Arrays.Moderate<float>(2, 3, 7)], bs = [Arrays.Moderate<float>(1, 3), Arrays.Moderate<float>(2, 7)];
        Check.Bits(EagerNetwork(x, ws, bs), NetworkJit(x, ws, bs), "shapes");
        Check.Bits(EagerPairs(x, []), PairsJit(x, []), "none");
    }

    [Fact]
    public void Records_and_those_that_are_derived_from_them()
    {
        var x = Arrays.Moderate<float>(1, 4, 5);
        Layer[] layers = [.. Squares(3).Zip(Vectors(3), (w, b) => new Layer(w, b, 0.1f))];
        Check.Bits(EagerRecords(x, layers), RecordsJit(x, layers), "records");
        layers[1] = new Deep(layers[1].W, layers[1].B, 0.2f, 1);
        Check.Bits(EagerRecords(x, layers), RecordsJit(x, layers), "derived");
    }

    [Fact]
    public void Lists_side_by_side_and_from_their_ends()
    {
        var x = Arrays.Moderate<float>(1, 5);
        for (var n = 0; n < 4; n++) Check.Bits(EagerLists(x, [.. Vectors(n)], [.. Vectors(3)]), ListsJit(x, [.. Vectors(n)], [.. Vectors(3)]), $"{n}");
    }

    [Fact]
    public void Joining_lists()
    {
        var (stacked, own, count) = JoinedJit(Vectors(3), Vectors(1)[0]);
        var (expected, expectedOwn, _) = EagerJoined(Vectors(3), Vectors(1)[0]);
        Check.Bits(expected, stacked, "stacked");
        Check.Bits(expectedOwn, own, "own");
        Assert.Equal(3, count);
    }

    [Fact]
    public void A_batch_shares_the_list()
    {
        var x = Arrays.Moderate<float>(1, 6, 5);
        var weights = Squares(2);
        Check.Close(Stack([.. Enumerable.Range(0, 6).Select(k => Predict(x[k], weights))]), PredictBatch(x, weights), "batch");
    }

    [Fact]
    public void Elements_of_a_list_are_the_callers()
    {
        var ws = Vectors(2);
        var before = ws[0].ToArray();
        Assert.Equal(7f, (float)UpdatedJit(ws, 7)[1]);
        Assert.Equal(before, ws[0].ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => UpdatedJit([], 7));
    }
}
