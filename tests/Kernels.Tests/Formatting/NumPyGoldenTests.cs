using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kernels.Tests.Formatting;

/// <summary>Printing against what NumPy itself printed; Goldens/formatting.py writes the cases.</summary>
public class NumPyGoldenTests
{
    [Fact]
    public void Every_golden_array_prints_as_NumPy_prints_it()
    {
        // A longer file of the same script can be tried with KERNELS_FORMATTING_GOLDENS.
        using var stream = Environment.GetEnvironmentVariable("KERNELS_FORMATTING_GOLDENS") is { } path
            ? File.OpenRead(path)
            : typeof(NumPyGoldenTests).Assembly.GetManifestResourceStream("formatting.jsonl")!;
        using var reader = new StreamReader(stream);
        List<string> wrong = [];
        var cases = 0;
        while (reader.ReadLine() is { } line)
        {
            cases++;
            using var json = JsonDocument.Parse(line);
            var expected = json.RootElement.GetProperty("text").GetString()!;
            var actual = Text(json.RootElement);
            if (actual != expected) wrong.Add($"case {cases}:\nexpected\n{expected}\nactual\n{actual}");
        }
        Assert.True(cases > 100);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases} differ.\n" + string.Join("\n", wrong.Take(5)));
    }

    private static string Text(JsonElement golden)
    {
        var bytes = golden.GetProperty("data").GetBytesFromBase64();
        int[] shape = [.. golden.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())];
        return golden.GetProperty("dtype").GetString() switch
        {
            "float32" => Text<float>(bytes, shape),
            "float64" => Text<double>(bytes, shape),
            "int32" => Text<int>(bytes, shape),
            "int64" => Text<long>(bytes, shape),
            "uint8" => Text<byte>(bytes, shape),
            "bool" => Text<bool>(bytes, shape),
            var other => throw new InvalidDataException(other),
        };
    }

    private static string Text<T>(byte[] bytes, int[] shape) where T : struct =>
        NDArray.FromArray(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), Shape.Create(shape)).ToString();
}
