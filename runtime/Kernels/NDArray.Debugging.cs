using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Kernels;

public sealed partial class NDArray<T>
{
    internal string DebuggerText => IsDeleted ? $"NDArray<{typeof(T).Name}> {Shape}, deleted" : $"NDArray<{typeof(T).Name}> {Shape} on {Device}" + (Rank <= 1 && Size <= 8 ? $" {this}" : "");
}

/// <summary>What a debugger shows of an array: its text, its layout, and its elements or rows.</summary>
internal sealed class NDArrayDebugView<T>(NDArray<T> array)
{
    public string Text => array.ToString();

    public Shape Shape => array.Shape;

    [SuppressMessage("Performance", "CA1819", Justification = "Debuggers show fields and properties only.")]
    public int[] Strides => array.GetStrides().ToArray();

    public Device Device => array.Device;

    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public object Items => array.Rank <= 1 ? array.ToArray() : array.AsEnumerable().ToArray();
}
