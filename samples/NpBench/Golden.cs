using System.Text.Json;

namespace NpBench;

/// <summary>What NumPy gave for a preset: sums and some elements of each output (<c>goldens/make.py</c>).</summary>
internal sealed class Golden(JsonElement root)
{
    public static bool Exists(string preset) => File.Exists(PathOf(preset));

    public static Golden Read(string preset)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf(preset)));
        return new Golden(document.RootElement.Clone());
    }

    public Sizes Sizes(string program) =>
        new(Of(program).GetProperty("sizes").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble()));

    /// <summary>The largest error of the outputs: of sums relative to the sum of magnitudes, of elements relative to the greatest magnitude.</summary>
    public double Error(string program, Output[] outputs)
    {
        var expected = Of(program).GetProperty("outputs");
        var names = expected.EnumerateObject().Select(p => p.Name).ToArray();
        if (!names.SequenceEqual(outputs.Select(o => o.Name)))
            throw new InvalidDataException($"{program} gives [{string.Join(", ", outputs.Select(o => o.Name))}], its golden has [{string.Join(", ", names)}]");
        return outputs.Max(o => Error(o, expected.GetProperty(o.Name)));
    }

    private static string PathOf(string preset) => Path.Combine(AppContext.BaseDirectory, "goldens", preset + ".json");

    private JsonElement Of(string program) => root.GetProperty(program);

    private static double Error(Output output, JsonElement golden)
    {
        var shape = Numbers(golden, "shape");
        if (!shape.SequenceEqual(output.Shape.Select(n => (double)n)))
            throw new InvalidDataException($"{output.Name} has shape ({string.Join(", ", output.Shape)}), its golden ({string.Join(", ", shape)})");
        var x = output.Elements;
        var (sum, weighted) = (Sum(x), Sum(x.Select((value, i) => value * (i % 97 + 1))));

        var magnitudes = golden.GetProperty("magnitudes").GetDouble();
        var greatest = golden.GetProperty("greatest").GetDouble();
        var errors = new List<double> { Relative(sum, golden.GetProperty("sum").GetDouble(), magnitudes), Relative(weighted, golden.GetProperty("weighted").GetDouble(), 97 * magnitudes) };
        var positions = Numbers(golden, "at");
        var elements = Numbers(golden, "elements");
        for (var k = 0; k < positions.Length; k++) errors.Add(Relative(x[(int)positions[k]], elements[k], greatest));

        // Of a NaN nothing may be concluded; as an error it is the greatest.
        return errors.Any(double.IsNaN) ? double.PositiveInfinity : errors.Max();
    }

    // Compensated: a plain sum of millions would err more than the programs do.
    private static double Sum(IEnumerable<double> values)
    {
        double sum = 0, lost = 0;
        foreach (var value in values)
        {
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        return sum + lost;
    }

    private static double Relative(double value, double expected, double scale) => value == expected ? 0 : Math.Abs(value - expected) / scale;

    private static double[] Numbers(JsonElement golden, string name) => [.. golden.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
}
