using Kernels.Drivers;

namespace Kernels.Tests.Drivers;

public unsafe class PackTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Any_range_of_any_strides_is_copied_in_order(int size)
    {
        var random = new Random(size);
        var dims = stackalloc long[3];
        var strides = stackalloc long[3];
        var index = stackalloc long[3];
        for (var round = 0; round < 2000; round++)
        {
            var rank = random.Next(1, 4);
            long total = 1, reach = 1;
            for (var axis = 0; axis < rank; axis++)
            {
                dims[axis] = random.Next(5) == 0 ? random.Next(40, 80) : random.Next(1, 9);
                // Repeated, next to each other, or with gaps.
                var step = random.Next(3) switch { 0 => 0, 1 => 1, _ => random.Next(2, 5) };
                strides[axis] = step * size;
                total *= dims[axis];
                reach += (dims[axis] - 1) * step;
            }
            if (random.Next(2) == 0)
            {
                // Contiguous up to an axis.
                strides[rank - 1] = size;
                for (var axis = rank - 2; axis >= random.Next(rank); axis--) strides[axis] = strides[axis + 1] * dims[axis + 1];
                reach = 1;
                for (var axis = 0; axis < rank; axis++) reach += (dims[axis] - 1) * strides[axis] / size;
            }
            var source = new byte[reach * size];
            random.NextBytes(source);
            var start = random.NextInt64(total);
            var n = (int)random.NextInt64(1, total - start + 1);
            var target = new byte[(n * size) + 64];
            Array.Fill(target, (byte)0xA5);
            fixed (byte* from = source, to = target) Pack.Gather(to, from, dims, strides, index, rank, start, n, size);

            for (var i = 0; i < n; i++)
            {
                var (rest, offset) = (start + i, 0L);
                for (var axis = rank - 1; axis >= 0; rest /= dims[axis--]) offset += rest % dims[axis] * strides[axis];
                Assert.True(source.AsSpan((int)offset, size).SequenceEqual(target.AsSpan(i * size, size)), $"round {round}, element {i} of {n}");
            }
            Assert.Equal(-1, target.AsSpan(n * size).IndexOfAnyExcept((byte)0xA5));
        }
    }
}
