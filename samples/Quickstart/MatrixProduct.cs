using System.Diagnostics;
using Kernels;

namespace Quickstart;

/// <summary>The matrix product of the article, as loops over ordinary arrays and compiled.</summary>
internal static class MatrixProduct
{
    private const int Size = 1000;

    private const int Runs = 10;

    public static void Compare()
    {
        var left = Numbers(seed: 1);
        var right = Numbers(seed: 2);
        NDArray<float> a = NDArray.FromArray(left, [Size, Size]);
        NDArray<float> b = NDArray.FromArray(right, [Size, Size]);

        var watch = Stopwatch.StartNew();
        var expected = Loops(left, right);
        var loops = watch.Elapsed;

        var product = Model.Product(a, b);
        var compiled = TimeSpan.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            watch.Restart();
            product = Model.Product(a, b).Ready();
            if (watch.Elapsed < compiled) compiled = watch.Elapsed;
        }

        Output.Show(product.AllClose(NDArray.FromArray(expected, [Size, Size]), rtol: 1e-4));
        Console.WriteLine($"Triple loop:   {loops.TotalMilliseconds,8:F1} ms");
        Console.WriteLine($"[Jit] Product: {compiled.TotalMilliseconds,8:F1} ms (best of {Runs})");
        Console.WriteLine($"Ratio:         {loops / compiled,8:F0} x");
    }

    /// <summary>The product as one writes it without a library.</summary>
    private static float[] Loops(float[] a, float[] b)
    {
        var product = new float[Size * Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                var sum = 0f;
                for (var k = 0; k < Size; k++)
                    sum += a[i * Size + k] * b[k * Size + j];
                product[i * Size + j] = sum;
            }
        }
        return product;
    }

    private static float[] Numbers(int seed)
    {
        Random random = new(seed);
        var numbers = new float[Size * Size];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = random.NextSingle();
        return numbers;
    }
}
