namespace Kernels.EndToEnd.Tests.Programs;

/// <summary>Factorizations of small matrices, written element by element as NPBench's NumPy programs are; the factors' product is the matrix.</summary>
public partial class FactorizationTests
{
    [Jit]
    public static NDArray<double> Cholesky(NDArray<double> a)
    {
        a = a.At[0, 0].Set(Sqrt(a[0, 0]));
        for (var i = 1; i < a.Shape[0]; i++)
        {
            for (var j = 0; j < i; j++)
            {
                a = a.At[i, j].Subtract(Dot(a[i, ..j], a[j, ..j]));
                a = a.At[i, j].Divide(a[j, j]);
            }

            a = a.At[i, i].Subtract(Dot(a[i, ..i], a[i, ..i]));
            a = a.At[i, i].Set(Sqrt(a[i, i]));
        }

        return a;
    }

    [Jit]
    public static (NDArray<double> X, NDArray<double> Y, NDArray<double> Lu) Solve(NDArray<double> a, NDArray<double> b)
    {
        var (n, _) = a.Shape;
        var x = ZerosLike(b);
        var y = ZerosLike(b);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                a = a.At[i, j].Set(a[i, j] - Dot(a[i, ..j], a[..j, j]));
                a = a.At[i, j].Set((double)a[i, j] / (double)a[j, j]);
            }

            for (var j = i; j < n; j++) a = a.At[i, j].Set(a[i, j] - Dot(a[i, ..i], a[..i, j]));
        }

        for (var i = 0; i < n; i++) y = y.At[i].Set(b[i] - Dot(a[i, ..i], y[..i]));
        for (var i = n - 1; i >= 0; i--) x = x.At[i].Set((y[i] - Dot(a[i, (i + 1)..], x[(i + 1)..])) / a[i, i]);
        return (x, y, a);
    }

    [Jit]
    public static (NDArray<double> Q, NDArray<double> R) GramSchmidt(NDArray<double> a)
    {
        var (_, n) = a.Shape;
        var q = ZerosLike(a);
        var r = Zeros<double>(n, n);
        for (var k = 0; k < n; k++)
        {
            r = r.At[k, k].Set(Sqrt(Dot(a[.., k], a[.., k])));
            q = q.At[.., k].Set(a[.., k] / r[k, k]);
            for (var j = k + 1; j < n; j++)
            {
                r = r.At[k, j].Set(Dot(q[.., k], a[.., j]));
                a = a.At[.., j].Subtract(q[.., k] * r[k, j]);
            }
        }

        return (q, r);
    }

    private static NDArray<double> Lower(NDArray<double> x)
    {
        var i = Arange(x.Shape[0]);
        return Where(i[.., NewAxis] >= i, x, 0.0);
    }

    private static NDArray<double> Positive(int n)
    {
        var a = Arrays.Moderate<double>(n, n, n);
        return MatMul(a, a.T) + n * Eye<double>(n);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(8), InlineData(17), InlineData(40)]
    public void Products_of_the_factors_are_the_matrix(int n)
    {
        var a = Positive(n);
        var l = Lower(CholeskyJit(a));
        Check.Close(a, MatMul(l, l.T), $"{n}");

        var b = Arrays.Moderate<double>(1, n);
        var (x, _, lu) = SolveJit(a, b);
        Check.Close(b, MatMul(a, x), $"{n}");
        var unit = Lower(lu) - Lower(lu.T).T * Eye<double>(n) + Eye<double>(n);
        Check.Close(a, MatMul(unit, Lower(lu.T).T), $"{n}");

        var (q, r) = GramSchmidtJit(a);
        Check.Close(a, MatMul(q, r), $"{n}");
        Check.Close(Eye<double>(n), MatMul(q.T, q), $"{n}");
    }
}
