namespace Kernels.Benchmarks;

/// <summary>What a contender's samples came to, in nanoseconds a call.</summary>
/// <param name="Minimum">The fastest sample: the one that the rest of the machine disturbed least.</param>
/// <param name="Median">The sample in the middle.</param>
internal readonly record struct Times(double Minimum, double Median)
{
    public static Times Of(List<double> samples)
    {
        samples.Sort();
        return new(samples[0], samples[samples.Count / 2]);
    }
}
