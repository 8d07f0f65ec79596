using Kernels;

namespace NpBench;

/// <summary>A result under its name in the golden; the elements are read when it is checked, not when it is timed.</summary>
internal sealed class Output
{
    private readonly Func<double[]> _elements;

    private Output(string name, int[] shape, Func<double[]> elements) => (Name, Shape, _elements) = (name, shape, elements);

    public string Name { get; }

    public int[] Shape { get; }

    public double[] Elements => _elements();

    public static Output Of<T>(string name, NDArray<T> array) =>
        new(name, [.. Enumerable.Range(0, array.Rank).Select(k => array.Shape[k])], () => array.As<double>().Ravel().ToArray());
}
