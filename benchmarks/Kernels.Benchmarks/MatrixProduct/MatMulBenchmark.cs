using System.Numerics;

namespace Kernels.Benchmarks;

/// <summary>The matrix product against loops as one writes them, and against NumPy where it is installed.</summary>
internal static class MatMulBenchmark
{
    private const int Size = 1000;

    private const int Rounds = 10;

    // A second each, and always the same second.
    private const int LoopRounds = 3;

    public static List<Row> Run()
    {
        using var numPy = NumPy.Start(Size);
        return
        [
            .. Compare<float>("float", "float32", Model.ProductJit, numPy),
            .. Compare<double>("double", "float64", Model.ProductJit, numPy),
        ];
    }

    private static IEnumerable<Row> Compare<T>(string name, string dtype, Func<NDArray<T>, NDArray<T>, NDArray<T>> product, NumPy? numPy)
        where T : unmanaged, INumber<T>
    {
        var left = Numbers<T>(seed: 1);
        var right = Numbers<T>(seed: 2);
        var a = NDArray.FromArray(left, [Size, Size]);
        var b = NDArray.FromArray(right, [Size, Size]);

        var compiled = Contender.Of(() => product(a, b));
        var times = numPy is null ? Race.Run(Rounds, compiled) : Race.Run(Rounds, compiled, new Contender(() => numPy.Product(dtype)));
        yield return new($"[Jit] MatMul, {name}", times[0], $"{2.0 * Size * Size * Size / times[0].Minimum:F0} GFLOP/s on {Environment.ProcessorCount} cores");
        yield return numPy is null
            ? new($"NumPy, {name}", null, $"not measured: {NumPy.Python} has no numpy")
            : new($"NumPy, {name}", times[1], $"{times[1].Minimum / times[0].Minimum:F2} times the kernel's minimum; {numPy.Version}");

        var loops = Race.Run(LoopRounds, Contender.Of(() => Loops(left, right)))[0];
        yield return new($"triple loop, {name}", loops, $"{loops.Minimum / times[0].Minimum:F0} times the kernel's minimum");
    }

    /// <summary>The product as one writes it without a library.</summary>
    private static T[] Loops<T>(T[] a, T[] b) where T : unmanaged, INumber<T>
    {
        var product = new T[Size * Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                var sum = T.Zero;
                for (var k = 0; k < Size; k++)
                    sum += a[i * Size + k] * b[k * Size + j];
                product[i * Size + j] = sum;
            }
        }
        return product;
    }

    private static T[] Numbers<T>(int seed) where T : unmanaged, INumber<T>
    {
        Random random = new(seed);
        var numbers = new T[Size * Size];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = T.CreateTruncating(random.NextDouble());
        return numbers;
    }
}
