namespace NpBench;

/// <summary>A program: its name, and what makes its inputs for given sizes and returns the run.</summary>
/// <param name="Name">NPBench's name for it.</param>
/// <param name="Tolerance">The largest error allowed, relative to the size of an output's elements.</param>
/// <param name="Prepare">Makes the inputs; the function that it returns is what is timed.</param>
internal sealed record NpProgram(string Name, double Tolerance, Func<Sizes, Func<Output[]>> Prepare);
