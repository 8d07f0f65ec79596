using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Kernels.Benchmarks;

/// <summary>Process start to the first result of a kernel, a swish of a million floats, here and in the peers.</summary>
internal static class ColdStart
{
    private const int Runs = 15;
    private const double Budget = 90;

    public static int Run()
    {
        var project = Path.Combine(Repository(), "benchmarks", "Kernels.Cold");
        Console.WriteLine($"{"",-28}{"minimum",11}{"median",11}");
        foreach (var readyToRun in (bool[])[false, true])
        {
            var name = readyToRun ? "published, ReadyToRun" : "published";
            var folder = Path.Combine(Path.GetTempPath(), "kernels-cold", readyToRun ? "r2r" : "jit");
            string[] arguments = ["publish", project, "-c", "Release", "-o", folder, "--nologo", "-v", "q"];
            // ReadyToRun code is for one system; its compiler is a package of its own.
            if (readyToRun) arguments = [.. arguments, "-p:PublishReadyToRun=true", "--use-current-runtime", "--self-contained", "false"];
            if (Call("dotnet", arguments) is { Code: not 0 } failed) Console.WriteLine($"{name,-28} cannot be published: {failed.Output.Trim()}");
            else Print(name, Measure(Path.Combine(folder, "Kernels.Cold")), Budget);
        }

        using var peers = PeerProcess.Run("--cold");
        while (peers?.StandardOutput.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            Print(row.RootElement.GetProperty("peer").GetString()!, [.. row.RootElement.GetProperty("ms").EnumerateArray().Select(t => t.GetDouble())]);
        }
        return 0;
    }

    // The child writes when it was done, by the clock that all processes share.
    private static List<double> Measure(string program)
    {
        List<double> times = [];
        for (var i = 0; i <= Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var (code, output) = Call(program);
            if (code != 0) throw new InvalidOperationException($"{program} failed: {output}");
            // The first fills the disk's cache.
            if (i > 0) times.Add(Stopwatch.GetElapsedTime(start, long.Parse(output, CultureInfo.InvariantCulture)).TotalMilliseconds);
        }
        return times;
    }

    private static void Print(string what, List<double> times, double? budget = null)
    {
        times.Sort();
        var median = times[times.Count / 2];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-28}{times[0],8:F1} ms{median,8:F1} ms  {(budget is { } ms ? Row.Target(median <= ms, $"<= {ms} ms") : "")}").TrimEnd());
    }

    private static (int Code, string Output) Call(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Kernels.sln"))) return folder.FullName;
        throw new InvalidOperationException("Run this from the repository: it publishes benchmarks/Kernels.Cold.");
    }
}
