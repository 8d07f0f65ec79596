using System.Numerics;
using System.Runtime.InteropServices;

namespace Kernels.Benchmarks;

/// <summary>A result in files, for a peer to judge.</summary>
/// <param name="File">The elements' bytes, in C order.</param>
/// <param name="Dtype">NumPy's name of the type.</param>
/// <param name="Shape">The extents.</param>
internal sealed record ResultFile(string File, string Dtype, int[] Shape)
{
    public static List<object> Write(object result, DirectoryInfo folder) =>
        [.. Workload.Parts(result).Select((part, i) => Write(part, Path.Combine(folder.FullName, $"result{i}.bin"))).Select(f => (object)new { file = f.File, dtype = f.Dtype, shape = f.Shape })];

    private static ResultFile Write(object array, string file) => array switch
    {
        NDArray<float> x => Write(x, file, "float32"),
        NDArray<double> x => Write(x, file, "float64"),
        NDArray<int> x => Write(x, file, "int32"),
        NDArray<long> x => Write(x, file, "int64"),
        NDArray<Complex> x => Write(x, file, "complex128"),
        NDArray<Complex64> x => Write(x, file, "complex64"),
        _ => throw new InvalidOperationException($"No dtype for {array.GetType()}."),
    };

    private static ResultFile Write<T>(NDArray<T> x, string file, string dtype) where T : unmanaged
    {
        System.IO.File.WriteAllBytes(file, MemoryMarshal.AsBytes<T>(x.ToArray()));
        return new(file, dtype, [.. x.Shape]);
    }
}
