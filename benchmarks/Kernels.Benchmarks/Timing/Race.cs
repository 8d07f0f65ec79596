using System.Diagnostics;

namespace Kernels.Benchmarks;

/// <summary>Times contenders in turns, so that whatever else the machine does meets them alike.</summary>
internal static class Race
{
    // The JIT compiles hot code again, in the background and not at once.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    /// <summary>Samples each contender once a round, after a warm-up.</summary>
    /// <returns>The times, in the contenders' order.</returns>
    public static Times[] Run(int rounds, params Contender[] contenders)
    {
        var watch = Stopwatch.StartNew();
        do
        {
            foreach (var contender in contenders) contender.Sample();
        }
        while (watch.Elapsed < s_warmUp);

        var samples = Array.ConvertAll(contenders, _ => new List<double>(rounds));
        for (var round = 0; round < rounds; round++)
            for (var k = 0; k < contenders.Length; k++)
                samples[k].Add(contenders[k].Sample());
        return Array.ConvertAll(samples, Times.Of);
    }
}
