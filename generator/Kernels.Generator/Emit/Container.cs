namespace Kernels.Generator.Emit;

/// <summary>The types around a method: a namespace, and a header for each type such as <c>partial class Model</c>.</summary>
internal sealed record Container(string Namespace, EquatableArray<string> Types);
