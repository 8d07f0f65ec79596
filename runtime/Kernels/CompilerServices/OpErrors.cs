using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Exceptions of generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OpErrors
{
    /// <summary>A generic function called for a type that has no kernels.</summary>
    public static NotSupportedException UnsupportedDType(string op, params ReadOnlySpan<Type> types) =>
        new($"{op} has no form for {string.Join(", ", types.ToArray().Select(t => t.Name))}; arrays hold float, double, int, long, byte or bool.");
}
