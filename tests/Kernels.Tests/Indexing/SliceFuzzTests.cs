namespace Kernels.Tests.Indexing;

/// <summary>Random slices of random views, against positions that are enumerated one by one.</summary>
public class SliceFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_slice_selects_the_positions_that_its_entries_name(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 400; round++)
        {
            var (view, reference) = RandomArray(random);
            for (var depth = 0; depth < 2; depth++)
            {
                var slices = RandomSlices(random, view.Shape);
                view = view[slices];
                reference = reference.Select(slices);
                var trace = $"seed {seed} round {round}: [{string.Join(", ", slices)}]";
                Assert.True(view.Shape.AsSpan().SequenceEqual(reference.Dims), trace);
                Assert.True(view.ToArray().AsSpan().SequenceEqual(reference.Elements), trace);
                Assert.True(view.Contiguous().ToArray().AsSpan().SequenceEqual(reference.Elements), trace);
            }
        }
    }

    [Fact]
    public void A_functional_update_changes_just_the_positions_that_its_slices_name()
    {
        var random = new Random(4);
        for (var round = 0; round < 400; round++)
        {
            var (x, _) = RandomArray(random);
            var slices = RandomSlices(random, x.Shape);
            var before = x.ToArray();
            var positions = x.Size == 0 ? [] : NDArray.Arange((int)x.Size).Reshape(x.Shape)[slices].ToArray();
            int[] expected = [.. before];
            foreach (var p in positions) expected[p] = -1;
            var y = x.At[slices].Set(-1);
            Assert.Equal(x.Shape, y.Shape);
            Assert.Equal(expected, y.ToArray());
            Assert.Equal(before, x.ToArray());
            Assert.True(x.At[slices].Get().ArrayEqual(x[slices]));
        }
    }

    private static (NDArray<int>, Reference) RandomArray(Random random)
    {
        int[] dims = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => random.Next(10) == 0 ? 0 : random.Next(1, 6))];
        var x = NDArray.Arange((int)Shape.Create(dims).Size).Reshape(dims);
        if (random.Next(2) == 0) x = x.T.Contiguous().T;
        return (x, new Reference([.. x.Shape], x.ToArray()));
    }

    private static Slice[] RandomSlices(Random random, Shape shape)
    {
        List<Slice> slices = [];
        var ellipsis = random.Next(3) == 0 ? random.Next(shape.Rank + 1) : -1;
        var named = random.Next(shape.Rank + 1);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (random.Next(5) == 0) slices.Add(NDArray.NewAxis);
            if (axis == ellipsis)
            {
                slices.Add(NDArray.Ellipsis);
                axis += shape.Rank - named;
                if (axis >= shape.Rank) break;
            }
            else if (ellipsis < 0 && axis >= named) break;
            slices.Add(RandomSlice(random, shape[axis]));
        }
        return [.. slices];
    }

    private static Slice RandomSlice(Random random, int extent)
    {
        if (extent > 0 && random.Next(3) == 0)
            return random.Next(2) == 0 ? random.Next(extent) : new Index(random.Next(1, extent + 1), fromEnd: true);
        var start = random.Next(extent + 1);
        var end = random.Next(start, extent + 1);
        Range range = new(random.Next(2) == 0 ? start : ^(extent - start), random.Next(2) == 0 ? end : ^(extent - end));
        var step = random.Next(-3, 4);
        return step is 0 or 1 ? range : range.By(step);
    }

    /// <summary>Elements in C order, sliced by listing the positions of every axis.</summary>
    private sealed record Reference(int[] Dims, int[] Elements)
    {
        public Reference Select(Slice[] slices)
        {
            List<int[]> positions = [];
            List<int> dims = [];
            var rest = Dims.Length - slices.Count(s => s != NDArray.NewAxis && s != NDArray.Ellipsis);
            foreach (var slice in slices)
            {
                if (slice == NDArray.NewAxis) dims.Add(1);
                else if (slice == NDArray.Ellipsis) for (; rest > 0; rest--) Whole();
                else
                {
                    var extent = Dims[positions.Count];
                    if (slice.Kind == SliceKind.Index) positions.Add([slice.Range.Start.GetOffset(extent)]);
                    else
                    {
                        var all = Enumerable.Range(0, extent).Take(slice.Range);
                        if (slice.Step < 0) all = all.Reverse();
                        positions.Add([.. all.Where((_, i) => i % Math.Abs(slice.Step) == 0)]);
                        dims.Add(positions[^1].Length);
                    }
                }
            }
            for (; rest > 0; rest--) Whole();
            List<int> elements = [];
            Walk(0, 0);
            return new Reference([.. dims], [.. elements]);

            void Whole()
            {
                dims.Add(Dims[positions.Count]);
                positions.Add([.. Enumerable.Range(0, Dims[positions.Count])]);
            }

            void Walk(int axis, int index)
            {
                if (axis == Dims.Length) elements.Add(Elements[index]);
                else foreach (var p in positions[axis]) Walk(axis + 1, index * Dims[axis] + p);
            }
        }
    }
}
