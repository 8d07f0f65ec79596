namespace Kernels.Tests.VectorMathematics;

/// <summary>A vector function may take another way where one of its elements needs it; no element's bits may depend on that.</summary>
public class NeighbourTests
{
    public static TheoryData<string> Unary => [.. VectorFunction.Unary];

    [Theory, MemberData(nameof(Unary))]
    public void A_float_does_not_depend_on_its_neighbours(string name) => Check<float>(name);

    [Theory, MemberData(nameof(Unary))]
    public void A_double_does_not_depend_on_its_neighbours(string name) => Check<double>(name);

    private static void Check<T>(string name) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var x = VectorFunction.Padded([.. Enumerable.Range(-300, 600).Select(i => T.CreateChecked(i * 0.37)), .. VectorFunction.Samples<T>(300)]);
        var alone = x.Select(v => VectorFunction.Apply(name, 256, Enumerable.Repeat(v, 64).ToArray())[0]).ToArray();
        // Ordinary values beside large and small ones, infinities and NaN.
        Random random = new(1);
        var order = Enumerable.Range(0, x.Length).OrderBy(_ => random.Next()).ToArray();
        var mixed = VectorFunction.Apply(name, 256, [.. order.Select(i => x[i])]);
        for (var k = 0; k < order.Length; k++)
            Assert.True(alone[order[k]].Equals(mixed[k]), $"{name}({x[order[k]]}) is {alone[order[k]]} alone and {mixed[k]} among others.");
    }
}
