namespace Kernels.Benchmarks;

/// <summary>Functions of the library that are called from outside kernels: transforms and random numbers.</summary>
internal static class Library
{
    public static Workload[] Workloads { get; } =
    [
        new("fft", i => { var x = i.Complexes("x"); return () => Fft.Forward(x); }),
        new("rfft", i => { var x = i.Floats("x"); return () => Fft.Rfft(x); }),
        new("random_normal", i => { var key = RandomKey.Create(7); Shape shape = Shape.Create([i.Int("count")]); return () => Rng.Normal(key, shape); }),
    ];
}
