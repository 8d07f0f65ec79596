using Kernels.Benchmarks;

(string Name, string Heading, Func<List<Row>> Run)[] benchmarks =
[
    ("gelu", "[Jit] Gelu of 1,000,000 floats", GeluBenchmark.Run),
    ("call", "A call on 8 floats", CallBenchmark.Run),
    ("matmul", "The product of two matrices of 1000 x 1000", MatMulBenchmark.Run),
    ("generator", "The generator: 1,000 kernels in 100 files, 30,000 invocations", GeneratorBenchmark.Run),
];

var chosen = benchmarks.Where(b => args is [var name] && (name == b.Name || name == "all")).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"usage: dotnet run -c Release --project benchmarks/Kernels.Benchmarks -- {string.Join(" | ", benchmarks.Select(b => b.Name))} | all");
    return 2;
}

foreach (var (_, heading, run) in chosen) Row.Print(heading, run());
return 0;
