using System.Numerics;

namespace Kernels.Tests.Factoring;

/// <summary>Matrices to factor, as complex numbers, whose parts are kept or dropped.</summary>
internal static class Matrices
{
    public static Complex[,] Random(int seed, int rows, int columns)
    {
        var random = new Random(seed);
        var x = new Complex[rows, columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) x[i, j] = new(random.NextDouble() - 0.5, random.NextDouble() - 0.5);
        return x;
    }

    // Rows and columns of sizes that lie far apart.
    public static Complex[,] IllScaled(int seed, int n)
    {
        var x = Random(seed, n, n);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) x[i, j] *= Math.Pow(10, 6 * Math.Sin(i) + 3 * Math.Cos(2 * j));
        return x;
    }

    // Zeros on the diagonal, and small elements where the largest is far below.
    public static Complex[,] NeedsPivots(int n)
    {
        var x = Random(n, n, n);
        for (var i = 0; i < n; i++)
        {
            x[i, i] = 0;
            x[i, n - 1 - i] += i == n - 1 - i ? 1 : 2;
            if (i + 1 < n) x[0, i] *= 1e-12;
        }
        return x;
    }

    public static Complex[,] PositiveDefinite(int seed, int n, bool isReal)
    {
        var x = Random(seed, n, n);
        var a = new Complex[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                for (var k = 0; k < n; k++) a[i, j] += isReal ? x[i, k].Real * x[j, k].Real : x[i, k] * Complex.Conjugate(x[j, k]);
            a[i, i] += 1e-3;
        }
        return a;
    }

    public static NDArray<T> Real<T>(Complex[,] x) where T : INumber<T> => NDArray.FromArray([.. Flat(x).Select(v => T.CreateChecked(v.Real))], [x.GetLength(0), x.GetLength(1)]);

    public static NDArray<Complex> All(Complex[,] x) => NDArray.FromArray([.. Flat(x)], [x.GetLength(0), x.GetLength(1)]);

    /// <summary>Asserts that |a b - c| is at most so many times eps (|a| |b| + |c|) for each element.</summary>
    public static void Product<T>(NDArray<T> a, NDArray<T> b, NDArray<T> c, double times)
    {
        Complex[] x = Numbers(a), y = Numbers(b), z = Numbers(c);
        int n = a.Shape[0], depth = a.Shape[1], columns = b.Shape[1];
        var eps = typeof(T) == typeof(float) ? Math.Pow(2, -23) : Math.Pow(2, -52);
        double NormRow(int i) => Enumerable.Range(0, depth).Max(k => x[i * depth + k].Magnitude);
        double NormColumn(int j) => Enumerable.Range(0, depth).Max(k => y[k * columns + j].Magnitude);
        var rows = Enumerable.Range(0, n).Select(NormRow).ToArray();
        var tops = Enumerable.Range(0, columns).Select(NormColumn).ToArray();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                Complex sum = -z[i * columns + j];
                for (var k = 0; k < depth; k++) sum += x[i * depth + k] * y[k * columns + j];
                var bound = times * eps * (rows[i] * tops[j] * depth + z[i * columns + j].Magnitude);
                Assert.True(sum.Magnitude <= bound, $"[{i}, {j}] of {n} x {columns}: {sum.Magnitude} is more than {bound}");
            }
        }
    }

    public static Complex[] Numbers<T>(NDArray<T> x) => x switch
    {
        NDArray<Complex> z => z.ToArray(),
        NDArray<double> d => [.. d.ToArray().Select(v => (Complex)v)],
        NDArray<float> f => [.. f.ToArray().Select(v => (Complex)v)],
        _ => throw new NotSupportedException(),
    };

    private static IEnumerable<Complex> Flat(Complex[,] x) => x.Cast<Complex>();
}
