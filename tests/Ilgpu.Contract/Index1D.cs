namespace ILGPU;

/// <summary>Any index type.</summary>
public interface IIndex;

/// <summary>The index of a thread in a 1D launch.</summary>
public readonly struct Index1D(int x) : IIndex
{
    public int X { get; } = x;

    public static implicit operator int(Index1D idx) => idx.X;

    public static implicit operator Index1D(int idx) => new(idx);
}

/// <summary>Strides of 1D views.</summary>
public static class Stride1D
{
    /// <summary>No padding between elements.</summary>
    public readonly struct Dense;
}
