namespace Kernels.EndToEnd.Tests.Calls;

/// <summary>Local functions that change the variables around them, and helpers that give results by reference.</summary>
public partial class AssigningHelperTests
{
    [Jit]
    public static NDArray<double> Counts(NDArray<double> x, int n)
    {
        var count = 0;
        NDArray<double> last;
        NDArray<double> Next(NDArray<double> y)
        {
            count++;
            last = y;
            if (count == 3) return y;
            return y + count;
        }

        void Twice()
        {
            if (count > 4) return;
            x = Next(Next(x));
        }

        for (var i = 0; i < n; i++) x = Next(x);
        Twice();
        last = x;
        Twice();
        return x * count + last;
    }

    private static bool Split(NDArray<double> x, int at, out NDArray<double> low, out NDArray<double> high)
    {
        for (var k = 0; k < at; k++)
        {
            if (k + 2 >= x.Shape[0])
            {
                low = x;
                high = x;
                return false;
            }
        }

        (low, high) = (x[..at], x[at..]);
        return true;
    }

    private static void Grow(ref NDArray<double> x, in double by) => x = Concatenate([x, x[^1..] * by]);

    [Jit]
    public static NDArray<double> References(NDArray<double> x, int at)
    {
        for (var k = 0; k < 2; k++) Grow(ref x, 0.5);
        var whole = Split(x, at, out var low, out NDArray<double> high);
        Split(x, 1, out _, out high);
        return whole ? low.Sum(axis: 0) + high[0] : low[0] - high[^1];
    }

    [Fact]
    public void Local_functions_change_what_is_around_them()
    {
        Func<NDArray<double>, int, NDArray<double>> counts = Counts;
        var x = Arrays.Moderate<double>(1, 6, 7);
        for (var n = 0; n < 7; n++) Check.Bits(counts(x, n), CountsJit(x, n), $"{n}");
    }

    [Fact]
    public void Helpers_give_results_by_reference()
    {
        Func<NDArray<double>, int, NDArray<double>> references = References;
        var x = Arrays.Moderate<double>(1, 4, 3);
        for (var at = 1; at < 8; at++) Check.Close(references(x, at), ReferencesJit(x, at), $"{at}");
    }
}
