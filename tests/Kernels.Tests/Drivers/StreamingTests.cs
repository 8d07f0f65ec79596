using static Kernels.NDArray;

namespace Kernels.Tests.Drivers;

/// <summary>Results that are so large that they are written past the caches, and where large results begin.</summary>
public class StreamingTests
{
    [Theory]
    [InlineData(2_100_003)]
    [InlineData(6_553_600)]
    [InlineData(7_000_017)]
    public void A_long_sum_is_right_to_its_ends(int n)
    {
        var x = Arange((double)n).As<float>();
        var sum = (x + 1f).ToArray();
        for (var i = 0; i < n; i++)
            if (sum[i] != i + 1f) Assert.Fail($"At {i}: {sum[i]}.");
    }

    [Fact]
    public void Operands_that_begin_anywhere_are_read_there()
    {
        var x = Arange(3_500_000.0);
        foreach (var offset in new[] { 1, 3, 8 })
        {
            var difference = (x[offset..] - x[..^offset]).ToArray();
            Assert.Equal(3_500_000 - offset, difference.Length);
            Assert.DoesNotContain(difference, d => d != offset);
        }
    }

    // Rows that end within a line share it with the next one.
    [Theory]
    [InlineData(1001, 2503)]
    [InlineData(3001, 2503)]
    [InlineData(11_000, 640)]
    [InlineData(70, 100_001)]
    [InlineData(23_000, 301)]
    [InlineData(200_000, 33)]
    public void Rows_and_columns_broadcast_over_a_large_result(int rows, int columns)
    {
        var x = Reshape(Arange((double)rows * columns), [rows, columns]).As<float>();
        var row = Arange((double)columns).As<float>();
        var column = Reshape(Arange((double)rows), [rows, 1]).As<float>();
        var values = x.ToArray();
        var byRow = (x + row).ToArray();
        var byColumn = (x - column).ToArray();
        var outer = (column * row).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            float r = i / columns, c = i % columns;
            if (values[i] + c != byRow[i] || values[i] - r != byColumn[i] || r * c != outer[i]) Assert.Fail($"At [{r}, {c}]: {byRow[i]}, {byColumn[i]}, {outer[i]}.");
        }
    }

    [Fact]
    public void A_smaller_result_is_written_as_ever_and_a_bool_too()
    {
        var x = Arange(12_000_001.0);
        var above = (x > 6_000_000.0).ToArray();
        Assert.Equal(6_000_000, above.Count(a => a));
        Assert.True(above[^1] && !above[0] && !above[6_000_000] && above[6_000_001]);
    }

    [Fact]
    public unsafe void A_large_result_begins_at_a_page_and_a_smaller_one_at_a_line()
    {
        foreach (var (n, unit) in new[] { (20_000, 64), (70_000, 4096), (1_000_000, 4096) })
        {
            var x = Ones<float>(n) + 1f;
            fixed (float* p = x.AsSpan()) Assert.Equal(0, (nint)p % unit);
            // A view of it, written in place and copied, keeps to its own elements.
            var y = x.At[1..^1].Set(5f);
            Assert.Equal([2f, 5f, 5f], y[..3].ToArray());
            Assert.Equal([5f, 2f], y[^2..].ToArray());
            Assert.Equal(2f, (float)x[1]);
        }
    }
}
