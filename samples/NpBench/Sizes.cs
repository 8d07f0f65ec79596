namespace NpBench;

/// <summary>The sizes and parameters of a preset, as <c>goldens/make.py</c> wrote them beside the results.</summary>
internal sealed class Sizes(IReadOnlyDictionary<string, double> values)
{
    public double this[string name] => values[name];

    public int Int(string name) => checked((int)values[name]);

    public override string ToString() => string.Join(" ", values.Select(v => $"{v.Key}={v.Value}"));
}
