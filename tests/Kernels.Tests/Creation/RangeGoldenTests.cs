using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kernels.Tests.Creation;

/// <summary>Arange and Linspace against NumPy, bit for bit; Goldens/ranges.py writes the cases.</summary>
public class RangeGoldenTests
{
    [Theory]
    [InlineData("arange", "float32")]
    [InlineData("arange", "float64")]
    [InlineData("arange", "int32")]
    [InlineData("arange", "int64")]
    [InlineData("linspace", "float32")]
    [InlineData("linspace", "float64")]
    public void Ranges_are_those_of_NumPy(string function, string dtype)
    {
        using var reader = new StreamReader(typeof(RangeGoldenTests).Assembly.GetManifestResourceStream("ranges.jsonl")!);
        var cases = 0;
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var golden = json.RootElement;
            if (golden.GetProperty("function").GetString() != function || golden.GetProperty("dtype").GetString() != dtype) continue;
            cases++;
            var data = golden.GetProperty("data").GetBytesFromBase64();
            double[] arguments = [.. golden.GetProperty("arguments").EnumerateArray().Select(a => a.GetDouble())];
            switch (dtype)
            {
                case "float32": Check<float>(function, arguments, data, line); break;
                case "float64": Check<double>(function, arguments, data, line); break;
                case "int32": Check<int>(arguments, data, line); break;
                default: Check<long>(arguments, data, line); break;
            }
        }
        Assert.True(cases >= 40);
    }

    private static void Check<T>(string function, double[] a, byte[] expected, string line) where T : struct, IFloatingPointIeee754<T>
    {
        if (function == "arange")
        {
            Check<T>(a, expected, line);
            return;
        }
        var x = NDArray.Linspace(T.CreateChecked(a[0]), T.CreateChecked(a[1]), (int)a[2], a[3] != 0);
        Assert.True(expected.AsSpan().SequenceEqual(MemoryMarshal.AsBytes(x.AsSpan())), $"{x}\n{line}");
    }

    private static void Check<T>(double[] a, byte[] expected, string line) where T : struct, INumber<T>
    {
        var x = NDArray.Arange(T.CreateChecked(a[0]), T.CreateChecked(a[1]), T.CreateChecked(a[2]));
        Assert.True(expected.AsSpan().SequenceEqual(MemoryMarshal.AsBytes(x.AsSpan())), $"{x}\n{line}");
    }
}
