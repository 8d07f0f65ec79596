// The programs of NPBench (github.com/spcl/npbench) as a user of Kernels would write them, checked against NumPy.
// dotnet run -c Release --project samples/NpBench [-- NAME...] [--preset S]
using System.Diagnostics;
using NpBench;

NpProgram[] all =
[
    ArcDistance.Program, AzimintNaive.Program, CavityFlow.Program, Compute.Program, Conv2DBias.Program, Covariance.Program,
    FloydWarshall.Program, GoFast.Program, HDiff.Program, Heat3D.Program, Jacobi2D.Program, K2MM.Program, Mandelbrot1.Program,
    Mlp.Program, NBody.Program, Softmax.Program, SpMV.Program, VAdv.Program,
];

var names = new List<string>();
var preset = "S";
for (var k = 0; k < args.Length; k++)
{
    if (args[k] == "--preset" && k + 1 < args.Length) preset = args[++k];
    else names.Add(args[k]);
}

if (names.FirstOrDefault(n => all.All(p => p.Name != n)) is { } unknown)
{
    Console.Error.WriteLine($"There is no program '{unknown}'; there are {string.Join(", ", all.Select(p => p.Name))}.");
    return 2;
}

if (!Golden.Exists(preset))
{
    Console.Error.WriteLine($"There are no goldens for preset '{preset}'; samples/NpBench/goldens/make.py {preset} makes them, where it has sizes for it.");
    return 2;
}

var golden = Golden.Read(preset);
var failed = 0;
Console.WriteLine($"{"program",-16}{"first ms",10}{"median ms",11}{"error",10}{"allowed",10}");
foreach (var program in all.Where(p => names.Count == 0 || names.Contains(p.Name)))
{
    var sizes = golden.Sizes(program.Name);
    var run = program.Prepare(sizes);
    var first = Time(run, out var outputs);
    var error = golden.Error(program.Name, outputs);
    var ok = error <= program.Tolerance;
    if (!ok) failed++;
    Console.WriteLine($"{program.Name,-16}{first,10:0.00}{Median(run),11:0.00}{error,10:0.0e+0}{program.Tolerance,10:0e+0}{(ok ? "" : "  FAILED")}   {sizes}");
}

Console.WriteLine(failed == 0 ? "all as NumPy has it" : $"{failed} failed");
return failed == 0 ? 0 : 1;

static double Time(Func<Output[]> run, out Output[] outputs)
{
    var start = Stopwatch.GetTimestamp();
    outputs = run();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

// Of as many runs as fit into 300 ms, but of one at least.
static double Median(Func<Output[]> run)
{
    var times = new List<double>();
    var start = Stopwatch.GetTimestamp();
    do times.Add(Time(run, out _));
    while (times.Count < 100 && Stopwatch.GetElapsedTime(start).TotalMilliseconds < 300);
    times.Sort();
    return times[times.Count / 2];
}
