using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kernels.Benchmarks;

/// <summary>A peer in a process of its own (<c>peers/peers.py</c>), which runs a workload each time it is asked to.</summary>
internal sealed class PeerProcess : IDisposable
{
    // Debian's, which has the peers as packages; another one by the environment.
    private static readonly string s_python = Environment.GetEnvironmentVariable("KERNELS_PYTHON") ?? "/usr/bin/python3";

    private readonly Process _process;

    private PeerProcess(Process process, string name)
    {
        _process = process;
        Name = name;
    }

    /// <summary>The peers that <c>peers.py</c> knows; the first has the inputs and the references.</summary>
    public static string[] Names { get; } = ["numpy", "scipy", "numexpr", "numba", "torch", "jit"];

    public string Name { get; }

    /// <summary>The library's version; empty until the process is ready.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Starts the peers that are installed, all at once, since their imports take seconds.</summary>
    public static List<PeerProcess> StartAll(int threads)
    {
        var started = Names.Select(name => (name, Process: Run(name, "--threads", threads.ToString(CultureInfo.InvariantCulture)))).ToList();
        List<PeerProcess> peers = [];
        foreach (var (name, process) in started)
        {
            if (process is null) continue;
            PeerProcess peer = new(process, name);
            if (process.StandardOutput.ReadLine() is { } line)
            {
                peer.Version = JsonNode.Parse(line)!["version"]!.GetValue<string>();
                peers.Add(peer);
            }
            else
            {
                peer.Dispose();
            }
        }
        return peers;
    }

    /// <summary>Runs <c>peers.py</c>; null where there is no Python.</summary>
    public static Process? Run(params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(s_python, [Path.Combine(AppContext.BaseDirectory, "peers", "peers.py"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }
        // Warnings of the libraries; a failure is part of an answer.
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The process failed at it, or has ended.</exception>
    public JsonElement Ask(object request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The process of {Name} has ended.");
        var answer = JsonDocument.Parse(line).RootElement;
        return answer.TryGetProperty("value", out var value) ? value : throw new InvalidOperationException($"{Name}: {answer.GetProperty("error")}");
    }

    public double Time(string label, int reps, bool warm) => Ask(new { @do = "run", label, reps, warm }).GetDouble();

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
