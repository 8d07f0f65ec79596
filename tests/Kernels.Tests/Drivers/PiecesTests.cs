using Kernels.CompilerServices;

namespace Kernels.Tests.Drivers;

/// <summary>Nests over operands in pieces, and results into which they write, by hand.</summary>
public class PiecesTests
{
    private static NDArray<float> Matrix(int seed, int rows, int columns)
    {
        var random = new Random(seed);
        return NDArray.FromArray([.. Enumerable.Range(0, rows * columns).Select(_ => (float)random.Next(100))]).Reshape(rows, columns);
    }

    private static NDArray<float> Axpy(Kernels.CompilerServices.Pieces<float> x, NDArray<float> y, Func<NDArray<float>, NDArray<float>>? spare = null)
    {
        var nest = new LoopNest(Bodies.Axpy, ShapeGuard.Broadcast(x.Shape, y.Shape, "2 * x + y", ""));
        nest.In(x);
        nest.In(y);
        nest.Scalar(2f);
        var result = spare is null ? nest.Out<float>() : nest.Out(spare(y));
        nest.Run();
        return result;
    }

    private static NDArray<float> Expected(NDArray<float> x, NDArray<float> y) => (NDArray<float>)2f * x + y;

    private static void Same<T>(NDArray<T> expected, NDArray<T> actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.ToArray(), actual.ToArray());
    }

    [Fact]
    public void A_part_of_pieces_has_the_elements_of_the_part()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            int rows = random.Next(50, 90), columns = random.Next(60, 90);
            NDArray<float> a = Matrix(round, rows, columns), b = random.Next(2) == 0 ? a : Matrix(round + 1, rows, columns);
            var (pieces, array) = random.Next(4) switch
            {
                0 => (Pieces.Concatenate([a, b.T.Contiguous().T]), NDArray.Concatenate([a, b])),
                1 => (Pieces.Stack([a, b], axis: -1), NDArray.Stack([a, b], axis: -1)),
                2 => (Pieces.Pad(a, 3, (PadMode)random.Next(5), 7f), null!),
                _ => (Pieces.Roll(a, random.Next(-100, 100), axis: random.Next(2)), null!),
            };
            array ??= pieces.Copy();
            var slices = new Slice[random.Next(1, pieces.Rank + 1)];
            for (var axis = 0; axis < slices.Length; axis++)
            {
                var start = random.Next(4);
                var range = start..^random.Next(4);
                var step = pieces.Shape[axis] < 10 || random.Next(2) == 0 ? 1 : random.Next(-3, 4);
                if (pieces.Shape[axis] < 10) range = ..;
                slices[axis] = step is 0 or 1 ? range : range.By(step);
            }
            var trace = $"round {round}: {pieces.Shape} [{string.Join(", ", slices)}]";
            var part = pieces[slices];
            Assert.True(array[slices].ArrayEqual(part.Copy()), trace);
            Assert.True(array[slices][(..).By(-1)].ArrayEqual(part[(..).By(-1)].Copy()), trace);
            Assert.True(array[slices].ArrayEqual(part.ToArray()), trace);
            var y = Matrix(round, 1, 1)[0];
            Same(Expected(array[slices], y), Axpy(part, y));
        }
    }

    [Fact]
    public void Indices_give_arrays()
    {
        NDArray<float> a = Matrix(1, 90, 90), joined = NDArray.Concatenate([a, a]);
        Same(joined[100], Pieces.Concatenate([a, a])[100].ToArray());
        Same(joined[NDArray.NewAxis, 1..], Pieces.Concatenate([a, a])[NDArray.NewAxis, 1..].ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => Pieces.Concatenate([a, a])[..200]);
    }

    [Fact]
    public void Small_pieces_and_short_rows_are_joined_first()
    {
        foreach (var (rows, columns) in ((int, int)[])[(1, 1), (3, 50), (4000, 5), (4000, 1), (70, 70)])
        {
            NDArray<float> a = Matrix(1, rows, columns), b = Matrix(2, rows, columns), y = Matrix(3, rows, 2 * columns);
            Same(Expected(NDArray.Concatenate([a, b], axis: 1), y), Axpy(Pieces.Concatenate([a, b], axis: 1), y));
        }
        var many = Enumerable.Range(0, 300).Select(k => Matrix(k, 1, 5000)).ToArray();
        Same(Expected(NDArray.Concatenate<float>(many), many[0]), Axpy(Pieces.Concatenate<float>(many), many[0]));
    }

    [Fact]
    public void Pieces_broadcast()
    {
        NDArray<float> row = Matrix(1, 1, 3000), y = Matrix(2, 3, 6000), tall = Matrix(3, 500, 6000);
        var joined = NDArray.Concatenate([row, row], axis: 1);
        Same(Expected(joined, y), Axpy(Pieces.Concatenate([row, row], axis: 1), y));
        Same(Expected(joined, tall), Axpy(Pieces.Concatenate([row, row], axis: 1), tall));
        Same(Expected(joined[0], y), Axpy(Pieces.Concatenate([row[0], row[0]]), y));
    }

    [Fact]
    public void A_result_over_a_piece_changes_nothing_that_is_still_read()
    {
        foreach (var shift in (int[])[1, 5000, -3])
        {
            var y = Matrix(1, 200, 100);
            var expected = Expected(NDArray.Roll(y, shift, axis: 0), y);
            var copy = InPlace.Copy(y);
            Same(expected, Axpy(Pieces.Roll(copy, shift, axis: 0), copy, spare => spare));
        }
        var x = Matrix(2, 200, 100);
        var own = InPlace.Copy(x);
        // The pieces in its buffer lie where their results will.
        var updated = Axpy(Pieces.Concatenate([own[..150], x[150..]]), own, spare => spare);
        Same(Expected(x, x), updated);
        Assert.Same(own, updated);
    }

    [Fact]
    public void Nests_write_into_what_they_are_joined_to()
    {
        foreach (var (rows, columns) in ((int, int)[])[(0, 3), (1, 1), (3, 50), (300, 70), (5000, 1)])
        {
            NDArray<float> x = Matrix(1, rows, columns), y = Matrix(2, rows, columns);
            foreach (var axis in (int[])[0, 1, -1])
            {
                var joined = Joined.Concatenate<float>([x.Shape, x.Shape], axis);
                var nest = new LoopNest(Bodies.Axpy, x.Shape);
                nest.In(x);
                nest.In(y);
                nest.Scalar(2f);
                nest.Into(joined, part: 1);
                nest.Run();
                joined.Set(0, y);
                Same(NDArray.Concatenate([y, Expected(x, y)], axis), joined.ToArray());
            }
        }
    }

    [Fact]
    public void A_part_of_another_shape_is_refused()
    {
        var joined = Joined.Stack<float>([new Shape([3000]), new Shape([3000])]);
        Assert.Throws<InvalidOperationException>(() => joined.Set(0, Matrix(1, 1, 3001)[0]));
    }
}
