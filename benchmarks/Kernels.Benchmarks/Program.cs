using Kernels.Benchmarks;

(string Name, string Heading, Func<List<Row>> Run)[] benchmarks =
[
    ("gelu", "[Jit] Gelu of 1,000,000 floats", GeluBenchmark.Run),
    ("call", "A call on 8 floats", CallBenchmark.Run),
    ("matmul", "The product of two matrices of 1000 x 1000", MatMulBenchmark.Run),
    ("math", "The vector math: 2,048 elements, eagerly", MathBenchmark.Run),
    ("functions", "Scans, searches, counts, order statistics", FunctionsBenchmark.Run),
    ("generator", "The generator: 1,000 kernels in 100 files, 30,000 invocations", GeneratorBenchmark.Run),
];

switch (args)
{
    case ["peers", ..]:
        return PeersBenchmark.Run(args.AsSpan(1));
    case ["chart", var json, var svg]:
        Chart.Draw(json, svg);
        return 0;
    case ["cold"]:
        return ColdStart.Run();
    case ["own", ..]:
        return OwnBenchmarks.Run(args[1..]);
}

var chosen = benchmarks.Where(b => args is [var name] && (name == b.Name || name == "all")).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/Kernels.Benchmarks -- MODE, where MODE is");
    foreach (var (name, heading, _) in benchmarks) Console.Error.WriteLine($"  {name,-10} {heading}");
    Console.Error.WriteLine("  all        these six");
    Console.Error.WriteLine($"  {PeerOptions.Usage}");
    Console.Error.WriteLine("  chart FILE.json OUT.svg    a drawing of what peers has measured");
    Console.Error.WriteLine("  cold       process start to the first result of a kernel, here and in the peers");
    Console.Error.WriteLine("  own [BenchmarkDotNet's arguments]");
    return 2;
}

foreach (var (_, heading, run) in chosen) Row.Print(heading, run());
return 0;
