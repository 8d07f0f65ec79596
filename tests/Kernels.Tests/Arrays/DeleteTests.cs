namespace Kernels.Tests.Arrays;

[Collection(nameof(Drivers.BufferPoolTests))]
public class DeleteTests
{
    // Pooled, and below the pool's size: plain managed arrays are given up all the same.
    public static TheoryData<int> Sizes { get; } = [7, 5 * 23_001];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Who_reads_a_deleted_array_gets_an_exception(int length)
    {
        var x = NDArray.Arange<float>(length) + 1f;
        var other = NDArray.Ones<float>(length);
        Assert.False(x.IsDeleted);
        x.Delete();
        Assert.True(x.IsDeleted);
        (string Name, Action Read)[] readers =
        [
            ("add", () => _ = x + other),
            ("add on the right", () => _ = other + x),
            ("broadcast", () => _ = NDArray.Ones<float>(2, 1) * x),
            ("sum", () => _ = NDArray.Sum(x)),
            ("variance", () => _ = NDArray.Var(x)),
            ("sum of rows", () => _ = NDArray.Sum(x.Reshape(length, 1), axis: 0)),
            ("product", () => _ = NDArray.Dot(x, other)),
            ("product on the right", () => _ = NDArray.Dot(other, x)),
            ("sort", () => _ = NDArray.Sort(x)),
            ("flip", () => _ = NDArray.Flip(x) + other),
            ("item", () => _ = x[0].Item()),
            ("elements", () => _ = x.ToArray()),
            ("span", () => _ = x.AsSpan().Length),
            ("update", () => _ = x.At[0].Set(4f)),
            ("concatenate", () => _ = NDArray.Concatenate([x, other])),
            ("text", () => _ = x.ToString()),
        ];
        foreach (var (name, read) in readers)
        {
            var e = Record.Exception(read);
            Assert.True(e is ObjectDisposedException && e.Message.Contains("Delete()", StringComparison.Ordinal), $"{name}: {e?.ToString() ?? "read"}");
        }
        Assert.Equal(length, x.Shape[0]);
        Assert.Contains("deleted", x.DebuggerText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Deleting_a_view_deletes_what_shares_its_elements_and_nothing_else(int length)
    {
        var x = NDArray.Arange<float>(length);
        var y = x + 1f;
        var view = x[1..];
        view.Delete();
        view.Delete();
        Assert.True(x.IsDeleted && view.IsDeleted && x[2..3].IsDeleted && !y.IsDeleted);
        Assert.Equal(length, y[^1].Item());
    }

    [Fact]
    public void The_next_result_has_the_memory_of_a_deleted_one()
    {
        const int Length = 5 * 24_001;
        var x = NDArray.Ones<double>(Length);
        var y = x * 2.0;
        var data = y.HostData;
        y.Delete();
        var z = x * 3.0;
        Assert.Same(data, z.HostData);
        Assert.Equal(3.0, z[^1].Item());
    }

    [Fact]
    public void A_span_stays_when_its_array_is_deleted()
    {
        const int Length = 5 * 25_001;
        var x = NDArray.Ones<double>(Length);
        var y = x * 2.0;
        var span = y.AsSpan();
        y.Delete();
        for (var i = 0; i < 4; i++) Assert.Equal(3.0, (x * 3.0)[0].Item());
        Assert.Equal(2.0, span[0]);
        Assert.Equal(2.0, span[^1]);
    }
}
