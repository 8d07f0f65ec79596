using Kernels.Benchmarks;

switch (args)
{
    case ["generator", ..]:
        GeneratorBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/Kernels.Benchmarks -- generator");
        return 2;
}
