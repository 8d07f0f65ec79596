using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Benchmarks;

/// <summary>What this machine can do at most: bytes moved by a copy, operations of a loop of fused multiply-adds.</summary>
/// <param name="threads">The number of threads that share the work.</param>
internal sealed class MachineLimits(int threads)
{
    private const int Accumulators = 12;
    private const int Iterations = 400_000;

    private readonly Dictionary<long, double> _copies = [];
    private double? _single, _double;

    /// <summary>Operations a second, in float and in double.</summary>
    public double Single => _single ??= Rate(SingleLoop, Width<float>());

    public double Double => _double ??= Rate(DoubleLoop, Width<double>());

    /// <summary>The least seconds for this many bytes and operations.</summary>
    public double Seconds(double bytes, double operations, bool isDouble) =>
        Math.Max(bytes > 0 ? bytes / Bandwidth((long)bytes) : 0, operations > 0 ? operations / (isDouble ? Double : Single) : 0);

    /// <summary>Bytes a second, read and written, of a copy that touches as much memory: so caches count as they do for the workload.</summary>
    public double Bandwidth(long bytes)
    {
        // Beyond the last cache all copies are alike.
        var length = (int)Math.Clamp(bytes / 2, 1 << 10, 80_000_000);
        if (_copies.TryGetValue(length, out var known)) return known;
        var source = GC.AllocateArray<byte>(length, pinned: true);
        var target = GC.AllocateArray<byte>(length, pinned: true);
        // Until it is written, all its pages are the one page of zeros, which lies in L1.
        source.AsSpan().Fill(1);
        var part = (length + threads - 1) / threads;
        var reps = Math.Max(1, 20_000_000 / length);
        var seconds = Best(() => Split(t =>
        {
            var from = Math.Min(length, t * part);
            var count = Math.Min(length, from + part) - from;
            for (var i = 0; i < reps; i++) source.AsSpan(from, count).CopyTo(target.AsSpan(from));
        })) / reps;
        return _copies[length] = 2.0 * length / seconds;
    }

    private double Rate(Action loop, int width) => 2.0 * Accumulators * width * Iterations * threads / Best(() => Split(_ => loop()));

    private void Split(Action<int> body)
    {
        if (threads == 1) body(0);
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, body);
    }

    private static double Best(Action action)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 12; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return best;
    }

    private static int Width<T>() =>
        Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count;

    // Twelve chains hide a latency of up to six cycles on two units; fewer registers are free without AVX-512.
    private static void SingleLoop()
    {
        if (Vector512.IsHardwareAccelerated) GC.KeepAlive(Loop512(Vector512.Create(0.5f)));
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported) GC.KeepAlive(Loop256(Vector256.Create(0.5f)));
        else GC.KeepAlive(Loop128(Vector128.Create(0.5f)));
    }

    private static void DoubleLoop()
    {
        if (Vector512.IsHardwareAccelerated) GC.KeepAlive(Loop512(Vector512.Create(0.5)));
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported) GC.KeepAlive(Loop256(Vector256.Create(0.5)));
        else GC.KeepAlive(Loop128(Vector128.Create(0.5)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector512<T> Loop512<T>(Vector512<T> x) where T : unmanaged
    {
        Vector512<T> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var n = 0; n < Iterations; n++)
        {
            a = Step512(a, x); b = Step512(b, x); c = Step512(c, x); d = Step512(d, x); e = Step512(e, x); f = Step512(f, x);
            g = Step512(g, x); h = Step512(h, x); i = Step512(i, x); j = Step512(j, x); k = Step512(k, x); l = Step512(l, x);
        }
        return a + b + c + d + e + f + g + h + i + j + k + l;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<T> Loop256<T>(Vector256<T> x) where T : unmanaged
    {
        Vector256<T> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var n = 0; n < Iterations; n++)
        {
            a = Step256(a, x); b = Step256(b, x); c = Step256(c, x); d = Step256(d, x); e = Step256(e, x); f = Step256(f, x);
            g = Step256(g, x); h = Step256(h, x); i = Step256(i, x); j = Step256(j, x); k = Step256(k, x); l = Step256(l, x);
        }
        return a + b + c + d + e + f + g + h + i + j + k + l;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector128<T> Loop128<T>(Vector128<T> x) where T : unmanaged
    {
        Vector128<T> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var n = 0; n < Iterations; n++)
        {
            a = a * x + x; b = b * x + x; c = c * x + x; d = d * x + x; e = e * x + x; f = f * x + x;
            g = g * x + x; h = h * x + x; i = i * x + x; j = j * x + x; k = k * x + x; l = l * x + x;
        }
        return a + b + c + d + e + f + g + h + i + j + k + l;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Step512<T>(Vector512<T> a, Vector512<T> x) where T : unmanaged => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a.AsSingle(), x.AsSingle(), x.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.AsDouble(), x.AsDouble(), x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Step256<T>(Vector256<T> a, Vector256<T> x) where T : unmanaged => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(a.AsSingle(), x.AsSingle(), x.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(a.AsDouble(), x.AsDouble(), x.AsDouble()).As<double, T>();
}
