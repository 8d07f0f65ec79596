using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Kernels.Benchmarks;

/// <summary>NumPy in a child process, which times a product each time it is asked: so both sides run in turns.</summary>
internal sealed class NumPy : IDisposable
{
    public const string Python = "/usr/bin/python3";

    // The BLAS decides, so the report names it: the library that is mapped after the first product.
    private const string Script = """
        import os, sys, time
        import numpy as np
        size = int(sys.argv[1])
        random = np.random.default_rng(1)
        a, b = random.random((2, size, size))
        operands = {t: (a.astype(t), b.astype(t)) for t in ('float32', 'float64')}
        a @ b
        maps = open('/proc/self/maps').read().split() if os.path.exists('/proc/self/maps') else []
        blas = sorted({os.path.basename(m) for m in maps if 'blas' in os.path.basename(m)})
        print('numpy', np.__version__, 'with', ', '.join(blas) or 'an unknown BLAS', flush=True)
        for line in sys.stdin:
            a, b = operands[line.strip()]
            start = time.perf_counter_ns()
            a @ b
            print(time.perf_counter_ns() - start, flush=True)
        """;

    private readonly Process _process;

    private NumPy(Process process, string version)
    {
        _process = process;
        Version = version;
    }

    /// <summary>NumPy's version and its BLAS.</summary>
    public string Version { get; }

    /// <summary>Starts the child; null where there is no Python or no NumPy.</summary>
    public static NumPy? Start(int size)
    {
        ProcessStartInfo start = new(Python, ["-c", Script, size.ToString(CultureInfo.InvariantCulture)])
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
        // What Python says of a missing module is said in the report.
        process.BeginErrorReadLine();
        if (process.StandardOutput.ReadLine() is { } version) return new(process, version);
        process.Dispose();
        return null;
    }

    /// <summary>The nanoseconds of one product.</summary>
    public double Product(string dtype)
    {
        _process.StandardInput.WriteLine(dtype);
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("NumPy's process has ended.");
        return double.Parse(line, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
