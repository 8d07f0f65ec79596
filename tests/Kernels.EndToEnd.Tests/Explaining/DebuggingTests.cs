namespace Kernels.EndToEnd.Tests.Explaining;

/// <summary>Takes the writer of the process, so nothing else may print meanwhile.</summary>
[CollectionDefinition(nameof(DebuggingTests), DisableParallelization = true)]
[Collection(nameof(DebuggingTests))]
public partial class DebuggingTests
{
    [Jit]
    public static NDArray<float> Printing(NDArray<float> x)
    {
        var y = DebugPrint(x + 1f, "y");
        DebugPrint(x);
        return y * 2f;
    }

    [Jit]
    public static NDArray<float> Turns(NDArray<float> x, int n)
    {
        for (var i = 0; i < n; i++)
        {
            x = x * 2f;
            DebugPrint(x, "turn");
        }

        return x;
    }

    [Jit]
    public static NDArray<double> Checked(NDArray<double> x)
    {
        var y = Log(x);
        CheckNaN(y, "logs");
        return y + 1.0;
    }

    private static string Printed(Action action)
    {
        var (writer, before) = (new StringWriter(), DebugWriter);
        DebugWriter = writer;
        try
        {
            action();
        }
        finally
        {
            DebugWriter = before;
        }

        return writer.ToString().ReplaceLineEndings("\n");
    }

    [Fact]
    public void A_kernel_prints_in_the_order_of_the_program()
    {
        NDArray<float> x = [[1, 2], [3, 4]];
        NDArray<float> result = [];
        var printed = Printed(() => result = Printing(x));
        Assert.Matches("^y: Single \\(2, 2\\) at DebuggingTests.cs:\\d+\n\\[\\[2. 3.\\]\n \\[4. 5.\\]\\]\nx: Single \\(2, 2\\) at DebuggingTests.cs:\\d+\n\\[\\[1. 2.\\]\n \\[3. 4.\\]\\]\n$", printed);
        Assert.Equal([4f, 6f, 8f, 10f], result.ToArray());
        Func<NDArray<float>, NDArray<float>> body = Printing;
        Assert.Equal(printed, Printed(() => body(x)));
    }

    [Fact]
    public void Each_turn_of_a_loop_prints() =>
        Assert.Equal(["[2.]", "[4.]", "[8.]"], Printed(() => Turns([1f], 3)).Split('\n').Where(l => l.StartsWith('[')));

    [Fact]
    public void A_NaN_inside_a_kernel_is_named_with_its_place()
    {
        NDArray<double> x = [[1, 2, 3], [4, -1, -2]];
        var e = Assert.Throws<NotFiniteNumberException>(() => Checked(x));
        Assert.Matches("^CheckNaN: logs: 'y' is NaN at \\[1, 1\\], shape \\(2, 3\\), in DebuggingTests.cs:\\d+\\.$", e.Message);
        Func<NDArray<double>, NDArray<double>> body = Checked;
        Assert.Equal(e.Message, Assert.Throws<NotFiniteNumberException>(() => body(x)).Message);
    }

    [Fact]
    public void Without_NaN_the_array_comes_back()
    {
        NDArray<double> x = [1, double.PositiveInfinity];
        Assert.Same(x, CheckNaN(x));
        Assert.Equal([1.0, 2.0], Checked([1.0, Math.E]).ToArray(), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void An_eager_check_names_the_expression()
    {
        NDArray<float> x = [-1f, 1f];
        Assert.Contains("'Log(x * 2f)' is NaN at [0]", Assert.Throws<NotFiniteNumberException>(() => CheckNaN(Log(x * 2f))).Message, StringComparison.Ordinal);
    }
}
