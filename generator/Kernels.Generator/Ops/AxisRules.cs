using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>What is known of an axis while compiling.</summary>
internal static class AxisRules
{
    /// <summary>Rejects an axis that a shape of known rank does not have.</summary>
    /// <exception cref="IrException">There is no such axis.</exception>
    public static void Check(Attributes attributes, SymShape shape)
    {
        foreach (var axis in attributes.Ints("axis") ?? []) Check(axis, shape);
    }

    /// <inheritdoc cref="Check(Attributes, SymShape)"/>
    public static void Check(int axis, SymShape shape)
    {
        if (shape.Prefix.Length == 0 && (axis >= shape.Dims.Count || axis < -shape.Dims.Count)) throw new IrException($"there is no axis {InvariantText.Text(axis)} in shape {shape}");
    }
}
