namespace Kernels.Benchmarks;

/// <summary>What a call costs beside its arithmetic.</summary>
internal static class CallBenchmark
{
    private const double Budget = 200;

    public static List<Row> Run()
    {
        NDArray<float> x = [-2f, -1f, -0.5f, 0f, 0.5f, 1f, 2f, 4f];
        // A delegate runs the method's own body; a call would go to the kernel.
        Func<NDArray<float>, NDArray<float>> body = Model.Swish;
        var times = Race.Run(500, Contender.Of(() => Model.Swish(x), 1000), Contender.Of(() => body(x), 1000));
        return
        [
            new("[Jit] Swish", times[0], Row.Target(times[0].Minimum <= Budget, $"<= {Budget} ns")),
            new("eager Swish", times[1], $"{times[1].Minimum / times[0].Minimum:F1} times the kernel's minimum"),
        ];
    }
}
