using System.Diagnostics;

namespace Kernels.Benchmarks;

/// <summary>One of those who run a case.</summary>
/// <param name="label">Its name.</param>
/// <param name="time">Runs the case so many times, after one that does not count if so wished, and gives the seconds of one.</param>
internal sealed class Rival(string label, Func<int, bool, double> time)
{
    // Longer calls bring what they need into the caches by themselves.
    private const double WarmBelow = 0.1;

    private readonly List<double> _samples = [];
    private int _reps = 1;

    public string Label => label;

    /// <summary>The library; what follows in the label says how it is used.</summary>
    public string Peer => label.Split('+')[0];

    /// <summary>The fastest of the first calls, in seconds.</summary>
    public double Fastest { get; private set; } = double.MaxValue;

    public double Median
    {
        get
        {
            var sorted = _samples.Order().ToList();
            return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public double Milliseconds => Median * 1e3;

    /// <summary>Runs until the JIT has compiled what it compiles later.</summary>
    public void WarmUp()
    {
        var watch = Stopwatch.StartNew();
        do time(1, false);
        while (watch.Elapsed.TotalSeconds < 0.7);
    }

    /// <summary>Looks how long a call takes, to find how many make a sample.</summary>
    public void Screen(double sample)
    {
        for (var i = 0; i < 3 && (i == 0 || Fastest < 1); i++) Fastest = Math.Min(Fastest, time(_reps, Fastest < WarmBelow));
        _reps = (int)Math.Clamp(sample / Fastest, 1, 20_000);
        if (_reps > 1) Fastest = Math.Min(Fastest, time(_reps, true));
    }

    public void Measure() => _samples.Add(time(_reps, Fastest < WarmBelow));
}
