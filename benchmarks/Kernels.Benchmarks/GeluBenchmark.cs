using Kernels.CompilerServices;

namespace Kernels.Benchmarks;

/// <summary>What fusion gains on arrays larger than the caches near the core.</summary>
internal static class GeluBenchmark
{
    private const int Length = 1_000_000;

    public static List<Row> Run()
    {
        var x = NDArray.Linspace(-4f, 4f, Length);
        // A delegate runs the method's own body; a call would go to the kernel.
        Func<NDArray<float>, NDArray<float>> body = Model.Gelu;
        var source = new float[Length];
        var target = new float[Length];

        var buffers = Buffers(() => Model.Gelu(x));
        var eagerBuffers = Buffers(() => body(x));
        var times = Race.Run(400,
            Contender.Of(() => Model.Gelu(x)),
            Contender.Of(() => body(x)),
            Contender.Of(() => NDArray.Tanh(x)),
            Contender.Of(() => Copy(source, target)));
        var ratio = times[1].Minimum / times[0].Minimum;
        return
        [
            new("[Jit] Gelu", times[0], $"{buffers} buffer ({Row.Target(buffers == 1, "1")})"),
            new("eager Gelu", times[1], $"{eagerBuffers} buffers; {ratio:F1} times the kernel's minimum ({Row.Target(ratio >= 3, ">= 3")}), median {times[1].Median / times[0].Median:F1}"),
            new("eager Tanh alone", times[2], $"the arithmetic that fusion cannot save: {times[2].Minimum / times[0].Minimum:P0} of the kernel"),
            new("a copy of the memory, into a buffer in use", times[3], $"the limit of memory: the kernel takes {times[0].Minimum / times[3].Minimum:F1} times that"),
        ];
    }

    private static long Buffers(Func<NDArray<float>> call)
    {
        var before = KernelCounters.BuffersRented;
        GC.KeepAlive(call());
        return KernelCounters.BuffersRented - before;
    }

    private static float[] Copy(float[] source, float[] target)
    {
        source.CopyTo(target.AsSpan());
        return target;
    }
}
