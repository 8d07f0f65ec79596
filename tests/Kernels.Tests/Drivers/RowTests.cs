using Kernels.CompilerServices;
using static Kernels.NDArray;

namespace Kernels.Tests.Drivers;

/// <summary>Nests whose rows lie apart: interiors of larger arrays, rows and columns that broadcast.</summary>
public class RowTests
{
    // So dear that any nest worth it is split between threads.
    private static readonly LoopKernel s_dear = new("Tests.DearAdd3", 8, 1000f, Bodies.Add3.Body);

    public static TheoryData<int, int> Extents => new() { { 3, 9 }, { 40, 16 }, { 7, 63 }, { 5, 64 }, { 3, 300 }, { 700, 701 }, { 5000, 19 }, { 3, 9001 }, { 2, 40_000 } };

    [Theory]
    [MemberData(nameof(Extents))]
    public void Interiors_add_up(int rows, int columns)
    {
        var (x, y, z) = (Filled(rows + 2, columns + 2, 1), Filled(rows + 2, columns + 2, 2), Filled(rows, columns, 3));
        Same(x[1..^1, 1..^1], y[2.., ..^2], z, Run(s_dear, x[1..^1, 1..^1], y[2.., ..^2], z));
    }

    [Theory]
    [MemberData(nameof(Extents))]
    public void Rows_and_columns_broadcast(int rows, int columns)
    {
        var (x, row, column) = (Filled(rows + 1, columns + 3, 1)[1.., 3..], Filled(2, columns, 2)[1], Filled(rows, 2, 3)[.., ..1]);
        Same(x, row, column, Run(s_dear, x, row, column));
        Same(column, column, x, Run(s_dear, column, column, x));
    }

    [Theory]
    [MemberData(nameof(Extents))]
    public void Planes_have_rows_too(int rows, int columns)
    {
        var (x, y) = (Filled(4 * (rows + 2), columns + 2, 1).Reshape(4, rows + 2, columns + 2), Filled(3 * rows, columns, 2).Reshape(3, rows, columns));
        var (a, b, c) = (x[1.., 1..^1, 1..^1], y, x[..3, 2.., ..1]);
        Same(a, b, c, Run(s_dear, a, b, c));
    }

    [Theory]
    [MemberData(nameof(Extents))]
    public void Rows_are_written_where_they_lie(int rows, int columns)
    {
        var (x, y, z) = (Filled(rows + 2, columns + 2, 1), Filled(rows, columns, 2), Filled(rows, columns, 3));
        var expected = Elements(Filled(rows + 2, columns + 2, 4));
        var sums = Elements(x[2.., 1..^1] + y + z);
        for (var i = 0; i < rows; i++) Array.Copy(sums, i * columns, expected, (i + 1) * (columns + 2) + 1, columns);

        var nest = new LoopNest(s_dear, y.Shape);
        nest.In(x[2.., 1..^1]);
        nest.In(y);
        nest.In(z);
        nest.Into(InPlace.At(Filled(rows + 2, columns + 2, 4))[1..^1, 1..^1]);
        nest.Run();
        Assert.Equal(expected, Elements(nest.Updated<double>(0)));
    }

    [Theory]
    [MemberData(nameof(Extents))]
    public void What_is_overwritten_is_read_once(int rows, int columns)
    {
        var target = Filled(rows + 2, columns + 2, 4);
        var (y, z) = (Filled(rows, columns, 2), Filled(rows, columns, 3));
        var sums = Elements(target[1..^1, 1..^1] + y + z);
        var nest = new LoopNest(s_dear, y.Shape);
        nest.In(target[1..^1, 1..^1]);
        nest.In(y);
        nest.In(z);
        nest.Into(InPlace.At(target)[1..^1, 1..^1]);
        nest.Run();
        Assert.Equal(sums, Elements(nest.Updated<double>(0)[1..^1, 1..^1]));
    }

    private static NDArray<double> Filled(int rows, int columns, int seed) =>
        FromArray([.. Enumerable.Range(0, rows * columns).Select(i => (double)(i * 7 % 1013 * seed))]).Reshape(rows, columns) * 1.0;

    private static NDArray<double> Run(LoopKernel kernel, NDArray<double> x, NDArray<double> y, NDArray<double> z)
    {
        var shape = ShapeGuard.Broadcast(ShapeGuard.Broadcast(x.Shape, y.Shape, "x + y", ""), z.Shape, "x + y + z", "");
        var nest = new LoopNest(kernel, shape);
        nest.In(x);
        nest.In(y);
        nest.In(z);
        var result = nest.Out<double>();
        nest.Run();
        return result;
    }

    private static void Same(NDArray<double> x, NDArray<double> y, NDArray<double> z, NDArray<double> result)
    {
        var dims = result.Shape.AsSpan();
        var (a, b, c) = (Views.Elements(x, dims), Views.Elements(y, dims), Views.Elements(z, dims));
        Assert.Equal(a.Select((v, i) => v + b[i] + c[i]), Views.Elements(result));
    }

    private static double[] Elements(NDArray<double> x) => x.Ravel().ToArray();
}
