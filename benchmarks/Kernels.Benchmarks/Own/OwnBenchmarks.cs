using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Kernels.Benchmarks;

/// <summary>Our own figures, by BenchmarkDotNet.</summary>
internal static class OwnBenchmarks
{
    public static int Run(string[] arguments)
    {
        // In this process: the projects that BenchmarkDotNet writes for processes of their own lack the generator's settings.
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        var summaries = BenchmarkSwitcher.FromTypes([typeof(ElementwiseBenchmarks), typeof(ReductionBenchmarks), typeof(MatrixBenchmarks)])
            .Run(arguments.Length == 0 ? ["--filter", "*"] : arguments, config);
        return summaries.Any(s => s.HasCriticalValidationErrors) ? 1 : 0;
    }
}
