using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kernels.Benchmarks;

/// <summary>A case's inputs, as the peers have them: numbers, and arrays of the very same bytes.</summary>
/// <param name="values">By name; an array is described by its file, dtype and shape.</param>
internal sealed class Inputs(JsonElement values)
{
    public NDArray<float> Floats(string name) => Array<float>(name, "float32");

    public NDArray<double> Doubles(string name) => Array<double>(name, "float64");

    public NDArray<long> Longs(string name) => Array<long>(name, "int64");

    public NDArray<int> Ints(string name) => Array<int>(name, "int32");

    public double Double(string name) => values.GetProperty(name).GetDouble();

    public int Int(string name) => values.GetProperty(name).GetInt32();

    /// <summary>Whether an array has this dtype, in NumPy's words.</summary>
    public bool Has(string name, string dtype) => values.GetProperty(name).GetProperty("dtype").GetString() == dtype;

    public NDArray<Complex64> Complexes(string name) => Array<Complex64>(name, "complex64");

    private NDArray<T> Array<T>(string name, string dtype) where T : unmanaged =>
        NDArray.FromArray(MemoryMarshal.Cast<byte, T>(Bytes(name, dtype)).ToArray(), Shape(name));

    private byte[] Bytes(string name, string dtype)
    {
        if (!Has(name, dtype)) throw new InvalidOperationException($"{name} is not {dtype}.");
        return File.ReadAllBytes(values.GetProperty(name).GetProperty("file").GetString()!);
    }

    private Shape Shape(string name) =>
        Kernels.Shape.Create([.. values.GetProperty(name).GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())]);
}
